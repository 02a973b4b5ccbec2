import CEnvoy

/// Reads the fields of an encoded message, one after the other.
struct WireReader {
  /// The wire types of protobuf that are in use.
  enum WireType {
    static let varint: UInt8 = 0
    static let fixed64: UInt8 = 1
    static let lengthDelimited: UInt8 = 2
    static let fixed32: UInt8 = 5

    /// That of one value of a field.
    static func of(_ type: ProtobufCType) -> UInt8 {
      switch type {
      case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_BYTES, PROTOBUF_C_TYPE_MESSAGE: lengthDelimited
      case PROTOBUF_C_TYPE_DOUBLE, PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_SFIXED64: fixed64
      case PROTOBUF_C_TYPE_FLOAT, PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_SFIXED32: fixed32
      default: varint
      }
    }
  }

  /// How many bytes a length takes.
  static func varintSize(_ value: Int) -> Int { max(1, (Int.bitWidth - value.leadingZeroBitCount + 6) / 7) }

  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  /// What has not been read yet.
  var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[position...]) }

  /// The number and wire type of the next field, or nil when there is none or it is malformed.
  mutating func tag() -> (number: UInt32, type: UInt8)? {
    guard let tag = varint(), tag <= UInt64(UInt32.max), tag >> 3 != 0 else { return nil }
    return (UInt32(tag >> 3), UInt8(tag & 7))
  }

  /// A number in base 128, or nil when it is cut off or too long.
  mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  /// The content of a length-delimited field, or nil when it is cut off.
  mutating func content() -> UnsafeRawBufferPointer? {
    guard let length = varint(), length <= UInt64(bytes.count - position) else { return nil }
    return take(Int(length))
  }

  /// Passes over the value of a field of that wire type; false when it is malformed.
  mutating func skip(_ type: UInt8) -> Bool {
    switch type {
    case WireType.varint: varint() != nil
    case WireType.fixed64: take(8) != nil
    case WireType.lengthDelimited: content() != nil
    case WireType.fixed32: take(4) != nil
    default: false
    }
  }

  private mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count <= bytes.count - position else { return nil }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }
}
