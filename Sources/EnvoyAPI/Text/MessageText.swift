import CEnvoy

/// Turns messages into JSON values by proto3's JSON mapping: fields by number, map entries by the bytes of their keys.
struct MessageText<Sink: TextSink> {
  var sink: Sink
  var redaction: Redaction
  /// Where the contents of `Any`s are decoded.
  let scratch: ArenaMemory

  /// Writes a message as a value.
  mutating func value(_ message: UnsafePointer<ProtobufCMessage>) {
    if let wellKnown = WellKnownType(message.pointee.descriptor) { return self.wellKnown(wellKnown, message) }
    sink.beginObject()
    members(message)
    sink.endObject()
  }

  /// Writes the fields of a message that are set as members.
  mutating func members(_ message: UnsafePointer<ProtobufCMessage>) {
    let fields = message.fields
    guard var field = fields.baseAddress else { return }
    for _ in fields.indices {
      let count = field.count(in: message)
      if count > 0 { member(field, count, message) }
      field += 1
    }
  }

  private mutating func member(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>, _ count: Int, _ message: UnsafePointer<ProtobufCMessage>
  ) {
    field.withCamelCaseName { sink.key($0) }
    if field.isMap { return map(field, count, message) }
    if field.isRepeated { return list(field, count, message) }
    scalarOrMessage(field, at: field.place(of: 0, in: message), in: message)
  }

  mutating func list(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>, _ count: Int, _ message: UnsafePointer<ProtobufCMessage>
  ) {
    sink.beginList()
    for index in 0..<count {
      sink.element()
      scalarOrMessage(field, at: field.place(of: index, in: message), in: message)
    }
    sink.endList()
  }

  /// Writes the entries of a map; of those with the same key, the last.
  mutating func map(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>, _ count: Int, _ message: UnsafePointer<ProtobufCMessage>
  ) {
    guard let fields = field.messageDescriptor.pointee.fields else { return }
    let entries = (0..<count).map { index in
      let entry = field.place(of: index, in: message).message
      return (key: key(fields, of: entry), index: index, entry: entry)
    }.sorted {
      $0.key == $1.key ? $0.index < $1.index : $0.key.lexicographicallyPrecedes($1.key)
    }
    sink.beginObject()
    for (index, entry) in entries.enumerated() {
      if index + 1 < entries.count, entries[index + 1].key == entry.key { continue }
      entry.key.withUnsafeBufferPointer { sink.key($0) }
      let value = fields + 1
      if value.pointee.type == PROTOBUF_C_TYPE_MESSAGE, value.count(in: entry.entry) == 0 {
        sink.beginObject()
        sink.endObject()
      } else {
        scalarOrMessage(value, at: value.place(of: 0, in: entry.entry), in: entry.entry)
      }
    }
    sink.endObject()
  }

  private func key(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>, of entry: UnsafePointer<ProtobufCMessage>
  ) -> [UInt8] {
    let place = field.place(of: 0, in: entry)
    if field.pointee.type == PROTOBUF_C_TYPE_STRING {
      return redaction.placeholder(forUnknown: UnsafeRawBufferPointer(place.text)).map { Array($0.utf8) }
        ?? Array(place.text)
    }
    return Array(IntegerText.text(field.pointee.type, at: place).utf8)
  }

  mutating func scalarOrMessage(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>, at place: UnsafeRawPointer,
    in message: UnsafePointer<ProtobufCMessage>
  ) {
    switch field.pointee.type {
    case PROTOBUF_C_TYPE_MESSAGE:
      let outer = redaction
      redaction.enter(field, of: message.pointee.descriptor)
      value(place.message)
      redaction = outer
    case PROTOBUF_C_TYPE_STRING:
      if let secret = redaction.placeholder(for: UnsafeRawBufferPointer(place.text), field) {
        return sink.string(secret)
      }
      sink.string(place.text)
    case PROTOBUF_C_TYPE_BYTES:
      if let secret = redaction.placeholder(for: place.bytes, field) { return sink.string(secret) }
      base64(place.bytes)
    case PROTOBUF_C_TYPE_DOUBLE:
      number(place.load(as: Double.self))
    case PROTOBUF_C_TYPE_FLOAT:
      let value = place.load(as: Float.self)
      number(Double(value.description) ?? Double(value))
    case PROTOBUF_C_TYPE_BOOL:
      sink.word(place.load(as: protobuf_c_boolean.self) != 0 ? "true" : "false")
    case PROTOBUF_C_TYPE_ENUM:
      enumeration(field, place.load(as: Int32.self))
    default:
      let text = IntegerText.text(field.pointee.type, at: place)
      if IntegerText.isQuoted(field.pointee.type) { sink.string(text) } else { sink.word(text) }
    }
  }

  mutating func base64(_ bytes: UnsafeRawBufferPointer) {
    Base64.encode(bytes).withUnsafeBufferPointer { sink.string($0) }
  }

  mutating func number(_ value: Double) {
    if value.isFinite { sink.number(value) } else { sink.string(NumberText.notFinite(value)) }
  }

  private mutating func enumeration(_ field: UnsafePointer<ProtobufCFieldDescriptor>, _ number: Int32) {
    let descriptor = field.pointee.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
    guard let value = protobuf_c_enum_descriptor_get_value(descriptor, number) else {
      return sink.word(String(number))
    }
    sink.string(UnsafeBufferPointer(bytes: value.pointee.name))
  }
}
