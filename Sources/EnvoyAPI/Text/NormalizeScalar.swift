import CEnvoy

extension ValueNormalizer {
  /// A scalar in the one spelling that its type has; as it is, where it is no value of that type.
  func scalar(_ value: MessageValue, of field: UnsafePointer<ProtobufCFieldDescriptor>) -> MessageValue {
    switch (field.pointee.type, value) {
    case (PROTOBUF_C_TYPE_STRING, .string(let text)): .string(self.text(text, of: field))
    case (PROTOBUF_C_TYPE_BYTES, .string(let text)): .string(bytes(text, of: field))
    case (PROTOBUF_C_TYPE_BOOL, .word), (PROTOBUF_C_TYPE_BYTES, _), (PROTOBUF_C_TYPE_STRING, _): value
    case (PROTOBUF_C_TYPE_ENUM, .string(let name)): enumeration(named: name, of: field) ?? value
    case (PROTOBUF_C_TYPE_ENUM, .word(let number)): Int32(number).map { .enumeration($0, of: field) } ?? value
    case (PROTOBUF_C_TYPE_DOUBLE, .word(let text)), (PROTOBUF_C_TYPE_DOUBLE, .string(let text)):
      Double(text).map(MessageValue.number) ?? value
    case (PROTOBUF_C_TYPE_FLOAT, .word(let text)), (PROTOBUF_C_TYPE_FLOAT, .string(let text)):
      Float(text).map { .number(Double($0.description) ?? Double($0)) } ?? value
    case (_, .word(let text)), (_, .string(let text)): integer(text, field.pointee.type) ?? value
    default: value
    }
  }

  /// Whatever stands where a key belongs, once it has been taken away.
  static let hidden = "[redacted"

  private func text(_ text: String, of field: UnsafePointer<ProtobufCFieldDescriptor>) -> String {
    if text.hasPrefix(Self.hidden) { return text }
    var text = text
    return text.withUTF8 { redaction.placeholder(for: UnsafeRawBufferPointer($0), field) } ?? text
  }

  private func bytes(_ text: String, of field: UnsafePointer<ProtobufCFieldDescriptor>) -> String {
    guard let bytes = Base64.decode(text.utf8) else { return text }
    return bytes.withUnsafeBytes { bytes in
      // Envoy hides bytes by the base 64 of what it hides a text by.
      if bytes.starts(with: Self.hidden.utf8) { return String(decoding: bytes, as: UTF8.self) }
      return redaction.placeholder(for: bytes, field) ?? String(decoding: Base64.encode(bytes), as: UTF8.self)
    }
  }

  private func enumeration(named name: String, of field: UnsafePointer<ProtobufCFieldDescriptor>) -> MessageValue? {
    let descriptor = field.pointee.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
    return protobuf_c_enum_descriptor_get_value_by_name(descriptor, name).map {
      .enumeration($0.pointee.value, of: field)
    }
  }

  private func integer(_ text: String, _ type: ProtobufCType) -> MessageValue? {
    guard type != PROTOBUF_C_TYPE_BOOL, type != PROTOBUF_C_TYPE_ENUM else { return nil }
    let canonical = Int64(text).map(String.init) ?? UInt64(text).map(String.init) ?? Self.whole(text).map(String.init)
    guard let canonical else { return nil }
    return IntegerText.isQuoted(type) ? .string(canonical) : .word(canonical)
  }

  /// JSON's `1.0` and `1e3` are integers, too.
  private static func whole(_ text: String) -> Int64? {
    Double(text).flatMap(Int64.init(exactly:))
  }
}

extension MessageValue {
  /// A number in the spelling that messages as text have; what is not finite has a name.
  public static func number(_ number: Double) -> MessageValue {
    number.isFinite ? .word(NumberText.text(number)) : .string(NumberText.notFinite(number))
  }

  /// The value of an enum by its name; by its number where it has none.
  static func enumeration(_ number: Int32, of field: UnsafePointer<ProtobufCFieldDescriptor>) -> MessageValue {
    let descriptor = field.pointee.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
    guard let value = protobuf_c_enum_descriptor_get_value(descriptor, number) else { return .word(String(number)) }
    return .string(String(cString: value.pointee.name))
  }
}
