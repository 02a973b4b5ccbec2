import Testing

@testable import XDSCompiler

/// Policies whose `targetRef` is a MeshHTTPRoute: they are for its routes alone.
@Suite struct PoliciesOfRoutesTests {
  private let web = dataplane(
    "inbound: [{port: 1, tags: {kuma.io/service: web}}]",
    "outbound: [{address: 127.0.0.1, port: 8080, backendRef: {kind: MeshExternalService, name: es}}, "
      + "{address: 127.0.0.1, port: 8081, backendRef: {kind: MeshExternalService, name: a}}]")
  private let services = ["es", "a"].map { service($0, "match: {port: 80, protocol: http}") }.joined()
  private let routes =
    httpRoute(
      "r", "{matches: [{path: {type: Exact, value: /1}}, {path: {type: Exact, value: /2}}]}",
      "{matches: [{path: {type: Exact, value: /3}}]}")
    + httpRoute("s", "{matches: [{path: {type: Exact, value: /4}}]}")

  private func timeout(
    _ name: String, _ seconds: Int, target: String = "{kind: MeshHTTPRoute, name: r}", to: String = "{kind: Mesh}"
  ) -> String {
    policy(
      "MeshTimeout", name, target: target,
      "to: [{targetRef: \(to), default: {http: {requestTimeout: \(seconds)s}}}]")
  }

  /// The timeout of each route of a service, in order.
  private func timeouts(_ policies: String..., of listener: String = "es") throws -> [String] {
    let text = services + web + routes + policies.joined()
    let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    try #require(compilation.errorCount == 0, "\(compilation.diagnostics)")
    let listeners = try EnvoyResources("listeners", of: compilation)
    return (0..<10).compactMap { index in
      listeners.value(
        "meshexternalservice_\(listener)",
        "filterChains[0].filters[0].typedConfig.routeConfig.virtualHosts[0].routes[\(index)].route.timeout")
    }
  }

  @Test func onlyItsRoutesChange() throws {
    #expect(try timeouts(timeout("t", 7)) == ["7s", "7s", "7s", "0s", "0s"])
    #expect(try timeouts(timeout("t", 7), of: "a") == ["0s"])
    #expect(
      try timeouts(timeout("t", 7, target: "{kind: MeshHTTPRoute, name: s}")) == ["0s", "0s", "0s", "7s", "0s"])
  }

  @Test func whatIsForTheServiceComesBefore() throws {
    let all = timeout("a", 3, target: "{kind: Mesh}")
    #expect(try timeouts(timeout("t", 7), all) == ["7s", "7s", "7s", "3s", "3s"])
    #expect(try timeouts(timeout("t", 7), all, of: "a") == ["3s"])
    let idle = policy(
      "MeshTimeout", "t", target: "{kind: MeshHTTPRoute, name: r}",
      "to: [{targetRef: {kind: Mesh}, default: {http: {streamIdleTimeout: 1s}}}]")
    #expect(try timeouts(idle, all) == ["3s", "3s", "3s", "3s", "3s"], "what it does not say stays")
  }

  @Test func anItemIsForItsServicesOnly() throws {
    #expect(
      try timeouts(timeout("t", 7, to: "{kind: MeshExternalService, name: a}")) == ["0s", "0s", "0s", "0s", "0s"])
    #expect(
      try timeouts(timeout("t", 7, to: "{kind: MeshExternalService, name: es}")) == ["7s", "7s", "7s", "0s", "0s"])
  }

  @Test func aRouteThatAnotherPolicyRepeatsHasBoth() throws {
    // Equal matches are one rule, whoever wrote it.
    let again = httpRoute("again", "{matches: [{path: {type: Exact, value: /3}}]}")
    #expect(
      try timeouts(again, timeout("t", 7, target: "{kind: MeshHTTPRoute, name: again}"))
        == ["7s", "0s", "0s", "0s", "0s"])
  }

  @Test func retriesOfARouteCanBeTurnedOff() throws {
    func retries(_ name: String, _ count: Int, target: String) -> String {
      policy(
        "MeshRetry", name, target: target, "to: [{targetRef: {kind: Mesh}, default: {http: {numRetries: \(count)}}}]")
    }
    let stages = Stages(
      services + web + routes + retries("a", 5, target: "{kind: Mesh}")
        + retries("b", 0, target: "{kind: MeshHTTPRoute, name: r}"))
    let plan = try #require(stages.plans.first)
    let name = RouteName.of(matchesJSON: #"[{"path":{"value":"/3","type":"Exact"}}]"#)
    let service = try #require(plan.mesh.indexOfService("es"))
    let conf = plan.policies?.policies(ofRoute: name, service: service).first { $0.type.kind == "MeshRetry" }?.conf
    #expect(conf?.text == "{http: {numRetries: 0}}")
    #expect(stages.conf("MeshRetry") == "{http: {numRetries: 5}}")
  }

  @Test func whatIsNotOfRoutesIsRefused() {
    expectFindings(
      """
      type: MeshTimeout
      name: t
      spec:
        targetRef: {kind: MeshHTTPRoute, name: r}
        to:
        - targetRef: {kind: Mesh}
          default:
            connectionTimeout: 1s
            #                  ^~ policy-field spec.to[0].default.connectionTimeout: can't be specified when top-level TargetRef is referencing MeshHTTPRoute
            idleTimeout: 1s
            #            ^~ policy-field spec.to[0].default.idleTimeout: can't be specified when top-level TargetRef is referencing MeshHTTPRoute
            http:
              requestTimeout: 1s
              maxStreamDuration: 1s
              #                  ^~ policy-field spec.to[0].default.http.maxStreamDuration: can't be specified when top-level TargetRef is referencing MeshHTTPRoute
              maxConnectionDuration: 1s
              #                      ^~ policy-field spec.to[0].default.http.maxConnectionDuration: can't be specified when top-level TargetRef is referencing MeshHTTPRoute
        from:
      # ^~~~ policy-field spec.from: must not be defined
        - targetRef: {kind: Mesh}
          default: {http: {requestTimeout: 1s}}
      """)
  }
}
