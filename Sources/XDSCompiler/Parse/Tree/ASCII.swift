extension UInt8 {
  var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  var isASCIILetter: Bool {
    let lower = self | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }

  /// The value of a hexadecimal digit, nil for other characters.
  var hexValue: UInt8? {
    if isASCIIDigit { return self - UInt8(ascii: "0") }
    let lower = self | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "f") ? lower - UInt8(ascii: "a") + 10 : nil
  }

  /// Whether the byte is not the first of its UTF-8 sequence.
  var isContinuation: Bool { self & 0xC0 == 0x80 }
}
