extension JSONReader {
  /// Reads a number: RFC 8259, section 6.
  mutating func readNumber() throws(Failure) {
    var end = offset
    func byte() -> UInt8 { end < text.count ? text[end] : 0 }
    func digits() throws(Failure) {
      guard byte().isASCIIDigit else {
        throw Failure(message: "expected a digit here", offset: end)
      }
      while byte().isASCIIDigit { end += 1 }
    }
    var kind = NodeKind.integer
    if byte() == UInt8(ascii: "-") { end += 1 }
    if byte() == UInt8(ascii: "0") {
      end += 1
      if byte().isASCIIDigit {
        throw Failure(message: "a number must not begin with 0", offset: end - 1)
      }
    } else {
      try digits()
    }
    if byte() == UInt8(ascii: ".") {
      kind = .float
      end += 1
      try digits()
    }
    if byte() | 0x20 == UInt8(ascii: "e") {
      kind = .float
      end += 1
      if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { end += 1 }
      try digits()
    }
    addScalar(kind, Text(rebasing: text[offset..<end]), isPlain: true, to: end)
  }
}
