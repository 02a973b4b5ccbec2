import Testing

@testable import XDSCompiler

/// Every stage's result for one input.
struct Stages {
  let parsed: ParsedResources
  let normalized: NormalizedResources
  let plans: [ProxyPlan]
  /// In the order in which they are shown.
  let diagnostics: [Diagnostic]
  let silenced: [SilencedDiagnostic]

  init(
    _ texts: String..., path: String = "a.yaml", options: CompileOptions = .partial, lock: VIPLock? = nil,
    frozen: Bool = false
  ) {
    let (tree, found) = readTree(bytes: texts.map { Array($0.utf8) }, path: path)
    let sources = texts.map { SourceFile(path: path, bytes: Array($0.utf8)) }
    var diagnostics = DiagnosticCollector(
      levels: options.lintLevels, comments: LintComments(tree.documents[...], sources))
    for diagnostic in found { diagnostics.add(diagnostic) }
    parsed = parseResources(
      tree.documents[...], of: tree, sources: sources, options: options, diagnostics: &diagnostics)
    normalized = normalize(parsed, lock: lock, frozen: frozen, options: options, diagnostics: &diagnostics)
    plans = planProxies(normalized, options: options, diagnostics: &diagnostics)
    lintAbsences(normalized, options: options, diagnostics: &diagnostics)
    diagnostics.reportComments(isWhole: options.selectsAll, inCertificates: false)
    silenced = diagnostics.silenced
    self.diagnostics = diagnostics.diagnostics
  }

  /// All services, by mesh and core name.
  var services: [ExternalService] { normalized.meshes.flatMap(\.services) }

  func service(_ coreName: String) throws -> ExternalService {
    try #require(services.first { $0.coreName == coreName })
  }

  /// Each diagnostic as `id path: message`.
  var findings: [String] { diagnostics.map { "\($0.id.rawValue) \($0.path ?? "-"): \($0.message)" } }
}

extension CompileOptions {
  /// Those of most tests, which have no HostnameGenerator, and dataplanes for some services only: no finding about that.
  static var partial: CompileOptions {
    var options = CompileOptions()
    options.lintLevels.set(.hostnameMissing, to: .allow)
    options.lintLevels.set(.serviceUnreached, to: .allow)
    return options
  }
}

/// A Universal service; `lines` are those of its `spec`, or begin with `^` for the top level.
func service(_ name: String, mesh: String = "default", _ lines: String...) -> String {
  let top = lines.filter { $0.hasPrefix("^") }.map { "\($0.dropFirst())\n" }.joined()
  let spec = lines.filter { !$0.hasPrefix("^") }
  let endpoints = spec.contains { $0.hasPrefix("endpoints") } ? [] : ["endpoints: [{address: 10.0.0.1, port: 1}]"]
  return "---\ntype: MeshExternalService\nmesh: \(mesh)\nname: \(name)\n\(top)spec:\n"
    + (spec + endpoints).map { "  \($0)\n" }.joined()
}

/// A Universal dataplane; `lines` are those of its `networking`.
func dataplane(
  _ lines: String..., named name: String = "dp", mesh: String = "default", address: String = "192.168.0.1"
) -> String {
  "---\ntype: Dataplane\nmesh: \(mesh)\nname: \(name)\nnetworking:\n  address: \"\(address)\"\n"
    + lines.map { "  \($0)\n" }.joined()
}

/// `networking.transparentProxying` as most dataplanes have it.
let transparentProxying = "transparentProxying: {redirectPortInbound: 15006, redirectPortOutbound: 15001}"
