import CEnvoy

@testable import EnvoyAPI

/// Makes random messages as trees, in the one form that writing gives: fields by number, nothing that is a default.
struct RandomMessage {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A message of any type.
  mutating func message(_ type: MessageType, depth: Int = 0) -> MessageValue {
    if let wellKnown = WellKnownType(type.descriptor) { return self.wellKnown(wellKnown, type.fields[0], depth) }
    return .object(members(type.fields, depth))
  }

  mutating func next(below bound: Int) -> Int {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  private typealias Field = UnsafePointer<ProtobufCFieldDescriptor>

  private mutating func members(_ fields: [Field], _ depth: Int) -> [MessageValue.Member] {
    var chosen: [Field] = []
    for field in fields {
      guard next(below: 2 + depth * fields.count / 4) < 2, !chosen.contains(where: field.excludes) else { continue }
      chosen.append(field)
    }
    return chosen.compactMap { field in
      let name = field.withCamelCaseName { String(decoding: $0, as: UTF8.self) }
      return value(of: field, depth).map { .init(name: name, value: $0) }
    }
  }

  private mutating func value(of field: Field, _ depth: Int) -> MessageValue? {
    if field.isMap {
      let keys = Set((0...next(below: 3)).map { _ in text() }.filter { !$0.isEmpty }.map { Array($0.utf8) })
      guard !keys.isEmpty else { return nil }
      let element = field.messageDescriptor.pointee.fields + 1
      return .object(
        keys.sorted { $0.lexicographicallyPrecedes($1) }.map {
          .init(name: String(decoding: $0, as: UTF8.self), value: scalarOrMessage(element, depth))
        })
    }
    if field.isRepeated { return .list((0...next(below: 2)).map { _ in scalarOrMessage(field, depth) }) }
    let value = scalarOrMessage(field, depth)
    return field.isInOneof || field.pointee.type == PROTOBUF_C_TYPE_MESSAGE || !isDefault(value, field) ? value : nil
  }

  private func isDefault(_ value: MessageValue, _ field: Field) -> Bool {
    if field.pointee.type == PROTOBUF_C_TYPE_ENUM {
      return value == enumValue(field, 0)
    }
    return [.string(""), .string("0"), .word("0"), .word("0.0"), .word("false")].contains(value)
  }

  private func enumValue(_ field: Field, _ index: Int) -> MessageValue {
    let descriptor = field.pointee.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
    return .string(String(cString: descriptor.pointee.values[index % Int(descriptor.pointee.n_values)].name))
  }

  private mutating func scalarOrMessage(_ field: Field, _ depth: Int) -> MessageValue {
    switch field.pointee.type {
    case PROTOBUF_C_TYPE_MESSAGE: return message(MessageType(field.messageDescriptor), depth: depth + 1)
    case PROTOBUF_C_TYPE_STRING: return .string(text())
    case PROTOBUF_C_TYPE_BYTES:
      let bytes = (0..<next(below: 5)).map { _ in UInt8(next(below: 256)) }
      return .string(String(decoding: bytes.withUnsafeBytes { Base64.encode($0) }, as: UTF8.self))
    case PROTOBUF_C_TYPE_BOOL: return .word(next(below: 2) == 0 ? "false" : "true")
    case PROTOBUF_C_TYPE_ENUM: return enumValue(field, next(below: 100))
    case PROTOBUF_C_TYPE_DOUBLE: return number()
    case PROTOBUF_C_TYPE_UINT32: return .word(String([0, 1, 128, UInt32.max][next(below: 4)]))
    case PROTOBUF_C_TYPE_UINT64: return .string(String([0, 1, 128, UInt64.max][next(below: 4)]))
    case PROTOBUF_C_TYPE_INT64: return .string(String([0, 1, Int64.min, Int64.max][next(below: 4)]))
    default: return .word(String([0, -1, Int32.min, Int32.max][next(below: 4)]))
    }
  }

  private mutating func wellKnown(_ type: WellKnownType, _ only: Field, _ depth: Int) -> MessageValue {
    switch type {
    case .duration: return .string(["0s", "1s", "-1.500s", "315576000000s", "0.000000001s", "-0.250s"][next(below: 6)])
    case .wrapper: return scalarOrMessage(only, depth)
    case .structure, .list:
      let empty: MessageValue = type == .list ? .list([]) : .object([])
      return depth > 4 ? empty : value(of: only, depth + 1) ?? empty
    case .value:
      switch next(below: 6) {
      case 0: return .word("null")
      case 1: return .word("true")
      case 2: return number()
      case 3: return .string(text())
      case 4: return self.message(MessageType(google__protobuf__list_value__type()), depth: depth)
      default: return self.message(StructMessage.messageType, depth: depth)
      }
    case .any:
      guard depth < 6 else { return .object([]) }
      let all = MessageType.all
      let content = all[next(below: all.count)]
      let name = MessageValue.Member(name: "@type", value: .string(content.typeURL))
      let inner = self.message(content, depth: depth + 1)
      if WellKnownType(content.descriptor) == nil, case .object(let members) = inner {
        return .object([name] + members)
      }
      return .object([name, .init(name: "value", value: inner)])
    }
  }

  private mutating func number() -> MessageValue {
    .word(["0.0", "1.0", "-1.5", "1e+300", "5e-324", "0.1", "9007199254740993.0"][next(below: 6)])
  }

  private mutating func text() -> String {
    ["", "a", "aa", "é", "e\u{301}", "\u{1F600}", "true", "1", "a\nb", "\"'\\", "{{ x }}", "-"][next(below: 12)]
  }
}
