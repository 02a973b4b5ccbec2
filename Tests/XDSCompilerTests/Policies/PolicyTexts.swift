import Testing

@testable import XDSCompiler

/// A Universal policy for every dataplane; `lines` are those of its `spec` below `targetRef`, or begin with `^` for the
/// top level.
func policy(
  _ kind: String, _ name: String, target: String = "{kind: Mesh}", mesh: String = "default", _ lines: String...
) -> String {
  let top = lines.filter { $0.hasPrefix("^") }.map { "\($0.dropFirst())\n" }.joined()
  return "---\ntype: \(kind)\nmesh: \(mesh)\nname: \(name)\n\(top)spec:\n  targetRef: \(target)\n"
    + lines.filter { !$0.hasPrefix("^") }.map { "  \($0)\n" }.joined()
}

/// A timeout policy that asks for one connection timeout, by which tests know it.
func timeout(
  _ name: String, _ seconds: Int, target: String = "{kind: Mesh}", to: String = "{kind: Mesh}", labels: String = "{}"
) -> String {
  policy(
    "MeshTimeout", name, target: target, "^labels: \(labels)",
    "to: [{targetRef: \(to), default: {connectionTimeout: \(seconds)s}}]")
}

/// What comes out for one dataplane where policies of one kind ask for these, the first with the highest precedence.
func outputs(
  _ kind: String, _ confs: [String], services: String, dataplane: String = dataplane(transparentProxying),
  zone: String? = nil
) throws -> PolicyOutputs {
  let policies = confs.enumerated().map { index, conf in
    policy(kind, "p\(index)", "to: [{targetRef: {kind: Mesh}, default: \(conf)}]")
  }
  var options = CompileOptions()
  options.zone = zone
  let text = services + dataplane + policies.joined()
  let compilation = Pipeline(options).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
  try #require(compilation.errorCount == 0, "\(compilation.diagnostics)")
  return PolicyOutputs(
    clusters: try EnvoyResources("clusters", of: compilation),
    listeners: try EnvoyResources("listeners", of: compilation))
}

struct PolicyOutputs {
  let clusters: EnvoyResources
  let listeners: EnvoyResources

  func cluster(_ name: String) -> (_ path: String) -> String? { { clusters.flow(name, $0) } }
  func listener(_ name: String) -> (_ path: String) -> String? { { listeners.flow(name, $0) } }
}

extension Stages {
  /// What a policy comes to for a service of the first dataplane, in JSON's spelling; nil without one.
  func conf(_ kind: String = "MeshTimeout", of service: String = "es") -> String? {
    guard let plan = plans.first, let index = plan.mesh.indexOfService(service) else { return nil }
    return plan.policies?.policies(ofService: index).first { $0.type.kind == kind }?.conf.text
  }
}

extension Conf {
  /// Members in the order of their names.
  var text: String {
    switch value {
    case .object(let members):
      let texts = members.sorted { $0.name < $1.name }.map { "\($0.name): \($0.value.text)" }
      return "{\(texts.joined(separator: ", "))}"
    case .list(let elements): return "[\(elements.map(\.text).joined(separator: ", "))]"
    case .scalar: return node.string
    }
  }
}
