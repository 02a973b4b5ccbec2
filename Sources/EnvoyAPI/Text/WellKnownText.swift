import CEnvoy

/// The types that have a JSON form of their own.
enum WellKnownType {
  case any
  case duration
  case wrapper
  case structure
  case value
  case list

  init?(_ type: UnsafePointer<ProtobufCMessageDescriptor>) {
    switch type {
    case google__protobuf__any__type(): self = .any
    case google__protobuf__duration__type(): self = .duration
    case google__protobuf__bool_value__type(), google__protobuf__uint32_value__type(),
      google__protobuf__uint64_value__type(), google__protobuf__double_value__type():
      self = .wrapper
    case google__protobuf__struct__type(): self = .structure
    case google__protobuf__value__type(): self = .value
    case google__protobuf__list_value__type(): self = .list
    default: return nil
    }
  }
}

extension MessageText {
  mutating func wellKnown(_ type: WellKnownType, _ message: UnsafePointer<ProtobufCMessage>) {
    let pointer = UnsafeRawPointer(message)
    switch type {
    case .any: any(pointer.assumingMemoryBound(to: Google__Protobuf__Any.self).pointee)
    case .duration: duration(pointer.assumingMemoryBound(to: Google__Protobuf__Duration.self).pointee)
    case .wrapper: only(message)
    case .structure: only(message)
    case .value: value(of: pointer.assumingMemoryBound(to: Google__Protobuf__Value.self).pointee, message)
    case .list: only(message)
    }
  }

  /// The name of the type, then the fields of the message, or a `value` where it has no fields of its own in JSON.
  private mutating func any(_ any: Google__Protobuf__Any) {
    let url = UnsafeBufferPointer(bytes: any.type_url)
    let bytes = UnsafeRawBufferPointer(start: any.value.data, count: any.value.len)
    sink.beginObject()
    defer { sink.endObject() }
    if url.isEmpty, bytes.isEmpty { return }
    let secretURL = redaction.placeholder(forUnknown: UnsafeRawBufferPointer(url))
    sink.key("@type")
    if let secretURL { sink.string(secretURL) } else { sink.string(url) }
    let mark = scratch.mark
    defer { scratch.rewind(to: mark) }
    // Without its name, whoever reads the text does not know the type either.
    let type = secretURL == nil ? MessageType(typeURL: UnsafeRawBufferPointer(url)) : nil
    guard let message = type?.unpackUnchecked(bytes, into: scratch) else {
      sink.key("value")
      if let secret = redaction.placeholder(forUnknown: bytes) { return sink.string(secret) }
      return base64(bytes)
    }
    guard let type = WellKnownType(message.pointee.descriptor) else { return members(message) }
    sink.key("value")
    wellKnown(type, message)
  }

  /// Seconds with as many groups of three decimals as it takes.
  private mutating func duration(_ duration: Google__Protobuf__Duration) {
    let nanos = String(duration.nanos.magnitude)
    var decimals = String(repeating: "0", count: max(0, 9 - nanos.count)) + nanos
    while decimals.hasSuffix("000") { decimals.removeLast(3) }
    let sign = duration.seconds < 0 || duration.nanos < 0 ? "-" : ""
    sink.string("\(sign)\(duration.seconds.magnitude)\(decimals.isEmpty ? "" : ".")\(decimals)s")
  }

  private mutating func value(of value: Google__Protobuf__Value, _ message: UnsafePointer<ProtobufCMessage>) {
    guard value.kind_case != GOOGLE__PROTOBUF__VALUE__KIND__NOT_SET,
      value.kind_case != GOOGLE__PROTOBUF__VALUE__KIND_NULL_VALUE
    else { return sink.word("null") }
    guard let field = protobuf_c_message_descriptor_get_field(message.pointee.descriptor, value.kind_case.rawValue)
    else { return }
    scalarOrMessage(field, at: field.place(of: 0, in: message), in: message)
  }

  /// The value of the one field of a message, set or not.
  private mutating func only(_ message: UnsafePointer<ProtobufCMessage>) {
    guard let field = message.fields.baseAddress else { return }
    if field.isMap { return map(field, field.count(in: message), message) }
    if field.isRepeated { return list(field, field.count(in: message), message) }
    scalarOrMessage(field, at: field.place(of: 0, in: message), in: message)
  }
}
