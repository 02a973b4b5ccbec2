import CEnvoy
import Glibc

/// Why two messages cannot be merged.
public enum MergeError: Error, Hashable, CustomStringConvertible {
  /// Both have an `Any`, and those are of different types.
  case differentTypes(own: String, other: String)
  /// An `Any` is of a type that `proto/` lacks, or holds no such message.
  case unreadable(type: String)

  public var description: String {
    switch self {
    case .differentTypes(let own, let other): "type URL of dst \"\(own)\" is different than src \"\(other)\""
    case .unreadable(let type): "the content of \"\(type)\" cannot be read"
    }
  }
}

extension EnvoyMessage {
  /// Merges another message into this one, as protobuf's `Merge` does, except that durations are replaced as a whole.
  ///
  /// Scalars and texts replace where they are set, messages are merged, lists are appended, and entries of maps replace
  /// those of their keys. The parts of `other` become parts of this message: both must be in one arena, and `other` is
  /// not to be used any more.
  ///
  /// - Parameter insideAny: whether the message in an `Any` is merged too, rather than replaced.
  public func merge(_ other: Self, insideAny: Bool = false) throws(MergeError) {
    try MessageMerger(memory: storage.memory, insideAny: insideAny).merge(other.storage.message, into: storage.message)
  }
}

private struct MessageMerger {
  typealias Field = UnsafePointer<ProtobufCFieldDescriptor>
  typealias Message = UnsafeMutablePointer<ProtobufCMessage>

  let memory: ArenaMemory
  let insideAny: Bool

  func merge(_ other: Message, into message: Message) throws(MergeError) {
    if insideAny, UnsafePointer(message.pointee.descriptor) == google__protobuf__any__type() {
      return try mergeAny(UnsafeMutableRawPointer(other), into: UnsafeMutableRawPointer(message))
    }
    let fields = UnsafePointer(message).fields
    guard var field = fields.baseAddress else { return }
    for _ in fields.indices {
      let count = field.count(in: other)
      if count > 0 { try merge(field, count, of: other, into: message) }
      field += 1
    }
  }

  private func merge(_ field: Field, _ count: Int, of other: Message, into message: Message) throws(MergeError) {
    if field.isRepeated { return append(field, count, of: other, to: message) }
    let isMessage = field.pointee.type == PROTOBUF_C_TYPE_MESSAGE
    if isMessage, field.count(in: message) > 0, field.messageDescriptor != google__protobuf__duration__type() {
      let own = field.place(in: message).load(as: Message.self)
      return try merge(field.place(in: other).load(as: Message.self), into: own)
    }
    field.place(in: message).copyMemory(from: field.place(in: other), byteCount: field.size)
    field.setCase(of: message)
  }

  /// Own values first; an entry of a map takes the place of that of its key.
  private func append(_ field: Field, _ count: Int, of other: Message, to message: Message) {
    let ownCount = field.count(in: message)
    let size = field.size
    let values: UnsafeMutablePointer<UInt8> = memory.array((ownCount + count) * size)
    let list = UnsafeMutableRawPointer(values)
    var total = 0
    func add(_ value: UnsafeRawPointer) {
      (list + total * size).copyMemory(from: value, byteCount: size)
      total += 1
    }
    let isMap = field.isMap
    for index in 0..<ownCount {
      let own = field.place(of: index, in: message)
      let isReplaced = isMap && (0..<count).contains { haveSameKey(own, field.place(of: $0, in: other)) }
      if !isReplaced { add(own) }
    }
    for index in 0..<count { add(field.place(of: index, in: other)) }
    field.setList(list, count: total, of: message)
    if isMap { sortEntries(list, count: total) }
  }

  private func haveSameKey(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
    key(of: a).elementsEqual(key(of: b))
  }

  /// Maps are encoded in the order of their keys' bytes.
  private func sortEntries(_ list: UnsafeMutableRawPointer, count: Int) {
    var entries = UnsafeMutableBufferPointer(start: list.assumingMemoryBound(to: Message.self), count: count)
    entries.sort { a, b in
      withUnsafePointer(to: a) { a in
        withUnsafePointer(to: b) { key(of: a).lexicographicallyPrecedes(key(of: UnsafeRawPointer($0))) }
      }
    }
  }

  /// The text that is the key of an entry, given where the entry's address is.
  private func key(of entry: UnsafeRawPointer) -> UnsafeBufferPointer<UInt8> {
    guard let field = entry.message.fields.baseAddress, field.pointee.type == PROTOBUF_C_TYPE_STRING else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return field.place(of: 0, in: entry.message).text
  }

  private func mergeAny(_ other: UnsafeMutableRawPointer, into any: UnsafeMutableRawPointer) throws(MergeError) {
    let own = any.assumingMemoryBound(to: Google__Protobuf__Any.self)
    let source = other.assumingMemoryBound(to: Google__Protobuf__Any.self)
    let (ownURL, otherURL) = (memory.string(own.pointee.type_url), memory.string(source.pointee.type_url))
    guard !ownURL.isEmpty else {
      own.pointee.type_url = source.pointee.type_url
      own.pointee.value = source.pointee.value
      return
    }
    guard ownURL == otherURL else { throw .differentTypes(own: ownURL, other: otherURL) }
    func content(_ any: UnsafeMutablePointer<Google__Protobuf__Any>) throws(MergeError) -> Message {
      let bytes = UnsafeRawBufferPointer(start: any.pointee.value.data, count: any.pointee.value.len)
      let url = UnsafeRawBufferPointer(UnsafeBufferPointer(bytes: any.pointee.type_url))
      guard let message = MessageType(typeURL: url)?.unpackUnchecked(bytes, into: memory) else {
        throw .unreadable(type: ownURL)
      }
      return message
    }
    let merged = try content(own)
    try merge(try content(source), into: merged)
    own.pointee.value = memory.bytes(at: memory.pack(merged))
  }
}
