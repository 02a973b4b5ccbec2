import CEnvoy

extension AnyMessage {
  /// An `Any` of `message`, which is encoded here, once, into its own arena.
  public static func packing(_ message: some EnvoyMessage) -> AnyMessage {
    AnyMessage(type(of: message).messageType, message.packedInArena(), message.storage.memory)
  }

  /// An `Any` of a message of type `type` that is encoded already. `bytes` must stay where they are as long as the
  /// arena's content.
  public static func packed(_ type: MessageType, _ bytes: UnsafeRawBufferPointer, in arena: Arena) -> AnyMessage {
    AnyMessage(type, bytes, arena.memory)
  }

  /// An `Any` of a message of type `type` that is encoded already; the arena keeps a copy of `bytes`.
  public static func packed(_ type: MessageType, _ bytes: [UInt8], in arena: Arena) -> AnyMessage {
    AnyMessage(type, arena.copy(bytes), arena.memory)
  }

  /// The message within, decoded into its own arena; nil when it is of another type.
  ///
  /// Throws an `UnpackError` when its bytes are no such message. A message that is changed must be packed again.
  public func unpacked<Message: EnvoyMessage>(_ type: Message.Type) throws -> Message? {
    let url = UnsafeBufferPointer(bytes: pointer.pointee.type_url)
    guard MessageType(typeURL: UnsafeRawBufferPointer(url)) == type.messageType else { return nil }
    let bytes = UnsafeRawBufferPointer(start: pointer.pointee.value.data, count: pointer.pointee.value.len)
    return Message(MessageStorage(try type.messageType.unpack(bytes, into: memory), memory))
  }

  private init(_ type: MessageType, _ bytes: UnsafeRawBufferPointer, _ memory: ArenaMemory) {
    self.init(MessageStorage(google__protobuf__any__type(), in: memory))
    pointer.pointee.type_url = memory.typeURL(type)
    pointer.pointee.value = memory.bytes(at: bytes)
  }
}

extension ArenaMemory {
  fileprivate func typeURL(_ type: MessageType) -> UnsafeMutablePointer<CChar> {
    let prefix = MessageType.typeURLPrefix
    let name = type.nameWithNUL
    let place = UnsafeMutableRawBufferPointer(
      start: allocate(prefix.utf8CodeUnitCount + name.count), count: prefix.utf8CodeUnitCount + name.count)
    place.copyMemory(from: UnsafeRawBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
    UnsafeMutableRawBufferPointer(rebasing: place[prefix.utf8CodeUnitCount...]).copyMemory(from: name)
    return place.assumingMemoryBound(to: CChar.self).baseAddress!
  }
}
