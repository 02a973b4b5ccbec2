extension JSONReader {
  /// Reads a string: RFC 8259, section 7.
  mutating func readString() throws(Failure) {
    let start = offset + 1
    var end = start
    var isASCII = true
    var hasEscape = false
    scan: while true {
      guard end < text.count else { throw Failure(message: "this string is never closed", offset: offset) }
      switch text[end] {
      case UInt8(ascii: "\""): break scan
      case UInt8(ascii: "\\"):
        hasEscape = true
        end += 1
      case 0..<0x20: try rejectControl(at: end)
      case 0x80...: isASCII = false
      default: break
      }
      end += 1
    }
    let raw = start..<end
    if !isASCII { try checkUTF8(raw) }
    guard hasEscape else {
      addScalar(.string, Text(rebasing: text[raw]), isPlain: false, to: end + 1)
      return
    }
    let content = try unescaped(raw)
    let place = content.withUnsafeBufferPointer { addScalar(.string, $0, isPlain: false, to: end + 1) }
    if content.contains(0) { builder.report(.nulByte(at: place)) }
  }

  private func checkUTF8(_ raw: Range<Int>) throws(Failure) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: Text(rebasing: text[raw]).span)
    } catch {
      throw Failure(
        id: .invalidEncoding, message: "this is not UTF-8", offset: raw.lowerBound + error.byteOffsets.lowerBound,
        help: "save the file as UTF-8")
    }
  }

  private func rejectControl(at offset: Int) throws(Failure) {
    guard text[offset] != 0 else {
      throw Failure(id: .nulByte, message: "text must not contain a NUL character", offset: offset)
    }
    throw Failure(
      message: text[offset] == UInt8(ascii: "\n")
        ? "a string must not go on in the next line" : "a control character must be written as an escape",
      offset: offset)
  }

  private func unescaped(_ raw: Range<Int>) throws(Failure) -> [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(raw.count)
    var next = raw.lowerBound
    while next < raw.upperBound {
      let byte = text[next]
      next += 1
      guard byte == UInt8(ascii: "\\") else {
        content.append(byte)
        continue
      }
      let escape = text[next]
      next += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(escape)
      case UInt8(ascii: "b"): content.append(0x08)
      case UInt8(ascii: "f"): content.append(0x0C)
      case UInt8(ascii: "n"): content.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): content.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "t"): content.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "u"): content += Array(String(try readCodePoint(&next, raw.upperBound)).utf8)
      default: throw Failure(message: "unknown escape in a string", offset: next - 2)
      }
    }
    return content
  }

  /// Reads the digits of a `\u` escape, and of a second one where the first is half of a surrogate pair.
  private func readCodePoint(_ next: inout Int, _ end: Int) throws(Failure) -> UnicodeScalar {
    let start = next - 2
    let unit = try readHex(&next, end)
    if let scalar = UnicodeScalar(unit) { return scalar }
    if unit < 0xDC00, next + 2 <= end, text[next] == UInt8(ascii: "\\"), text[next + 1] == UInt8(ascii: "u") {
      next += 2
      let low = try readHex(&next, end)
      if (0xDC00...0xDFFF).contains(low),
        let scalar = UnicodeScalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        return scalar
      }
    }
    throw Failure(message: "half of a surrogate pair", offset: start)
  }

  private func readHex(_ next: inout Int, _ end: Int) throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard next < end, let digit = text[next].hexValue else {
        throw Failure(message: "expected four hexadecimal digits after \"\\u\"", offset: next)
      }
      value = value << 4 + UInt32(digit)
      next += 1
    }
    return value
  }
}
