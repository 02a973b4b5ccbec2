extension YAMLScalar {
  /// Appends the text in single quotes; line breaks fold, so that the first of several is doubled.
  func appendSingleQuoted(to output: inout TextBuffer, indent: Int) {
    output.append(UInt8(ascii: "'"))
    var reader = UnicodeReader(text)
    var inBreaks = false
    while !reader.isAtEnd {
      let start = reader.position
      let scalar = reader.next()
      let isBreak = scalar == 0x0A
      if isBreak, !inBreaks { output.append(UInt8(ascii: "\n")) }
      if !isBreak, inBreaks { output.appendSpaces(indent) }
      if scalar == 0x27 { output.append(UInt8(ascii: "'")) }
      output.append(text, start..<reader.position)
      inBreaks = isBreak
    }
    if inBreaks { output.appendSpaces(indent) }
    output.append(UInt8(ascii: "'"))
  }

  /// Appends the text in double quotes, with escapes.
  func appendDoubleQuoted(to output: inout TextBuffer) {
    output.append(UInt8(ascii: "\""))
    var reader = UnicodeReader(text)
    while !reader.isAtEnd {
      let start = reader.position
      let scalar = reader.next()
      if Self.isWrittenInDoubleQuotes(scalar) {
        output.append(text, start..<reader.position)
      } else {
        output.append(UInt8(ascii: "\\"))
        Self.appendEscape(scalar, to: &output)
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func isWrittenInDoubleQuotes(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x5C, 0x0A: false
    default: scalar < 0x10000 && isPrintable(scalar)
    }
  }

  private static func appendEscape(_ scalar: UInt32, to output: inout TextBuffer) {
    let letter: Unicode.Scalar? =
      switch scalar {
      case 0x07: "a"
      case 0x08: "b"
      case 0x09: "t"
      case 0x0A: "n"
      case 0x0B: "v"
      case 0x0C: "f"
      case 0x0D: "r"
      case 0x1B: "e"
      case 0x22: "\""
      case 0x5C: "\\"
      case 0x85: "N"
      case 0x2028: "L"
      case 0x2029: "P"
      default: nil
      }
    if let letter { return output.append(UInt8(ascii: letter)) }
    let (kind, digits): (Unicode.Scalar, Int) = scalar <= 0xFF ? ("x", 2) : scalar <= 0xFFFF ? ("u", 4) : ("U", 8)
    output.append(UInt8(ascii: kind))
    for digit in (0..<digits).reversed() {
      output.append(HexDigits.upper[Int(scalar >> UInt32(4 * digit)) & 15])
    }
  }
}
