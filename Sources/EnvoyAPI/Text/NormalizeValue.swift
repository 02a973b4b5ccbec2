import CEnvoy

extension MessageType {
  /// Brings a value that some text has to the form in which `DynamicMessage.value` gives the same message: texts of the
  /// same content are then equal, and equal to the decoded message.
  ///
  /// Names become lowerCamelCase, fields come by number, defaults and nulls go, and enums, numbers, durations and bytes
  /// get the one spelling that they have in proto3's JSON mapping. What `proto/` does not know, or what does not fit its
  /// type, stays as it is, after the rest.
  ///
  /// - Parameter redacting: Makes what stands for a private key, from the key, as `DynamicMessage.value` has it. Where
  ///   something stands for a key already, it stays.
  public func normalize(
    _ value: MessageValue, redacting: @escaping (UnsafeRawBufferPointer) -> String
  ) -> MessageValue {
    var normalizer = ValueNormalizer(redaction: Redaction(redacting))
    return normalizer.message(value, descriptor)
  }
}

/// Walks a value along the descriptors of its types.
struct ValueNormalizer {
  typealias Member = MessageValue.Member

  var redaction: Redaction

  mutating func message(_ value: MessageValue, _ type: UnsafePointer<ProtobufCMessageDescriptor>) -> MessageValue {
    if let wellKnown = WellKnownType(type) { return self.wellKnown(wellKnown, value, type) }
    guard case .object(let members) = value else { return unknown(value) }
    return .object(fields(members, of: type))
  }

  mutating func fields(_ members: [Member], of type: UnsafePointer<ProtobufCMessageDescriptor>) -> [Member] {
    var known: [(number: UInt32, member: Member)] = []
    var unknownMembers: [Member] = []
    for member in members {
      guard let field = type.field(named: member.name) else {
        unknownMembers.append(unknown(member))
        continue
      }
      guard let value = value(member.value, of: field, in: type) else { continue }
      let name = field.withCamelCaseName { String(decoding: $0, as: UTF8.self) }
      known.append((field.pointee.id, Member(name: name, value: value)))
    }
    known.sort { $0.number < $1.number }
    return known.map(\.member) + unknownMembers.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The value of a field; nil when it is as if it were not set.
  private mutating func value(
    _ value: MessageValue, of field: UnsafePointer<ProtobufCFieldDescriptor>,
    in type: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> MessageValue? {
    if value == .word("null"), !field.takesNull { return nil }
    let outer = redaction
    redaction.enter(field, of: type)
    defer { redaction = outer }
    if field.isMap {
      guard case .object(let members) = value, let fields = field.messageDescriptor.pointee.fields else {
        return unknown(value)
      }
      return members.isEmpty ? nil : .object(entries(members) { $0.one(value: $1, of: fields + 1) })
    }
    if field.isRepeated {
      guard case .list(let elements) = value else { return unknown(value) }
      return elements.isEmpty ? nil : .list(elements.map { one(value: $0, of: field) })
    }
    let result = one(value: value, of: field)
    return field.hasPresence || result != field.defaultValue ? result : nil
  }

  /// Members by the bytes of their names, which may be anything.
  mutating func entries(
    _ members: [Member], _ transform: (inout ValueNormalizer, MessageValue) -> MessageValue
  ) -> [Member] {
    members.map { Member(name: redaction.shown($0.name), value: transform(&self, $0.value)) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private mutating func one(
    value: MessageValue, of field: UnsafePointer<ProtobufCFieldDescriptor>
  ) -> MessageValue {
    if field.pointee.type == PROTOBUF_C_TYPE_MESSAGE { return message(value, field.messageDescriptor) }
    return scalar(value, of: field)
  }

  /// What no descriptor tells about, but for keys that can be seen in it.
  mutating func unknown(_ value: MessageValue) -> MessageValue {
    switch value {
    case .object(let members): .object(members.map { unknown($0) })
    case .list(let elements): .list(elements.map { unknown($0) })
    case .string(let text): .string(redaction.shown(text))
    case .word: value
    }
  }

  private mutating func unknown(_ member: Member) -> Member {
    Member(name: redaction.shown(member.name), value: unknown(member.value))
  }
}

extension UnsafePointer<ProtobufCFieldDescriptor> {
  /// Whether being set and having the default are two things.
  fileprivate var hasPresence: Bool {
    pointee.type == PROTOBUF_C_TYPE_MESSAGE || isInOneof
  }

  /// What a scalar without presence has when it is not set.
  fileprivate var defaultValue: MessageValue {
    switch pointee.type {
    case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_BYTES: .string("")
    case PROTOBUF_C_TYPE_BOOL: .word("false")
    case PROTOBUF_C_TYPE_DOUBLE, PROTOBUF_C_TYPE_FLOAT: .number(0)
    case PROTOBUF_C_TYPE_ENUM: MessageValue.enumeration(0, of: self)
    default: IntegerText.isQuoted(pointee.type) ? .string("0") : .word("0")
    }
  }
}
