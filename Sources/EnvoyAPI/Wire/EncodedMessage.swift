import CEnvoy

/// A message that is not decoded yet: it can be told from another by its bytes, and taken apart without looking into it.
public struct EncodedMessage: Hashable, Sendable {
  /// What the bytes are said to be.
  public let type: MessageType
  public let bytes: ArraySlice<UInt8>

  public init(_ type: MessageType, _ bytes: ArraySlice<UInt8>) {
    self.type = type
    self.bytes = bytes
  }

  /// Decodes it, and checks everything within it. Throws an `UnpackError`.
  public func decode() throws(UnpackError) -> DynamicMessage {
    try bytes.withUnsafeBytes { bytes in Result { () throws(UnpackError) in try type.unpack(bytes) } }.get()
  }

  /// The encoded values of a field of texts, bytes or messages, in their order; none for a field that is not in `proto/`.
  /// Nothing about them has been checked.
  public func contents(of field: String) throws(UnpackError) -> [ArraySlice<UInt8>] {
    guard let number = type.descriptor.field(named: field)?.pointee.id else { return [] }
    return try fields().filter { $0.number == number }.compactMap(\.content)
  }

  /// The message without a field.
  public func removing(_ field: String) throws(UnpackError) -> EncodedMessage {
    guard let number = type.descriptor.field(named: field)?.pointee.id else { return self }
    var rest: [UInt8] = []
    for field in try fields() where field.number != number { rest += bytes[field.whole] }
    return EncodedMessage(type, rest[...])
  }

  /// The message in a field of `Any`s, or in one `Any`. Throws where its type is not in `proto/`.
  public static func inside(any bytes: ArraySlice<UInt8>) throws(UnpackError) -> EncodedMessage {
    let any = EncodedMessage(AnyMessage.messageType, bytes)
    let url = String(decoding: try any.contents(of: "type_url").last ?? [], as: UTF8.self)
    guard let type = MessageType(typeURL: url) else { throw .unknownType(url) }
    return EncodedMessage(type, try any.contents(of: "value").last ?? [])
  }

  private struct Field {
    var number: UInt32
    var whole: Range<Int>
    /// Of a length-delimited field, what follows the length.
    var content: ArraySlice<UInt8>?
  }

  private func fields() throws(UnpackError) -> [Field] {
    let found: [Field]? = bytes.withUnsafeBytes { buffer in
      var fields: [Field] = []
      var reader = WireReader(buffer)
      while !reader.isAtEnd {
        let start = bytes.endIndex - reader.rest.count
        guard let tag = reader.tag() else { return nil }
        var field = Field(number: tag.number, whole: start..<start)
        if tag.type == WireReader.WireType.lengthDelimited {
          guard let content = reader.content() else { return nil }
          let end = bytes.endIndex - reader.rest.count
          field.content = bytes[(end - content.count)..<end]
        } else if !reader.skip(tag.type) {
          return nil
        }
        field.whole = start..<(bytes.endIndex - reader.rest.count)
        fields.append(field)
      }
      return fields
    }
    guard let found else { throw .malformed(type: type.fullName) }
    return found
  }
}
