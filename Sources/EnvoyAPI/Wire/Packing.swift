import CEnvoy

extension UnsafeMutablePointer<ProtobufCMessage> {
  /// The encoded message.
  func packed() -> [UInt8] {
    let size = protobuf_c_message_get_packed_size(self)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = size == 0 ? 0 : protobuf_c_message_pack(self, buffer.baseAddress)
    }
  }
}

extension ArenaMemory {
  /// Encodes a message into the arena.
  func pack(_ message: UnsafeMutablePointer<ProtobufCMessage>) -> UnsafeRawBufferPointer {
    let size = protobuf_c_message_get_packed_size(message)
    let bytes = allocate(size)
    let written = protobuf_c_message_pack(message, bytes.assumingMemoryBound(to: UInt8.self))
    return UnsafeRawBufferPointer(start: bytes, count: written)
  }

  /// Encodes a message into the arena, after its length as a varint.
  func packWithLength(_ message: UnsafeMutablePointer<ProtobufCMessage>) -> UnsafeRawBufferPointer {
    let size = protobuf_c_message_get_packed_size(message)
    let bytes = allocate(WireReader.varintSize(size) + size)
    var start = bytes
    var rest = size
    while rest >= 0x80 {
      start.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
      start += 1
      rest >>= 7
    }
    start.storeBytes(of: UInt8(rest), as: UInt8.self)
    start += 1
    let written = protobuf_c_message_pack(message, start.assumingMemoryBound(to: UInt8.self))
    return UnsafeRawBufferPointer(start: bytes, count: start - bytes + written)
  }

  /// Makes an empty message stand for its encoded form.
  ///
  /// protobuf-c writes fields that it does not know byte for byte after those that it knows. As none are set here, one
  /// such field, with the tag of the first one encoded and everything after that tag as its data, is the whole message.
  func setEncoded(_ bytes: UnsafeRawBufferPointer, of message: UnsafeMutablePointer<ProtobufCMessage>) {
    var reader = WireReader(bytes)
    guard let tag = reader.tag() else { return }
    setUnknownFields([(tag.number, tag.type, reader.rest)], of: message)
  }

  /// Gives a message fields that are encoded already, each as its number, wire type and what follows the tag.
  func setUnknownFields(
    _ fields: [(number: UInt32, type: UInt8, data: UnsafeRawBufferPointer)],
    of message: UnsafeMutablePointer<ProtobufCMessage>
  ) {
    let unknown: UnsafeMutablePointer<ProtobufCMessageUnknownField> = array(fields.count)
    for (index, field) in fields.enumerated() {
      unknown[index] = ProtobufCMessageUnknownField(
        tag: field.number,
        wire_type: ProtobufCWireType(rawValue: UInt32(field.type)),
        len: field.data.count,
        data: UnsafeMutablePointer(mutating: field.data.baseAddress?.assumingMemoryBound(to: UInt8.self)))
    }
    message.pointee.unknown_fields = unknown
    message.pointee.n_unknown_fields = UInt32(fields.count)
  }
}
