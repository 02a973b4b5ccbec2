extension MessageValue {
  /// Appends the value to `output`, as `DynamicMessage.write` does with the message that it is the value of.
  public func write(_ format: TextFormat, to output: inout [UInt8]) {
    let buffer = TextBuffer(after: &output)
    var written =
      switch format {
      case .json: write(JSONSink(buffer))
      case .yaml: write(YAMLSink(buffer))
      }
    written.append(UInt8(ascii: "\n"))
    written.finish(into: &output)
  }

  private func write(_ sink: some TextSink) -> TextBuffer {
    var sink = sink
    write(to: &sink)
    return sink.output
  }

  private func write(to sink: inout some TextSink) {
    switch self {
    case .object(let members):
      sink.beginObject()
      for member in members {
        var name = member.name
        name.withUTF8 { sink.key($0) }
        member.value.write(to: &sink)
      }
      sink.endObject()
    case .list(let elements):
      sink.beginList()
      for element in elements {
        sink.element()
        element.write(to: &sink)
      }
      sink.endList()
    case .string(let text): sink.string(text)
    case .word(let word):
      // Floating point numbers are those that the syntaxes spell in their own ways.
      if word.contains(where: { $0 == "." || $0 == "e" }), let number = Double(word) {
        sink.number(number)
      } else {
        sink.word(word)
      }
    }
  }
}
