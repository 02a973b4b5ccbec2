import CEnvoy

/// Why two messages cannot be merged.
public enum MergeError: Error, Hashable, CustomStringConvertible {
  /// Both have an `Any`, and those are of different types.
  case differentTypes(own: String, other: String)
  /// A message, or the content of an `Any`, is not of its type, or of one that `proto/` lacks.
  case unreadable(type: String)

  public var description: String {
    switch self {
    case .differentTypes(let own, let other): "type URL of dst \"\(own)\" is different than src \"\(other)\""
    case .unreadable(let type): "the content of \"\(type)\" cannot be read"
    }
  }
}

extension EnvoyMessage {
  /// Merges another message into this one, as protobuf's `Merge` does, but for durations and wrappers, which are each
  /// replaced as a whole, and for `Any`s of one type, whose contents are merged.
  ///
  /// Scalars and texts replace where they are set, messages are merged, lists are appended, and entries of maps replace
  /// those of their keys, but for `Any`s. A wrapper is set whatever it holds, so that a false or a 0 replaces, too. The
  /// other message stays as it is and shares nothing with this one.
  ///
  /// - Parameter keepingTypes: whether an `Any` of another type than this message's, or than one in it, is an error rather
  ///   than its replacement. That counts for the outermost `Any`s only.
  public func merge(_ other: Self, keepingTypes: Bool = false) throws(MergeError) {
    let merger = MessageMerger(memory: storage.memory, keepsTypes: keepingTypes)
    let copy = try merger.decoded(Self.messageType, storage.memory.pack(other.storage.message))
    try merger.merge(copy, into: storage.message)
  }
}

/// Merges messages of one arena. Of the other message nothing is left: its parts become those of the one.
private struct MessageMerger {
  typealias Field = UnsafePointer<ProtobufCFieldDescriptor>
  typealias Message = UnsafeMutablePointer<ProtobufCMessage>

  let memory: ArenaMemory
  let keepsTypes: Bool

  func decoded(_ type: MessageType, _ bytes: UnsafeRawBufferPointer) throws(MergeError) -> Message {
    guard let message = type.unpackUnchecked(bytes, into: memory) else { throw .unreadable(type: type.fullName) }
    return message
  }

  func merge(_ other: Message, into message: Message) throws(MergeError) {
    let type = MessageType(message.pointee.descriptor)
    switch WellKnownType(type.descriptor) {
    case .any: try mergeContent(of: other, into: message)
    case .duration, .wrapper: replace(message, by: other)
    default:
      for field in type.fields where field.count(in: other) > 0 { try merge(field, of: other, into: message) }
    }
  }

  private func merge(_ field: Field, of other: Message, into message: Message) throws(MergeError) {
    if field.isMap { return try mergeEntries(field, of: other, into: message) }
    if field.isRepeated { return append(field, of: other, to: message) }
    let place = field.place(in: other)
    if field.pointee.type == PROTOBUF_C_TYPE_MESSAGE, field.count(in: message) > 0 {
      return try merge(place.load(as: Message.self), into: field.place(in: message).load(as: Message.self))
    }
    field.place(in: message).copyMemory(from: place, byteCount: field.size)
    field.setCase(of: message)
  }

  private func append(_ field: Field, of other: Message, to message: Message) {
    let (ownCount, otherCount) = (field.count(in: message), field.count(in: other))
    let values = memory.allocate((ownCount + otherCount) * field.size)
    if ownCount > 0 { values.copyMemory(from: field.place(of: 0, in: message), byteCount: ownCount * field.size) }
    let rest = values + ownCount * field.size
    rest.copyMemory(from: field.place(of: 0, in: other), byteCount: otherCount * field.size)
    field.setList(values, count: ownCount + otherCount, of: message)
  }

  private func replace(_ message: Message, by other: Message) {
    UnsafeMutableRawPointer(message).copyMemory(
      from: other, byteCount: MessageType(message.pointee.descriptor).descriptor.pointee.sizeof_message)
  }

  /// Maps are encoded in the order of their keys' bytes.
  private func mergeEntries(_ field: Field, of other: Message, into message: Message) throws(MergeError) {
    var merged = entries(field, of: message)
    for (key, entry) in entries(field, of: other) {
      guard let index = merged.firstIndex(where: { $0.key == key }) else {
        merged.append((key, entry))
        continue
      }
      if let own = anyValue(of: merged[index].entry), let value = anyValue(of: entry) {
        try merge(value, into: own)
      } else {
        merged[index].entry = entry
      }
    }
    let sorted = merged.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    field.setList(memory.values(sorted.map(\.entry)), count: sorted.count, of: message)
  }

  /// The value of a map's entry; nil when maps of its type hold no `Any`s.
  private func anyValue(of entry: Message) -> Message? {
    guard let field = MessageType(entry.pointee.descriptor).fields.last, field.pointee.type == PROTOBUF_C_TYPE_MESSAGE,
      case .any = WellKnownType(field.messageDescriptor)
    else { return nil }
    return field.place(in: entry).load(as: Message?.self)
  }

  private func entries(_ field: Field, of message: Message) -> [(key: [UInt8], entry: Message)] {
    guard let key = field.messageDescriptor.pointee.fields else { return [] }
    return (0..<field.count(in: message)).map { index in
      let entry = UnsafeMutablePointer(mutating: field.place(of: index, in: message).message)
      return (Array(key.place(of: 0, in: entry).text), entry)
    }
  }

  private func mergeContent(of other: Message, into message: Message) throws(MergeError) {
    let (own, source) = (any(message), any(other))
    let (ownURL, otherURL) = (memory.string(own.pointee.type_url), memory.string(source.pointee.type_url))
    guard ownURL == otherURL else {
      if keepsTypes { throw .differentTypes(own: ownURL, other: otherURL) }
      return replace(message, by: other)
    }
    guard let type = MessageType(typeURL: ownURL) else { throw .unreadable(type: ownURL) }
    let content = try decoded(type, own.pointee.content)
    let inner = MessageMerger(memory: memory, keepsTypes: false)
    try inner.merge(decoded(type, source.pointee.content), into: content)
    own.pointee.value = memory.bytes(at: memory.pack(content))
  }

  private func any(_ message: Message) -> UnsafeMutablePointer<Google__Protobuf__Any> {
    UnsafeMutableRawPointer(message).assumingMemoryBound(to: Google__Protobuf__Any.self)
  }
}

extension Google__Protobuf__Any {
  fileprivate var content: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: value.data, count: value.len) }
}
