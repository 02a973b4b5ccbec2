/// A policy as written.
final class PolicyResource: Sendable {
  /// An item of `to` or `from`.
  struct Item: Sendable {
    let node: Node
    let target: TargetRef
    let conf: Conf
  }

  let header: ResourceHeader
  let type: any Policy.Type
  /// `spec.targetRef`: which dataplanes it is for.
  let target: TargetRef?
  let to: [Item]
  let from: [Item]
  /// `spec.default`.
  let conf: Conf?
  let hasErrors: Bool
  /// Whether the compiler added it, so that nobody can be told to change it.
  let isBuiltIn: Bool

  init(
    header: ResourceHeader, type: any Policy.Type, target: TargetRef?, to: [Item], from: [Item], conf: Conf?,
    hasErrors: Bool, isBuiltIn: Bool = false
  ) {
    self.header = header
    self.type = type
    self.target = target
    self.to = to
    self.from = from
    self.conf = conf
    self.hasErrors = hasErrors
    self.isBuiltIn = isBuiltIn
  }

  /// `spec.default`, where nothing is as good as an empty one.
  var wholeConf: Conf { conf ?? Conf(value: .object([]), node: header.nameNode) }

  convenience init(builtIn policy: PolicyResource) {
    self.init(
      header: policy.header, type: policy.type, target: policy.target, to: policy.to, from: policy.from,
      conf: policy.conf, hasErrors: policy.hasErrors, isBuiltIn: true)
  }
}

extension PolicyResource {
  convenience init?(_ reader: inout ObjectReader, type: any Policy.Type, format: ResourceFormat) {
    guard let header = reader.readHeader(of: .policy(type.kind), format: format) else { return nil }
    let context = reader.context
    let shape = type.shape
    var target: TargetRef?
    var to: [Item] = []
    var from: [Item] = []
    var conf: Conf?
    let spec: Void? = reader.object("spec", .required("What the policy asks for, and of whom.")) { spec in
      target = spec.object("targetRef", .required("Which dataplanes it is for.")) {
        TargetRef(&$0, kinds: shape.targets + shape.systemTargets)
      }
      if let target {
        target.check(allowed: shape.targets(in: header), context)
      } else if spec.node["targetRef"].map({ $0.kind == .null }) ?? true {
        context.report(.targetRef, "must be defined", at: Place(spec.node, missing: "targetRef"))
      }
      if let section = shape.to {
        to = spec.items("to", "What holds for outgoing traffic.", section, under: target?.kind)
      }
      if let section = shape.from {
        from = spec.items("from", "What holds for incoming traffic.", section, under: target?.kind)
      }
      if shape.needsItem { spec.relate(.atLeastOne(of: ["to", "from"])) }
      if shape.needsItem, spec.isEmpty("to"), spec.isEmpty("from") {
        context.report(.policyField, "at least one of 'from', 'to' has to be defined", at: Place(keyOf: spec.node))
      }
      if let schema = shape.conf {
        conf = spec.value("default", "What holds for all traffic.", schema.values)
          .flatMap { ConfReader(context: context).read($0, as: schema) }
      }
    }
    if spec == nil, reader.node["spec"].map({ $0.kind == .null }) ?? true {
      context.report(.missingField, "must be defined", at: Place(reader.node, missing: "spec"))
    }
    reader.ignore("status", notes: "What a control plane knows of the policy.")
    reader.finish()
    let read = PolicyResource(
      header: header, type: type, target: target, to: to, from: from, conf: conf,
      hasErrors: context.findings.errorCount > 0)
    type.check(read, context)
    self.init(
      header: header, type: type, target: target, to: to, from: from, conf: conf,
      hasErrors: context.findings.errorCount > 0)
  }
}

extension PolicyShape {
  fileprivate func targets(in header: ResourceHeader) -> [TargetRef.Kind] {
    let role = header.label(KumaLabel.policyRole) ?? "system"
    return targets + (role == "system" ? systemTargets : [])
  }
}

extension ObjectReader {
  fileprivate func isEmpty(_ key: StaticString) -> Bool { (node[key]?.count ?? 0) == 0 }

  fileprivate mutating func items(
    _ key: StaticString, _ notes: String, _ section: PolicyShape.Section, under target: TargetRef.Kind?
  ) -> [PolicyResource.Item] {
    let kinds = target.flatMap { section.kindsUnder[$0] } ?? section.kinds
    let items = array(key, section.isRequired ? .required(notes) : .optional(notes), isNonEmpty: section.isRequired) {
      $0.item(section.placement, kinds: kinds)
    }
    if section.isRequired, isEmpty(key), node[key].map({ $0.kind == .sequence || $0.kind == .null }) ?? true {
      context.report(
        .policyField, "needs at least one item", at: node[key].map { Place(keyOf: $0) } ?? Place(node, missing: key))
    }
    return items?.compactMap { $0 } ?? []
  }

  private mutating func item(
    _ placement: PolicyShape.Section.Placement, kinds: [TargetRef.Kind]
  ) -> PolicyResource.Item? {
    let target = object("targetRef", .required("Which traffic it is for: that to these services.")) {
      TargetRef(&$0, kinds: kinds)
    }
    target?.check(allowed: kinds, context)
    if target == nil, node["targetRef"].map({ $0.kind == .null }) ?? true {
      context.report(.targetRef, "must be defined", at: Place(node, missing: "targetRef"))
    }
    let reader = ConfReader(context: context)
    var conf: Conf?
    switch placement {
    case .underDefault(let schema):
      conf = value("default", "What holds for this traffic.", schema.values).flatMap { reader.read($0, as: schema) }
      // Kuma takes no `default` for an empty one.
      if node["default"].map({ $0.kind == .null }) ?? true {
        conf = Conf(value: .object([]), node: node)
        reader.checkAbsent("default", in: node, as: schema)
      }
    case .beside(let fields, let rules):
      var members: [(name: String, value: Conf)] = []
      for field in fields {
        guard let value = value(field.name, field.notes, field.schema.values) else { continue }
        if let member = reader.read(value, as: field.schema) { members.append(("\(field.name)", member)) }
      }
      conf = reader.checked(Conf(value: .object(members), node: node), rules)
    }
    guard let target, let conf else { return nil }
    return .init(node: node, target: target, conf: conf)
  }
}
