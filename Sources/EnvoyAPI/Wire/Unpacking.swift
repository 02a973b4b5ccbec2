import CEnvoy

/// Why bytes are not a message.
public enum UnpackError: Error, Hashable, Sendable {
  /// They are not the encoding of any message of that type, or of a message within it.
  case malformed(type: String)
  /// A text is not UTF-8, or has a NUL.
  case invalidText(type: String, field: String)
  /// Messages are nested more than 100 deep, protobuf's limit.
  case tooDeep
  /// It would take more than 2 GiB of memory when decoded.
  case tooLarge
  /// An `Any` holds a message of a type that is not in `proto/`.
  case unknownType(String)

  /// Whether there is just too much of what may be a message.
  public var isLimit: Bool { self == .tooDeep || self == .tooLarge }
}

extension UnpackError: CustomStringConvertible {
  /// For people, after the name of what has the bytes.
  public var description: String {
    switch self {
    case .unknownType(let url): "has a message of a type that this version does not know: \(url)"
    case .malformed, .invalidText: "is damaged"
    case .tooDeep: "has messages nested more than \(WireCheck.deepest) levels deep"
    case .tooLarge: "would take more than \(WireCheck.mostMemory >> 30) GiB of memory when decoded"
    }
  }
}

extension MessageType {
  /// Decodes a message of this type.
  ///
  /// Everything within it has been checked afterwards: texts, and the content of each `Any` of a registered type.
  public func unpack(_ bytes: UnsafeRawBufferPointer) throws(UnpackError) -> DynamicMessage {
    let arena = Arena()
    return DynamicMessage(type: self, message: try unpack(bytes, into: arena.memory), arena: arena)
  }

  /// Decodes a message of this type, as `unpack(_:)` above.
  public func unpack(_ bytes: [UInt8]) throws(UnpackError) -> DynamicMessage {
    try bytes.withUnsafeBytes { bytes in Result { () throws(UnpackError) in try unpack(bytes) } }.get()
  }

  func unpack(
    _ bytes: UnsafeRawBufferPointer, into memory: ArenaMemory
  ) throws(UnpackError) -> UnsafeMutablePointer<ProtobufCMessage> {
    try WireCheck.check(bytes, as: descriptor)
    guard let message = unpackUnchecked(bytes, into: memory) else { throw UnpackError.malformed(type: fullName) }
    return message
  }

  func unpackUnchecked(
    _ bytes: UnsafeRawBufferPointer, into memory: ArenaMemory
  ) -> UnsafeMutablePointer<ProtobufCMessage>? {
    var allocator = ProtobufCAllocator(
      alloc: { memory, size in memory.map { ArenaMemory(opaque: $0).allocate(size) } },
      free: { _, _ in },
      allocator_data: memory.opaque)
    return protobuf_c_message_unpack(
      descriptor, &allocator, bytes.count, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
  }
}
