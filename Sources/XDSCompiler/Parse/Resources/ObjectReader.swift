/// Reads the fields of one mapping by name and type.
///
/// Code that reads a resource is also the list of its fields: each call says what people need to know of its field and
/// what values it may have. Only a reader that describes looks at that (see ``ResourceSchema``).
///
/// Fields are optional here: which ones must be there is for validation to say. A `null` counts as absent, as it does for
/// a control plane. Whatever nobody asked for is an error with the nearest known name.
struct ObjectReader {
  let node: Node
  let context: DecodingContext
  private var known: [StaticString] = []
  /// How many of the entries were asked for.
  private var found = 0
  /// The fields asked for so far, where they are to be described.
  private let description: ObjectDescription?

  init(_ node: Node, context: DecodingContext) {
    self.node = node
    self.context = context
    known.reserveCapacity(12)
    description = context.isDescribing ? ObjectDescription() : nil
  }

  /// What was asked for; nil unless fields are described.
  var schema: ObjectSchema? { description?.schema }

  private mutating func raw(_ key: StaticString) -> Node? {
    known.append(key)
    guard let value = node[key] else { return nil }
    found += 1
    return value.kind == .null ? nil : value
  }

  /// Accepts fields that have no bearing on the output, whatever they hold.
  mutating func ignore(_ keys: StaticString..., notes: @autoclosure () -> String) {
    for key in keys {
      description?.add(key, .anything, .withoutEffect(notes()))
      _ = raw(key)
    }
  }

  /// A field that says what kind of resource this is, looked at before anybody read it.
  mutating func discriminator(
    _ key: StaticString, _ notes: @autoclosure () -> FieldNotes, _ rule: @autoclosure () -> TextRule
  ) {
    description?.addDiscriminator(key, rule(), notes())
    _ = raw(key)
  }

  /// Says what fields have to do with each other, as validation checks it.
  func relate(_ relation: @autoclosure () -> FieldRelation) {
    description?.schema.relations.append(relation())
  }

  mutating func string(
    _ key: StaticString, _ notes: @autoclosure () -> FieldNotes, _ rule: @autoclosure () -> TextRule = .any
  ) -> Located<String>? {
    description?.add(key, .text(rule()), notes())
    return raw(key).flatMap(string(of:))
  }

  /// A string that may hold key material: it stays in the input, and no message quotes it.
  mutating func secretText(
    _ key: StaticString, _ notes: @autoclosure () -> FieldNotes, _ rule: @autoclosure () -> TextRule = .any
  ) -> Node? {
    description?.add(key, .text(rule()), notes())
    guard let value = raw(key) else { return nil }
    return value.kind == .string ? value : wrongType(value, expected: "a string")
  }

  mutating func boolean(_ key: StaticString, _ notes: @autoclosure () -> FieldNotes) -> Located<Bool>? {
    description?.add(key, .boolean, notes())
    guard let value = raw(key) else { return nil }
    guard let boolean = value.boolean else { return wrongType(value, expected: "true or false") }
    return Located(value: boolean, node: value)
  }

  mutating func integer(
    _ key: StaticString, _ notes: @autoclosure () -> FieldNotes, _ range: @autoclosure () -> ClosedRange<Int64>? = nil
  ) -> Located<Int64>? {
    description?.add(key, .integer(range()), notes())
    guard let value = raw(key) else { return nil }
    guard value.kind == .integer else { return wrongType(value, expected: "an integer") }
    // A number too large for any field saturates, so that the range check of its field speaks.
    return Located(value: value.integer ?? .max, node: value)
  }

  /// A string of a closed set; the message is the one of Kuma's validator.
  mutating func enumeration<Value: FieldEnumeration>(
    _ key: StaticString, _ notes: @autoclosure () -> FieldNotes, _ type: Value.Type, _ id: DiagnosticID,
    default value: @autoclosure () -> Value? = nil
  ) -> Located<Value>? {
    guard let text = string(key, notes().defaulting(to: value()), .oneOf(type)) else { return nil }
    if let value = Value(rawValue: text.value) { return Located(value: value, node: text.node) }
    let names = Value.allCases.map(\.rawValue)
    context.report(
      id, Value.message(field: "\(key)", value: text.value), at: Place(text.node),
      help: nearestName(to: text.value, among: names).map { "did you mean \"\($0)\"?" })
    return nil
  }

  mutating func object<Value>(
    _ key: StaticString, _ notes: @autoclosure () -> FieldNotes, _ read: (inout ObjectReader) -> Value
  ) -> Value? {
    if let description {
      return describe(read) { description.add(key, .object($0), notes()) }
    }
    return raw(key).flatMap { object(of: $0, read) }
  }

  mutating func array<Value>(
    _ key: StaticString, _ notes: @autoclosure () -> FieldNotes, isNonEmpty: Bool = false,
    _ read: (inout ObjectReader) -> Value
  ) -> [Value]? {
    if let description {
      return [describe(read) { description.add(key, .list(of: .object($0), isNonEmpty: isNonEmpty), notes()) }]
    }
    guard let value = raw(key) else { return nil }
    guard value.kind == .sequence else { return wrongType(value, expected: "a list") }
    return value.elements.compactMap { object(of: $0, read) }
  }

  mutating func strings(
    _ key: StaticString, _ notes: @autoclosure () -> FieldNotes, _ rule: @autoclosure () -> TextRule = .any
  ) -> [Located<String>]? {
    description?.add(key, .list(of: .text(rule()), isNonEmpty: false), notes())
    guard let value = raw(key) else { return nil }
    guard value.kind == .sequence else { return wrongType(value, expected: "a list") }
    return value.elements.compactMap(string(of:))
  }

  /// A value that its schema's own code reads.
  mutating func value(
    _ key: StaticString, _ notes: @autoclosure () -> FieldNotes, _ schema: @autoclosure () -> ValueSchema
  ) -> Node? {
    description?.add(key, schema(), notes())
    return raw(key)
  }

  /// Labels, tags and the like, sorted by key.
  mutating func labels(
    _ key: StaticString, _ notes: @autoclosure () -> FieldNotes, _ schema: @autoclosure () -> ObjectSchema = .labels()
  ) -> [Label] {
    description?.add(key, .object(schema()), notes())
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

  /// Asks the code that reads a mapping for its fields. It is given the mapping at hand for want of another.
  private func describe<Value>(
    _ read: (inout ObjectReader) -> Value, add: (ObjectSchema) -> Void
  ) -> Value {
    var reader = ObjectReader(node, context: context)
    let result = read(&reader)
    if let schema = reader.schema { add(schema) }
    return result
  }

  private func wrongType<Value>(_ value: Node, expected: String, help: String? = nil) -> Value? {
    context.report(.wrongType, "must be \(expected), found \(value.kind.phrase)", at: Place(value), help: help)
    return nil
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

/// Takes down the fields that a reader is asked for.
private final class ObjectDescription {
  var schema = ObjectSchema()

  func add(_ key: StaticString, _ value: ValueSchema, _ notes: FieldNotes) {
    schema.fields.append(.init(name: "\(key)", notes: notes, value: value))
  }

  func addDiscriminator(_ key: StaticString, _ rule: TextRule, _ notes: FieldNotes) {
    add(key, .text(rule), notes)
    schema.discriminators.append("\(key)")
  }
}
