import EnvoyAPI

/// Makes OTLP values from what users write, with placeholders filled in wherever there is text.
struct OTLPValueGenerator {
  let arena: Arena
  let fill: (String) -> String

  func string(_ text: String) -> AnyValue {
    let text = fill(text)
    return AnyValue(arena) { $0.stringValue = text }
  }

  func keyValue(_ key: String, _ value: AnyValue) -> KeyValue {
    let key = fill(key)
    return KeyValue(arena) {
      $0.key = key
      $0.value = value
    }
  }

  /// A body as an OTLP `AnyValue`; what is none is text: itself, or its JSON.
  func body(_ conf: Conf) -> AnyValue { anyValue(conf) ?? string(conf.isScalarString ? conf.string : conf.json.line) }

  private func anyValue(_ conf: Conf) -> AnyValue? {
    guard conf.members.count == 1, let (name, value) = conf.members.first else { return nil }
    switch name {
    case "stringValue": return value.isScalarString ? string(value.string) : nil
    case "arrayValue":
      let values = value["values"]?.elements.map(anyValue) ?? []
      guard !values.contains(where: { $0 == nil }) else { return nil }
      return AnyValue(arena) { $0.arrayValue = ArrayValue(arena) { $0.values = values.compactMap(\.self) } }
    case "kvlistValue":
      let pairs = value["values"]?.elements.map { pair -> KeyValue? in
        guard let key = pair["key"], let value = pair["value"].flatMap(anyValue) else { return nil }
        return keyValue(key.string, value)
      }
      guard let pairs, !pairs.contains(where: { $0 == nil }) else { return nil }
      return AnyValue(arena) { $0.kvlistValue = KeyValueList(arena) { $0.values = pairs.compactMap(\.self) } }
    default: return nil
    }
  }
}

extension Conf {
  /// Members of an OTLP value that Envoy's access logs refuse: it takes texts, lists and lists of keys and values.
  var refusedOTLPValues: [Conf] {
    guard members.count == 1, let (name, value) = members.first else { return [] }
    switch name {
    case "boolValue", "intValue", "doubleValue", "bytesValue": return [value]
    case "arrayValue": return value["values"]?.elements.flatMap(\.refusedOTLPValues) ?? []
    case "kvlistValue": return value["values"]?.elements.compactMap { $0["value"] }.flatMap(\.refusedOTLPValues) ?? []
    default: return []
    }
  }

  /// The texts of a body in which Envoy fills in command operators: those of an OTLP value, which are not its keys, or all
  /// of what becomes one text.
  var formatsOfBody: [Conf] { formatsOfOTLPValue ?? strings }

  private var formatsOfOTLPValue: [Conf]? {
    guard members.count == 1, let (name, value) = members.first else { return nil }
    let values: [Conf?]
    switch name {
    case "stringValue": return value.isScalarString ? [value] : nil
    case "arrayValue": values = value["values"]?.elements ?? []
    case "kvlistValue":
      guard let pairs = value["values"]?.elements, pairs.allSatisfy({ $0["key"] != nil }) else { return nil }
      values = pairs.map { $0["value"] }
    default: return nil
    }
    let formats = values.map { $0?.formatsOfOTLPValue }
    return formats.contains { $0 == nil } ? nil : formats.flatMap { $0 ?? [] }
  }

  private var strings: [Conf] {
    switch value {
    case .object(let members):
      members.flatMap { member in (member.value.node.key.map { [Conf($0)] } ?? []) + member.value.strings }
    case .list(let elements): elements.flatMap(\.strings)
    case .scalar: isScalarString ? [self] : []
    }
  }

  private init(_ scalar: Node) { self.init(value: .scalar, node: scalar) }

  fileprivate var isScalarString: Bool { node.kind == .string }

  /// The value as JSON, members in the order in which they are written.
  fileprivate var json: JSONValue {
    switch value {
    case .object(let members): .object(members.map { ($0.name, $0.value.json) })
    case .list(let elements): .array(elements.map(\.json))
    case .scalar:
      switch node.kind {
      case .boolean: .bool(boolean ?? false)
      case .integer: integer.map { .integer(Int($0)) } ?? .string(string)
      default: .string(string)
      }
    }
  }
}
