extension RandomAccessCollection<UInt8> {
  /// Two lower-case hexadecimal digits for each byte.
  var hex: String {
    String(unsafeUninitializedCapacity: 2 * count) { buffer in
      for (index, byte) in enumerated() {
        buffer[2 * index] = (byte >> 4).hexDigit
        buffer[2 * index + 1] = (byte & 15).hexDigit
      }
      return 2 * count
    }
  }
}

extension UInt8 {
  fileprivate var hexDigit: UInt8 { self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "a") - 10 + self }
}
