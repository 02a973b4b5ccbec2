import Testing

@testable import XDSCompiler

@Suite struct DefaultPoliciesTests {
  private func compile(_ text: String) -> Compilation {
    var options = CompileOptions()
    options.addsDefaultPolicies = true
    return Pipeline(options).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
  }

  /// What the policies come to for the services of a mesh, by kind.
  private func confs(_ text: String, mesh: String = "default") throws -> [String: String] {
    let compilation = compile(text)
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors)")
    let plan = try #require(compilation.outputs.plans.first { $0.mesh.name == mesh })
    return withExtendedLifetime(compilation) {
      let applied = (plan.policies?.policies(ofService: 0) ?? []).map { ($0.type.kind, $0.conf.text) }
      return Dictionary(applied, uniquingKeysWith: { $1 })
    }
  }

  private func world(_ mesh: String = "default") -> String {
    service("es", mesh: mesh, "match: {port: 1}") + dataplane(transparentProxying, mesh: mesh)
  }

  private let timeout = """
    {connectionTimeout: 5s, http: {requestTimeout: 15s, streamIdleTimeout: 30m}, idleTimeout: 1h}
    """
  private let retry = """
    {grpc: {backOff: {baseInterval: 25ms, maxInterval: 250ms}, numRetries: 5, perTryTimeout: 16s}, \
    http: {backOff: {baseInterval: 25ms, maxInterval: 250ms}, numRetries: 5, perTryTimeout: 16s}, \
    tcp: {maxConnectAttempt: 5}}
    """
  private let breaker = """
    {connectionLimits: {maxConnections: 1024, maxPendingRequests: 1024, maxRequests: 1024, maxRetries: 3}}
    """

  @Test func aMeshHasThem() throws {
    #expect(
      try confs(world()) == ["MeshTimeout": timeout, "MeshRetry": retry, "MeshCircuitBreaker": breaker])
  }

  @Test func withoutTheOptionItHasNone() {
    #expect(Stages(world()).conf() == nil)
  }

  @Test(arguments: ["a", "b", "1\"#"]) func everyMeshHasItsOwn(_ mesh: String) throws {
    #expect(try confs(world("a") + world("b") + world("'1\"#'"), mesh: mesh)["MeshTimeout"] == timeout)
  }

  @Test func aResourceOfThatNameStandsInItsPlace() throws {
    let own = policy(
      "MeshTimeout", "mesh-timeout-all-default", "to: [{targetRef: {kind: Mesh}, default: {connectionTimeout: 1s}}]")
    let found = try confs(world() + own)
    #expect(found["MeshTimeout"] == "{connectionTimeout: 1s}")
    #expect(found["MeshRetry"] == retry)
    let kubernetes = """
      ---
      apiVersion: kuma.io/v1alpha1
      kind: MeshTimeout
      metadata: {name: mesh-timeout-all-default, namespace: kuma-system}
      spec: {targetRef: {kind: Mesh}, to: [{targetRef: {kind: Mesh}, default: {connectionTimeout: 2s}}]}

      """
    #expect(try confs(world() + kubernetes)["MeshTimeout"] == "{connectionTimeout: 2s}")
    #expect(
      try confs(world() + own.replacing("mesh-timeout-all-default", with: "other"))["MeshTimeout"]
        == timeout, "of other names the first in the alphabet wins")
  }

  @Test(arguments: [("['*']", []), ("[MeshTimeout, MeshRetry]", ["MeshCircuitBreaker"]), ("[]", nil)])
  func theMeshMaySkipThem(_ skipped: String, _ kinds: [String]?) throws {
    let mesh = "---\ntype: Mesh\nname: default\nskipCreatingInitialPolicies: \(skipped)\n"
    #expect(
      try confs(world() + mesh).keys.sorted() == kinds ?? ["MeshCircuitBreaker", "MeshRetry", "MeshTimeout"])
  }

  @Test func theySayWhereTheyAre() throws {
    let compilation = compile(world())
    #expect(compilation.sources.map(\.path) == ["a.yaml", "<default-policies>"])
    let applied = try #require(compilation.outputs.plans.first?.policies?.policies(ofService: 0).first)
    let node = try #require(applied.conf["connectionTimeout"]?.node)
    #expect(node.range.file == 1)
    let lines = String(decoding: compilation.sources[1].bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[Int(node.range.line) - 1] == "      connectionTimeout: 5s")
  }

  @Test func nothingIsSaidAboutThem() {
    let gateway = dataplane("gateway: {type: DELEGATED, tags: {kuma.io/service: gw}}", transparentProxying)
    let compilation = compile(service("es", "match: {port: 1}") + gateway)
    let found = compilation.diagnostics.filter { $0.resource?.kind != "MeshExternalService" }
    #expect(found.map(\.message) == [], "MeshTimeout is for sidecars only")
  }
}
