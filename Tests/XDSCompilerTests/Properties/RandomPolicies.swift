import Testing

@testable import XDSCompiler

/// Policies of a few kinds, so that they meet, drawn from the schemas by which they are read.
struct RandomPolicies {
  private var random: SeededGenerator
  /// Core names of the services that items may be for.
  private let services: [String]
  private let mesh: String
  private let kinds: [any Policy.Type]

  init(seed: UInt64, services: [String], mesh: String) {
    random = SeededGenerator(seed: seed)
    self.services = services
    self.mesh = mesh
    kinds = Array(PolicyKinds.all.filter { !($0 is any InertPolicy.Type) }.shuffled(using: &random).prefix(3))
  }

  /// A policy without a mistake of its own; nil when none was found.
  mutating func policy(_ name: String) -> Value? {
    for _ in 0..<8 {
      let candidate = draw(random.pick(kinds), name)
      // What is wrong with its services shows only beside them.
      if Stages(candidate.flow).diagnostics.allSatisfy({ $0.severity != .error }) { return candidate }
    }
    return nil
  }

  private mutating func draw(_ type: any Policy.Type, _ name: String) -> Value {
    let shape = type.shape
    var spec: [(key: String, value: Value)] = [("targetRef", target(of: shape.targets))]
    if let to = shape.to { spec.append(("to", items(to))) }
    if let from = shape.from, random.chance(0.5) { spec.append(("from", items(from))) }
    if let conf = shape.conf.flatMap({ value($0) }) { spec.append(("default", conf)) }
    var labels: [(key: String, value: Value)] = []
    if random.chance(0.3) { labels.append((KumaLabel.origin, .text(random.pick(["zone", "global"])))) }
    if random.chance(0.3) {
      labels.append((KumaLabel.policyRole, .text(random.pick(["system", "producer", "consumer", "workload-owner"]))))
    }
    return .mapping([
      ("type", .text(type.kind)), ("mesh", .text(mesh)), ("name", .text(name)), ("labels", .mapping(labels)),
      ("spec", .mapping(spec)),
    ])
  }

  /// A reference by which policies select dataplanes, or items select services.
  private mutating func target(of kinds: [TargetRef.Kind]) -> Value {
    let kind = random.pick(kinds.filter { $0 != .meshHTTPRoute })
    var fields: [(key: String, value: Value)] = [("kind", .text(kind.rawValue))]
    switch kind {
    case .mesh: break
    case .meshSubset: fields.append(("tags", .mapping([("version", .text(random.pick(["vdp0", "vdp1"])))])))
    case .meshExternalService where random.chance(0.3):
      fields.append(("labels", .mapping([("team", .text(random.pick(["a", "b"])))])))
    case .meshExternalService: fields.append(("name", .text(random.pick(services))))
    default: fields.append(("name", .text(random.pick(["web"] + services))))
    }
    return .mapping(fields)
  }

  private mutating func items(_ section: PolicyShape.Section) -> Value {
    .list(
      (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
        let reference: [(key: String, value: Value)] = [("targetRef", target(of: section.kinds))]
        switch section.placement {
        case .underDefault(let schema): return value(schema).map { .mapping(reference + [("default", $0)]) }
        case .beside(let fields, _): return .mapping(reference + members(fields))
        }
      })
  }

  // MARK: Configurations

  /// A value that its schema finds nothing wrong with; nil when none was found.
  private mutating func value(_ schema: ConfSchema) -> Value? {
    // Each level of collections multiplies the attempts of those below.
    for _ in 0..<(schema.isCollection ? 2 : 8) {
      guard let candidate = draw(schema), let (tree, node) = try? readDocument(candidate.flow) else { continue }
      let context = DecodingContext(root: node, findings: DiagnosticCollector(levels: LintLevels()))
      let conf = withExtendedLifetime(tree) { ConfReader(context: context).read(node, as: schema) }
      if conf != nil, context.findings.errorCount == 0 { return candidate }
    }
    return nil
  }

  private mutating func draw(_ schema: ConfSchema) -> Value? {
    switch schema {
    case .boolean: .scalar(random.pick(["true", "false"]))
    case .integer: .scalar(random.pick(["0", "1", "2", "7", "50", "100", "200", "404", "1024", "65537"]))
    case .decimal: .scalar(random.pick(["0", "0.5", "1", "2.25", "50", "\"62.9\"", "100"]))
    case .string:
      .text(random.pick(["a", "x-a", "/a", "5xx", "429", "Reset", "Unavailable", "50 Mbps", "host.example"]))
    case .duration: .text(random.pick(["0s", "1s", "250ms", "1h30m"]))
    case .enumeration(let names, _): .text(random.pick(names))
    case .object(let fields, _): .mapping(members(fields))
    case .list(let element, _): .list((0..<Int.random(in: 0...3, using: &random)).compactMap { _ in value(element) })
    case .map(let element): value(element).map { .mapping([("version", $0)]) }
    case .reference(let kinds, let fields): reference(kinds, fields)
    case .any: .text("a")
    }
  }

  private mutating func reference(_ kinds: [TargetRef.Kind], _ fields: [ConfField]) -> Value {
    let kind = kinds.contains(.meshExternalService) ? .meshExternalService : random.pick(kinds)
    return .mapping([("kind", .text(kind.rawValue)), ("name", .text(random.pick(services)))] + members(fields))
  }

  private mutating func members(_ fields: [ConfField]) -> [(key: String, value: Value)] {
    fields.compactMap { field in
      guard random.chance(0.6) else { return nil }
      return value(field.schema).map { ("\(field.name)", $0) }
    }
  }
}

extension ConfSchema {
  fileprivate var isCollection: Bool {
    switch self {
    case .object, .list, .map, .reference: true
    default: false
    }
  }
}
