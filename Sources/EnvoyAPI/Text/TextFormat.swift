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
    switch format {
    case .json: write(JSONSink(output: take(&output)), to: &output, redacting)
    case .yaml: write(YAMLSink(output: take(&output)), to: &output, redacting)
    }
    output.append(UInt8(ascii: "\n"))
  }

  private func write(
    _ sink: some TextSink, to output: inout [UInt8], _ redacting: ((UnsafeRawBufferPointer) -> String)?
  ) {
    let scratch = Arena()
    var text = MessageText(sink: sink, redaction: Redaction(redacting), scratch: scratch.memory)
    text.value(message)
    swap(&output, &text.sink.output)
    withExtendedLifetime((arena, scratch)) {}
  }

  /// Moves an array out, so that appending to it does not copy.
  private func take(_ bytes: inout [UInt8]) -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }
}
