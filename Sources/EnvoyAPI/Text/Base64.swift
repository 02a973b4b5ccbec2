/// Base 64 of RFC 4648, with padding.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let size = (bytes.count + 2) / 3 * 4
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var at = 0
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let available = min(3, bytes.count - start)
        var group = UInt32(bytes[start]) << 16
        if available > 1 { group |= UInt32(bytes[start + 1]) << 8 }
        if available > 2 { group |= UInt32(bytes[start + 2]) }
        for digit in 0..<4 {
          let pad = digit > available
          buffer[at] = pad ? UInt8(ascii: "=") : alphabet[Int(group >> UInt32(18 - 6 * digit)) & 63]
          at += 1
        }
      }
      count = at
    }
  }

  /// Decodes either alphabet of RFC 4648, padded or not, as proto3's JSON mapping has it; nil for anything else.
  static func decode(_ text: some BidirectionalCollection<UInt8>) -> [UInt8]? {
    var digits = text[...]
    while digits.last == UInt8(ascii: "=") { digits.removeLast() }
    guard digits.count % 4 != 1, text.count - digits.count <= 2 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count * 3 / 4)
    var group: UInt32 = 0
    for (index, digit) in digits.enumerated() {
      guard let value = value(of: digit) else { return nil }
      group = group << 6 | value
      // The first digit of four has no whole byte yet.
      let bits = UInt32(index % 4 + 1) * 6 % 8
      if index % 4 > 0 { bytes.append(UInt8(truncatingIfNeeded: group >> bits)) }
    }
    return bytes
  }

  private static func value(of digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
