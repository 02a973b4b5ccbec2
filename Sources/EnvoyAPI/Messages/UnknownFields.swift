import CEnvoy

/// A field of a decoded message that is not in `proto/`.
public struct UnknownField: Hashable, Sendable {
  /// The message that it is in, such as `resources[0].loadAssignment`; empty for the outermost.
  public let path: String
  /// The full name of that message's type.
  public let type: String
  /// The number of the field.
  public let number: UInt32

  public init(path: String, type: String, number: UInt32) {
    self.path = path
    self.type = type
    self.number = number
  }
}

extension DynamicMessage {
  /// The fields that are not in `proto/`, here and in all messages within, `Any`s of registered types included, in the
  /// order of the fields that lead to them.
  ///
  /// - Parameter limit: how many to list. Default all.
  public func unknownFields(atMost limit: Int = .max) -> [UnknownField] {
    let scratch = Arena()
    var found: [UnknownField] = []
    collect(message, path: "", scratch.memory, limit, into: &found)
    withExtendedLifetime((arena, scratch)) {}
    return found
  }

  private func collect(
    _ message: UnsafePointer<ProtobufCMessage>, path: String, _ scratch: ArenaMemory, _ limit: Int,
    into found: inout [UnknownField]
  ) {
    let type = MessageType(message.pointee.descriptor)
    for index in 0..<min(Int(message.pointee.n_unknown_fields), limit - found.count) {
      found.append(UnknownField(path: path, type: type.fullName, number: message.pointee.unknown_fields[index].tag))
    }
    if type == AnyMessage.messageType {
      let any = UnsafeRawPointer(message).assumingMemoryBound(to: Google__Protobuf__Any.self).pointee
      let url = UnsafeRawBufferPointer(UnsafeBufferPointer(bytes: any.type_url))
      let bytes = UnsafeRawBufferPointer(start: any.value.data, count: any.value.len)
      let mark = scratch.mark
      defer { scratch.rewind(to: mark) }
      if let content = MessageType(typeURL: url)?.unpackUnchecked(bytes, into: scratch) {
        collect(content, path: path, scratch, limit, into: &found)
      }
      return
    }
    let fields = message.fields
    for number in fields.indices where fields[number].type == PROTOBUF_C_TYPE_MESSAGE {
      guard let field = fields.baseAddress.map({ $0 + number }) else { continue }
      for index in 0..<field.count(in: message) where found.count < limit {
        let name = field.withCamelCaseName { String(decoding: $0, as: UTF8.self) }
        let step = field.isRepeated ? "\(name)[\(index)]" : name
        let inner = path.isEmpty ? step : "\(path).\(step)"
        collect(field.place(of: index, in: message).message, path: inner, scratch, limit, into: &found)
      }
    }
  }
}
