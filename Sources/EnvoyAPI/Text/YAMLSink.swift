/// Writes block YAML, byte for byte as PyYAML's `dump` does with `default_flow_style=False` and no limit to the width.
struct YAMLSink: TextSink {
  private struct Collection {
    let indent: Int
    /// Whether the first member follows on the same line: in a list, and at the beginning of the document.
    let startsInline: Bool
    var isEmpty = true
  }

  var output: TextBuffer
  private var open: [Collection] = []
  /// Whether a key was just written, and a value on its line needs a space.
  private var follows = false

  init(_ output: TextBuffer) {
    self.output = output
  }

  mutating func beginObject() {
    begin(indent: open.last.map { $0.indent + 2 } ?? 0)
  }

  /// A list that is the value of a key is not indented.
  mutating func beginList() {
    begin(indent: open.last.map { $0.indent + (follows ? 0 : 2) } ?? 0)
  }

  mutating func endObject() { end("{}") }
  mutating func endList() { end("[]") }

  mutating func element() {
    child()
    output.append("- ")
  }

  mutating func key(_ name: UnsafeBufferPointer<UInt8>) {
    child()
    let scalar = YAMLScalar(name)
    guard scalar.canBeSimpleKey else {
      output.append("? ")
      write(scalar, asKey: false)
      newLine(indent: indent)
      output.append(": ")
      return
    }
    write(scalar, asKey: true)
    output.append(UInt8(ascii: ":"))
    follows = true
  }

  mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
    space()
    write(YAMLScalar(text), asKey: false)
  }

  mutating func number(_ value: Double) {
    word(NumberText.yaml(value))
  }

  mutating func word(_ word: String) {
    space()
    output.append(word)
  }

  private var indent: Int { open.last?.indent ?? 0 }

  private mutating func begin(indent: Int) {
    open.append(Collection(indent: indent, startsInline: !follows))
  }

  private mutating func end(_ whenEmpty: String) {
    if open.removeLast().isEmpty { word(whenEmpty) }
  }

  private mutating func child() {
    let last = open.count - 1
    if !(open[last].isEmpty && open[last].startsInline) { newLine(indent: open[last].indent) }
    open[last].isEmpty = false
    follows = false
  }

  private mutating func space() {
    if follows { output.append(UInt8(ascii: " ")) }
    follows = false
  }

  private mutating func write(_ scalar: YAMLScalar, asKey: Bool) {
    switch scalar.style(asKey: asKey) {
    case .plain: output.append(scalar.text)
    case .singleQuoted: scalar.appendSingleQuoted(to: &output, indent: indent + 2)
    case .doubleQuoted: scalar.appendDoubleQuoted(to: &output)
    }
  }
}
