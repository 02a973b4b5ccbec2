/// The policies that a control plane creates with every mesh, unless `Mesh.skipCreatingInitialPolicies` names their
/// kinds or is `*`.
enum DefaultPolicies {
  /// How findings name the source that they are written in.
  static let path = "<default-policies>"

  /// Names, of which `-<mesh>` is the end, and what stands under `spec`.
  private static let templates: [(kind: String, name: String, spec: String)] = [
    (
      MeshTimeout.kind, "mesh-timeout-all",
      """
        targetRef:
          kind: Mesh
          proxyTypes: [Sidecar]
        to:
        - targetRef:
            kind: Mesh
          default:
            connectionTimeout: 5s
            idleTimeout: 1h
            http:
              requestTimeout: 15s
              streamIdleTimeout: 30m
        from:
        - targetRef:
            kind: Mesh
          default:
            connectionTimeout: 10s
            idleTimeout: 2h
            http:
              requestTimeout: 0s
              streamIdleTimeout: 1h
              maxStreamDuration: 0s
      """
    ),
    (
      MeshRetry.kind, "mesh-retry-all",
      """
        targetRef:
          kind: Mesh
        to:
        - targetRef:
            kind: Mesh
          default:
            tcp:
              maxConnectAttempt: 5
            http:
              numRetries: 5
              perTryTimeout: 16s
              backOff:
                baseInterval: 25ms
                maxInterval: 250ms
            grpc:
              numRetries: 5
              perTryTimeout: 16s
              backOff:
                baseInterval: 25ms
                maxInterval: 250ms
      """
    ),
    (
      MeshCircuitBreaker.kind, "mesh-circuit-breaker-all",
      """
        targetRef:
          kind: Mesh
        to:
        - targetRef:
            kind: Mesh
          default:
            connectionLimits:
              maxConnections: 1024
              maxPendingRequests: 1024
              maxRequests: 1024
              maxRetries: 3
      """
    ),
  ]

  /// What is missing of them in an input, as a source of its own; nil when nothing is.
  static func source(completing parsed: ParsedResources) -> SourceFile? {
    let skipped = Dictionary(
      parsed.meshes.map { ($0.header.name, Set($0.skippedPolicies)) }, uniquingKeysWith: { $0.union($1) })
    let present = Set(parsed.policies.map { [$0.type.kind, $0.header.mesh, $0.header.name] })
    var text = ""
    for mesh in parsed.meshNames.sorted(by: { $0.isBefore($1) }) where !(skipped[mesh]?.contains("*") ?? false) {
      for template in templates where !(skipped[mesh]?.contains(template.kind) ?? false) {
        let name = "\(template.name)-\(mesh)"
        guard !present.contains([template.kind, mesh, name]) else { continue }
        text += "---\ntype: \(template.kind)\nname: \(quoted(name))\nmesh: \(quoted(mesh))\nspec:\n\(template.spec)\n"
      }
    }
    return text.isEmpty ? nil : SourceFile(path: path, bytes: Array(text.utf8))
  }

  /// Names hold no backslash and nothing but ASCII.
  private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\\\""))\"" }
}

extension ParsedResources {
  /// Meshes that resources declare or belong to.
  fileprivate var meshNames: Set<String> {
    Set(meshes.map(\.header.name)).union(dataplanes.map(\.header.mesh)).union(services.map(\.header.mesh))
      .union(policies.map(\.header.mesh))
  }

  /// Adds what a source of ``DefaultPolicies`` holds.
  ///
  /// - Parameter file: the index of the source.
  /// - Returns: the tree that owns the nodes.
  mutating func addDefaultPolicies(
    _ source: SourceFile, file: Int, _ diagnostics: inout DiagnosticCollector
  ) -> SourceTree {
    var found = DiagnosticList()
    let tree = SourceTree.parse([source], firstFile: file, jobs: 1, diagnostics: &found)
    let resources = parseResources(
      tree.documents[...], of: tree, sources: [], options: CompileOptions(), diagnostics: &diagnostics)
    policies += resources.policies.map { PolicyResource(builtIn: $0) }
    return tree
  }
}
