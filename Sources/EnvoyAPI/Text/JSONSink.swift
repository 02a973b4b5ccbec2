/// Writes JSON with two spaces for each level.
struct JSONSink: TextSink {
  var output: TextBuffer
  /// For each object or list that is open, whether it is still empty.
  private var empty: [Bool] = []

  init(_ output: TextBuffer) {
    self.output = output
  }

  mutating func beginObject() { begin("{") }
  mutating func endObject() { end("}") }
  mutating func beginList() { begin("[") }
  mutating func endList() { end("]") }

  mutating func key(_ name: UnsafeBufferPointer<UInt8>) {
    element()
    string(name)
    output.append(": ")
  }

  mutating func element() {
    let last = empty.count - 1
    if !empty[last] { output.append(UInt8(ascii: ",")) }
    empty[last] = false
    newLine(indent: empty.count * 2)
  }

  mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
    output.append(UInt8(ascii: "\""))
    var start = 0
    for index in text.indices where text[index] < 0x20 || text[index] == 0x22 || text[index] == 0x5C {
      output.append(text, start..<index)
      escape(text[index])
      start = index + 1
    }
    output.append(text, start..<text.count)
    output.append(UInt8(ascii: "\""))
  }

  mutating func number(_ value: Double) {
    output.append(NumberText.text(value))
  }

  mutating func word(_ word: String) {
    output.append(word)
  }

  private mutating func begin(_ bracket: Unicode.Scalar) {
    output.append(UInt8(ascii: bracket))
    empty.append(true)
  }

  private mutating func end(_ bracket: Unicode.Scalar) {
    if !empty.removeLast() { newLine(indent: empty.count * 2) }
    output.append(UInt8(ascii: bracket))
  }

  private mutating func escape(_ byte: UInt8) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    case 0x22, 0x5C: output.append(byte)
    default:
      output.append("u00")
      output.append(HexDigits.upper[Int(byte >> 4)] | 0x20)
      output.append(HexDigits.upper[Int(byte & 15)] | 0x20)
    }
  }
}
