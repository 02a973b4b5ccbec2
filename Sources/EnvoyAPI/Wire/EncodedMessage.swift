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

  /// Goes through the encoded values of a field of texts, bytes or messages, in their order; there are none of a field that
  /// is not in `proto/`. Nothing about them has been checked.
  public func forEachContent(
    of field: String, _ body: (ArraySlice<UInt8>) throws(UnpackError) -> Void
  ) throws(UnpackError) {
    guard let number = type.descriptor.field(named: field)?.pointee.id else { return }
    try forEachField { (field) throws(UnpackError) in
      if field.number == number, let content = field.content { try body(content) }
    }
  }

  /// The encoded value that counts of a field that is there once; nil for none.
  public func content(of field: String) throws(UnpackError) -> ArraySlice<UInt8>? {
    var last: ArraySlice<UInt8>?
    try forEachContent(of: field) { last = $0 }
    return last
  }

  /// The first of its own fields that is not in `proto/`; nothing within the others is looked at.
  public func unknownField() throws(UnpackError) -> UnknownField? {
    var unknown: UnknownField?
    try forEachField { field in
      guard protobuf_c_message_descriptor_get_field(type.descriptor, field.number) == nil else { return }
      unknown = unknown ?? UnknownField(path: "", type: type.fullName, number: field.number)
    }
    return unknown
  }

  /// The message without a field.
  public func removing(_ field: String) throws(UnpackError) -> EncodedMessage {
    guard let number = type.descriptor.field(named: field)?.pointee.id else { return self }
    var rest: [UInt8] = []
    try forEachField { if $0.number != number { rest += bytes[$0.whole] } }
    return EncodedMessage(type, rest[...])
  }

  /// The message in a field of `Any`s, or in one `Any`. Throws where its type is not in `proto/`.
  public static func inside(any bytes: ArraySlice<UInt8>) throws(UnpackError) -> EncodedMessage {
    let any = EncodedMessage(AnyMessage.messageType, bytes)
    let url = String(decoding: try any.content(of: "type_url") ?? [], as: UTF8.self)
    guard let type = MessageType(typeURL: url) else { throw .unknownType(url) }
    return EncodedMessage(type, try any.content(of: "value") ?? [])
  }

  private struct Field {
    var number: UInt32
    var whole: Range<Int>
    /// Of a length-delimited field, what follows the length.
    var content: ArraySlice<UInt8>?
  }

  private func forEachField(_ body: (Field) throws(UnpackError) -> Void) throws(UnpackError) {
    try bytes.withUnsafeBytes { buffer in
      Result { () throws(UnpackError) in
        var reader = WireReader(buffer)
        while !reader.isAtEnd { try body(try field(&reader)) }
      }
    }.get()
  }

  private func field(_ reader: inout WireReader) throws(UnpackError) -> Field {
    func position() -> Int { bytes.endIndex - reader.rest.count }
    let start = position()
    guard let tag = reader.tag() else { throw .malformed(type: type.fullName) }
    var content: ArraySlice<UInt8>?
    if tag.type == WireReader.WireType.lengthDelimited {
      guard let found = reader.content() else { throw .malformed(type: type.fullName) }
      content = bytes[(position() - found.count)..<position()]
    } else if !reader.skip(tag.type) {
      throw .malformed(type: type.fullName)
    }
    return Field(number: tag.number, whole: start..<position(), content: content)
  }
}
