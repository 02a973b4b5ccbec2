import EnvoyAPI

/// What the values that policies ask for decide in the resources of one dataplane.
///
/// No table says so, which would have to be kept in step with every policy: the resources are made again with each value
/// replaced in turn, and where they differ, the value decides. What the schemas of policies say about their fields is the
/// rule.
struct PolicyInfluence: Sendable {
  /// What decides a field.
  private struct Cause {
    let nodes: [Node]
    let rule: String
    let kind: String
    /// A value says more than what holds it, and that more than the policies as such.
    let height: Int
  }

  /// What a cause does to a field.
  private struct Effect {
    let cause: Cause
    /// Whether the field is there for it, with all that it is in; what the field says may come from elsewhere.
    let isPresence: Bool
  }

  private var effects: [DecodedResources.Key: [[MessageStep]: [Effect]]] = [:]
  private let plan: ProxyPlan

  init(_ plan: ProxyPlan, of tree: SourceTree, options: CompileOptions) {
    self.plan = plan
    let maker = ResourceMaker(plan, of: tree, options: options)
    let all = plan.mesh.policies
    let routes = plan.mesh.routes
    let selected = all.indices.filter { all[$0].selects(plan.dataplane, routes: routes) }
    for index in selected {
      for part in all[index].parts {
        for variation in part.conf.variations {
          let cause = Cause(
            nodes: [variation.value.node], rule: part.description(of: variation.path) ?? "as the policy says",
            kind: all[index].type.kind, height: variation.height)
          for variant in variation.variants {
            var policies = all
            policies[index] = part.with(variant)
            if add(cause, where: maker.changes(with: policies)) { break }
          }
        }
      }
    }
    for kind in Set(selected.map { all[$0].type.kind }).sorted() {
      let policies = selected.map { all[$0] }.filter { $0.type.kind == kind }.sorted(by: PolicyResource.inOrder)
      let specs = policies.reversed().map { $0.header.root["spec"] ?? $0.header.root }
      _ = add(
        Cause(nodes: specs, rule: "\(kind)'s default", kind: kind, height: .max),
        where: maker.changes(with: all.filter { $0.type.kind != kind }))
    }
  }

  /// Whether there is anything that it decides.
  private mutating func add(_ cause: Cause, where changes: [DecodedResources.Key: [DifferingLeaf]]?) -> Bool {
    for (resource, leaves) in changes ?? [:] {
      for leaf in leaves {
        effects[resource, default: [:]][leaf.path, default: []]
          .append(Effect(cause: cause, isPresence: leaf.isOfNewElement))
      }
    }
    return changes?.isEmpty == false
  }

  /// Where a field of a resource comes from; nil where no policy decides it.
  ///
  /// - Parameters:
  ///   - service: index of the service that the field is about.
  ///   - table: where it comes from as far as the table of fields knows.
  func origin(
    of resource: DecodedResources.Key, at path: [MessageStep], service: Int?, table: Origin.Draft?
  ) -> Origin.Draft? {
    guard let all = effects[resource]?[path], let height = all.map(\.cause.height).min() else { return nil }
    let decisive = all.filter { $0.cause.height == height }
    let nodes = decisive.flatMap(\.cause.nodes)
    let sources =
      nodes.map { OriginSource.node($0) }
      + nodes.flatMap { overridden(by: $0, service: service) }.map { .overridden($0) }
    if let table, !table.sources.isEmpty, decisive.allSatisfy(\.isPresence) {
      return Origin.Draft(rule: table.rule, section: table.section, sources: table.sources + sources)
    }
    let cause = decisive[0].cause
    return Origin.Draft(rule: cause.rule, section: .kuma(cause.kind), sources: sources)
  }

  /// Values that the merge of policies passed over, highest precedence first.
  private func overridden(by node: Node, service: Int?) -> [Node] {
    guard let policies = plan.policies, let service else { return [] }
    return policies.policies(ofService: service).lazy.compactMap { $0.conf.overridden(by: node) }.first ?? []
  }
}

extension Conf {
  /// What the value at a node overrides; nil where it is not in this configuration.
  fileprivate func overridden(by wanted: Node) -> [Node]? {
    if node == wanted { return overridden.reversed() }
    return members.lazy.compactMap { $0.value.overridden(by: wanted) }.first
      ?? elements.lazy.compactMap { $0.overridden(by: wanted) }.first
  }
}

extension PolicyResource {
  /// A configuration in it.
  struct Part {
    let conf: Conf
    let schema: ConfSchema?
    /// The policy with another configuration in this place.
    let with: (Conf) -> PolicyResource
  }

  /// All of its configurations that bear on outgoing traffic.
  fileprivate var parts: [Part] {
    let whole = conf.map { conf in
      Part(conf: conf, schema: type.shape.conf) { self.with(conf: $0, to: self.to) }
    }
    let items = to.indices.map { index in
      Part(conf: to[index].conf, schema: type.shape.to?.placement.schema) { conf in
        var items = self.to
        items[index] = .init(node: items[index].node, target: items[index].target, conf: conf)
        return self.with(conf: self.conf, to: items)
      }
    }
    return (whole.map { [$0] } ?? []) + items
  }

  private func with(conf: Conf?, to: [Item]) -> PolicyResource {
    PolicyResource(header: header, type: type, target: target, to: to, from: from, conf: conf, hasErrors: hasErrors)
  }
}

extension PolicyResource.Part {
  /// What the schema says about a field: that of the innermost field on the way that it knows.
  fileprivate func description(of path: [String]) -> String? {
    var schema = schema
    var description: String?
    for name in path {
      guard let field = schema?.field(name) else { break }
      description = "\(field.description)"
      schema = field.schema
    }
    return description
  }
}

extension PolicyShape.Section.Placement {
  /// The schema of an item's configuration.
  fileprivate var schema: ConfSchema {
    switch self {
    case .underDefault(let schema): schema
    case .beside(let fields, let rules): .object(fields, rules)
    }
  }
}

extension ConfSchema {
  fileprivate func field(_ name: String) -> ConfField? {
    switch self {
    case .object(let fields, _): fields.first { "\($0.name)" == name }
    case .list(let element, _): element.field(name)
    default: nil
    }
  }
}
