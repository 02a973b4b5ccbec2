/// Reads configurations by their schemas. What is wrong is reported, and left out of the result.
struct ConfReader {
  let context: DecodingContext

  /// Nil for `null`, which counts as absent, and for a value of the wrong type.
  func read(_ node: Node, as schema: ConfSchema) -> Conf? {
    guard node.kind != .null else { return nil }
    switch schema {
    case .boolean:
      guard node.kind == .boolean else { return wrongType(node, "true or false") }
      return Conf(value: .scalar, node: node)
    case .integer(let rules):
      guard node.kind == .integer else { return wrongType(node, "an integer") }
      return checked(Conf(value: .scalar, node: node), rules)
    case .decimal(let rules, let message):
      guard node.kind == .integer || node.kind == .float || node.kind == .string else {
        return wrongType(node, "a number")
      }
      let conf = Conf(value: .scalar, node: node)
      guard conf.decimal?.isFinite ?? false else { return broken(message, Place(node)) }
      return checked(conf, rules)
    case .string(let rules):
      guard node.kind == .string else { return wrongType(node, "a string") }
      return checked(Conf(value: .scalar, node: node), rules)
    case .duration(let rules):
      guard node.kind == .string else { return wrongType(node, "a duration such as 15s") }
      let conf = Conf(value: .scalar, node: node)
      guard conf.duration != nil else { return broken(GoDuration.rule.message, Place(node)) }
      return checked(conf, rules)
    case .enumeration(let names, let message):
      guard node.kind == .string else { return wrongType(node, "a string") }
      guard names.contains(node.string) else { return unknownName(node, names, message) }
      return Conf(value: .scalar, node: node)
    case .object(let fields, let rules):
      return object(node, fields).flatMap { checked($0, rules) }
    case .reference(let kinds, let fields):
      return reference(node, kinds, fields)
    case .list(let element, let rules):
      guard node.kind == .sequence else { return wrongType(node, "a list") }
      return checked(Conf(value: .list(node.elements.compactMap { read($0, as: element) }), node: node), rules)
    case .map(let element):
      guard node.kind == .mapping else { return wrongType(node, "a mapping") }
      let members = node.entries.compactMap { key, value in read(value, as: element).map { (key.string, $0) } }
      return Conf(value: .object(members), node: node)
    case .any:
      return any(node)
    }
  }

  private func object(_ node: Node, _ fields: [ConfField]) -> Conf? {
    guard node.kind == .mapping else { return wrongType(node, "a mapping") }
    var members: [(name: String, value: Conf)] = []
    for (key, value) in node.entries {
      guard let field = fields.first(where: { $0.name.withUTF8Buffer { key.hasText($0) } }) else {
        context.report(
          .unknownField, "unknown field \"\(key.string)\"", at: Place(keyOf: value),
          help: nearestName(to: key.string, among: fields.lazy.map { "\($0.name)" }).map { "did you mean \"\($0)\"?" })
        continue
      }
      if let member = read(value, as: field.schema) { members.append(("\(field.name)", member)) }
    }
    return Conf(value: .object(members), node: node)
  }

  /// Its own fields are the result's; what it refers to is `TargetRef`'s to read.
  private func reference(_ node: Node, _ kinds: [TargetRef.Kind], _ fields: [ConfField]) -> Conf? {
    guard node.kind == .mapping else { return wrongType(node, "a mapping") }
    var reader = ObjectReader(node, context: context)
    TargetRef(&reader, kinds: kinds).check(allowed: kinds, context)
    var members: [(name: String, value: Conf)] = []
    for field in fields {
      let value = reader.value(field.name, field.notes, field.schema.values)
      if let member = value.flatMap({ read($0, as: field.schema) }) { members.append(("\(field.name)", member)) }
    }
    reader.finish()
    return Conf(value: .object(members), node: node)
  }

  private func any(_ node: Node) -> Conf {
    switch node.kind {
    case .mapping: Conf(value: .object(node.entries.map { ($0.string, any($1)) }), node: node)
    case .sequence: Conf(value: .list(node.elements.map(any)), node: node)
    default: Conf(value: .scalar, node: node)
    }
  }

  func checked(_ conf: Conf, _ rules: [ConfRule]) -> Conf? {
    let findings = rules.flatMap { $0.findings(conf) }
    for finding in findings { context.report(.policyField, finding.message, at: finding.place, help: finding.help) }
    return conf.node.kind.isCollection || findings.isEmpty ? conf : nil
  }

  /// Checks an object that is not written.
  func checkAbsent(_ key: StaticString, in parent: Node, as schema: ConfSchema) {
    guard case .object(_, let rules) = schema else { return }
    for finding in rules.flatMap({ $0.findings(Conf(value: .object([]), node: parent)) }) {
      context.report(.policyField, finding.message, at: Place(parent, missing: key))
    }
  }

  private func broken<Value>(_ message: String, _ place: Place) -> Value? {
    context.report(.policyField, message, at: place)
    return nil
  }

  private func unknownName<Value>(
    _ node: Node, _ names: [String], _ message: (@Sendable (String) -> String)?
  ) -> Value? {
    let field = node.key?.string ?? "value"
    context.report(
      .policyField,
      message?(node.string) ?? "\"\(field)\" must be one of [\(names.map { "\"\($0)\"" }.joined(separator: ", "))]",
      at: Place(node), help: nearestName(to: node.string, among: names).map { "did you mean \"\($0)\"?" })
    return nil
  }

  private func wrongType<Value>(_ node: Node, _ expected: String) -> Value? {
    let isQuotable = expected == "a string" && node.isScalar
    context.report(
      .wrongType, "must be \(expected), found \(node.kind.phrase)", at: Place(node),
      help: isQuotable ? "quote it: \"\(node.string)\"" : nil)
    return nil
  }
}
