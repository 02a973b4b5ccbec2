import CEnvoy
import Glibc

/// Checks encoded messages before protobuf-c reads them: their depth, which it does not limit, their texts, which it
/// takes as they are, and the content of each `Any`, which it does not look into.
enum WireCheck {
  private typealias WireType = WireReader.WireType

  /// How many messages may be within one another.
  static let deepest = 100

  static func check(
    _ bytes: UnsafeRawBufferPointer, as descriptor: UnsafePointer<ProtobufCMessageDescriptor>, depth: Int = 0
  ) throws(UnpackError) {
    guard depth <= deepest else { throw .tooDeep }
    var reader = WireReader(bytes)
    var anyType = UnsafeRawBufferPointer(start: nil, count: 0)
    var anyValue = anyType
    while !reader.isAtEnd {
      guard let tag = reader.tag() else { throw .malformed(type: name(descriptor)) }
      guard let field = protobuf_c_message_descriptor_get_field(descriptor, tag.number)?.pointee else {
        guard reader.skip(tag.type) else { throw .malformed(type: name(descriptor)) }
        continue
      }
      let expected = WireType.of(field.type)
      guard tag.type == WireType.lengthDelimited else {
        guard tag.type == expected, reader.skip(tag.type) else { throw .malformed(type: name(descriptor)) }
        continue
      }
      guard let content = reader.content() else { throw .malformed(type: name(descriptor)) }
      switch field.type {
      case PROTOBUF_C_TYPE_MESSAGE:
        let inner = field.descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
        try check(content, as: inner, depth: depth + 1)
      case PROTOBUF_C_TYPE_STRING:
        guard isText(content) else {
          throw .invalidText(type: name(descriptor), field: String(cString: field.name))
        }
        anyType = content
      case PROTOBUF_C_TYPE_BYTES:
        anyValue = content
      default:
        guard field.label == PROTOBUF_C_LABEL_REPEATED, isPacked(content, of: expected) else {
          throw .malformed(type: name(descriptor))
        }
      }
    }
    if descriptor == google__protobuf__any__type(), let type = MessageType(typeURL: anyType) {
      try check(anyValue, as: type.descriptor, depth: depth + 1)
    }
  }

  private static func isPacked(_ bytes: UnsafeRawBufferPointer, of type: UInt8) -> Bool {
    var reader = WireReader(bytes)
    while !reader.isAtEnd {
      guard reader.skip(type) else { return false }
    }
    return true
  }

  private static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    return memchr(start, 0, bytes.count) == nil && String(validating: bytes, as: UTF8.self) != nil
  }

  private static func name(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) -> String {
    String(cString: descriptor.pointee.name)
  }
}
