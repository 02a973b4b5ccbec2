/// A syntax for messages as text, by proto3's JSON mapping.
public enum TextFormat: Sendable, CaseIterable {
  /// JSON, two spaces for each level.
  case json
  /// Block YAML, as PyYAML writes it.
  case yaml
}

extension DynamicMessage {
  /// Appends the message to `output` as UTF-8 with a line break at the end.
  ///
  /// Names are lowerCamelCase and fields are in the order of their numbers, map entries by the bytes of their keys.
  /// An `Any` of a type that is not registered has its content as base 64. Unknown fields are not written.
  ///
  /// - Parameter redacting: Makes what stands for a private key, from the key. Give one for anything that a person may
  ///   see: without it, keys are printed.
  public func write(
    _ format: TextFormat, to output: inout [UInt8], redacting: ((UnsafeRawBufferPointer) -> String)? = nil
  ) {
    let buffer = TextBuffer(after: &output)
    var written =
      switch format {
      case .json: write(JSONSink(buffer), redacting)
      case .yaml: write(YAMLSink(buffer), redacting)
      }
    written.append(UInt8(ascii: "\n"))
    written.finish(into: &output)
  }

  private func write(_ sink: some TextSink, _ redacting: ((UnsafeRawBufferPointer) -> String)?) -> TextBuffer {
    let scratch = Arena()
    var text = MessageText(sink: sink, redaction: Redaction(redacting), scratch: scratch.memory)
    text.value(message)
    withExtendedLifetime((arena, scratch)) {}
    return text.sink.output
  }
}
