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
}
