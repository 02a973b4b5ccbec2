import CEnvoy

/// The integers of fields as text.
enum IntegerText {
  static func text(_ type: ProtobufCType, at place: UnsafeRawPointer) -> String {
    switch type {
    case PROTOBUF_C_TYPE_BOOL: place.load(as: protobuf_c_boolean.self) != 0 ? "true" : "false"
    case PROTOBUF_C_TYPE_UINT32, PROTOBUF_C_TYPE_FIXED32: String(place.load(as: UInt32.self))
    case PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64: String(place.load(as: UInt64.self))
    case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64: String(place.load(as: Int64.self))
    default: String(place.load(as: Int32.self))
    }
  }

  /// Whether the type has 64 bits: JSON has such numbers as strings, as not every reader keeps all their digits.
  static func isQuoted(_ type: ProtobufCType) -> Bool {
    switch type {
    case PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64,
      PROTOBUF_C_TYPE_SFIXED64:
      true
    default: false
    }
  }
}
