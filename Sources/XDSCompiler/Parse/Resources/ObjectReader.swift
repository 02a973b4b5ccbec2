/// What the decoding of one resource shares: whose fields they are, and where findings go.
final class DecodingContext {
  /// Completed as soon as the resource's name is known.
  var resource: ResourceID?
  let root: Node
  var findings: DiagnosticCollector

  init(root: Node, findings: DiagnosticCollector) {
    self.root = root
    self.findings = findings
  }

  func report(
    _ id: DiagnosticID, _ message: String, at place: Place, notes: [Diagnostic.Note] = [], help: String? = nil
  ) {
    findings.add(
      Diagnostic(
        id, message, at: place.range, resource: resource, path: place.path(in: root), notes: notes, help: help))
  }
}

/// Reads the fields of one mapping by name and type.
///
/// Fields are optional here: which ones must be there is for validation to say. A `null` counts as absent, as it does for
/// a control plane. Whatever nobody asked for is an error with the nearest known name.
struct ObjectReader {
  let node: Node
  let context: DecodingContext
  private var known: [StaticString] = []
  /// How many of the entries were asked for.
  private var found = 0

  init(_ node: Node, context: DecodingContext) {
    self.node = node
    self.context = context
    known.reserveCapacity(12)
  }

  /// The raw value under a key, for fields whose content is checked elsewhere.
  mutating func raw(_ key: StaticString) -> Node? {
    known.append(key)
    guard let value = node[key] else { return nil }
    found += 1
    return value.kind == .null ? nil : value
  }

  /// Accepts fields that have no bearing on the output, whatever they hold.
  mutating func ignore(_ keys: StaticString...) {
    for key in keys { _ = raw(key) }
  }

  mutating func string(_ key: StaticString) -> Located<String>? {
    raw(key).flatMap(string(of:))
  }

  /// A string that may hold key material: it stays in the input, and no message quotes it.
  mutating func secretText(_ key: StaticString) -> Node? {
    guard let value = raw(key) else { return nil }
    return value.kind == .string ? value : wrongType(value, expected: "a string")
  }

  mutating func boolean(_ key: StaticString) -> Located<Bool>? {
    guard let value = raw(key) else { return nil }
    guard let boolean = value.boolean else { return wrongType(value, expected: "true or false") }
    return Located(value: boolean, node: value)
  }

  mutating func integer(_ key: StaticString) -> Located<Int64>? {
    guard let value = raw(key) else { return nil }
    guard value.kind == .integer else { return wrongType(value, expected: "an integer") }
    // A number too large for any field saturates, so that the range check of its field speaks.
    return Located(value: value.integer ?? .max, node: value)
  }

  /// A string of a closed set; the message is the one of Kuma's validator.
  mutating func enumeration<Value: FieldEnumeration>(
    _ key: StaticString, _ type: Value.Type, _ id: DiagnosticID
  ) -> Located<Value>? {
    guard let text = string(key) else { return nil }
    if let value = Value(rawValue: text.value) { return Located(value: value, node: text.node) }
    let names = Value.allCases.map(\.rawValue)
    context.report(
      id, Value.message(field: "\(key)", value: text.value), at: Place(text.node),
      help: nearestName(to: text.value, among: names).map { "did you mean \"\($0)\"?" })
    return nil
  }

  mutating func object<Value>(_ key: StaticString, _ read: (inout ObjectReader) -> Value) -> Value? {
    raw(key).flatMap { object(of: $0, read) }
  }

  mutating func array<Value>(_ key: StaticString, _ read: (inout ObjectReader) -> Value) -> [Value]? {
    guard let value = raw(key) else { return nil }
    guard value.kind == .sequence else { return wrongType(value, expected: "a list") }
    return value.elements.compactMap { object(of: $0, read) }
  }

  mutating func strings(_ key: StaticString) -> [Located<String>]? {
    guard let value = raw(key) else { return nil }
    guard value.kind == .sequence else { return wrongType(value, expected: "a list") }
    return value.elements.compactMap(string(of:))
  }

  /// Labels, tags and the like, sorted by key.
  mutating func labels(_ key: StaticString) -> [Label] {
    guard let value = raw(key) else { return [] }
    guard value.kind == .mapping else {
      let _: Never? = wrongType(value, expected: "a mapping")
      return []
    }
    var labels: [Label] = []
    labels.reserveCapacity(value.count)
    for (key, value) in value.entries {
      guard value.kind == .string else {
        context.report(
          .labelType, "must be a string, found \(value.kind.phrase)", at: Place(value),
          help: value.isScalar && value.kind != .null ? "quote it: \"\(value.string)\"" : nil)
        continue
      }
      labels.append(Label(key: key.string, value: value.string, node: value))
    }
    return labels.count > 1 ? labels.sorted { $0.key.isBefore($1.key) } : labels
  }

  /// Reports every field that no call above asked for.
  func finish() {
    // The common case, all entries asked for, needs no look at their names.
    guard found < node.count else { return }
    for (key, value) in node.entries where !isKnown(key) {
      let name = key.string
      context.report(
        .unknownField, "unknown field \"\(name)\"", at: Place(keyOf: value),
        help: nearestName(to: name, among: known.lazy.map(\.description)).map { "did you mean \"\($0)\"?" })
    }
  }

  private func isKnown(_ key: Node) -> Bool {
    known.contains { $0.utf8CodeUnitCount == key.utf8.count && $0.withUTF8Buffer { $0.elementsEqual(key.utf8) } }
  }

  private func string(of value: Node) -> Located<String>? {
    guard value.kind == .string else {
      return wrongType(
        value, expected: "a string",
        help: value.isScalar && value.kind != .null ? "quote it: \"\(value.string)\"" : nil)
    }
    return Located(value: value.string, node: value)
  }

  private func object<Value>(of value: Node, _ read: (inout ObjectReader) -> Value) -> Value? {
    guard value.kind == .mapping else { return wrongType(value, expected: "a mapping") }
    var reader = ObjectReader(value, context: context)
    let result = read(&reader)
    reader.finish()
    return result
  }

  private func wrongType<Value>(_ value: Node, expected: String, help: String? = nil) -> Value? {
    context.report(.wrongType, "must be \(expected), found \(value.kind.phrase)", at: Place(value), help: help)
    return nil
  }
}

/// A string field with a closed set of values, listed in the order in which messages name them.
protocol FieldEnumeration: RawRepresentable<String>, CaseIterable, Sendable {
  static func message(field: String, value: String) -> String
}

extension FieldEnumeration {
  static func message(field: String, value: String) -> String {
    "\"\(field)\" must be one of [\(allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))]"
  }
}

/// One label or tag as written.
struct Label: Sendable {
  let key: String
  let value: String
  let node: Node
}

extension Node {
  var isScalar: Bool { kind != .sequence && kind != .mapping }
}

extension NodeKind {
  /// How messages call it.
  var phrase: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .float: "a number"
    case .string: "a string"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
