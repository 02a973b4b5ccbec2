import Testing

@testable import XDSCompiler

@Suite struct PolicyEffectsTests {
  private func findings(_ policies: String...) -> [String] {
    Stages(
      service("es", "match: {port: 1}")
        + dataplane("inbound: [{port: 1, tags: {kuma.io/service: web}}]", transparentProxying)
        + policies.joined()
    ).findings
  }

  @Test func aPolicyForNobodyIsAWarning() {
    #expect(
      findings(timeout("t", 1, target: "{kind: MeshService, name: api}"))
        == ["policy-unmatched spec.targetRef: this is for no Dataplane of mesh default in the input"])
    #expect(findings(timeout("t", 1, target: "{kind: MeshService, name: web}")) == [])
  }

  @Test func aNameThatNobodyHasIsAWarning() {
    #expect(
      findings(timeout("t", 1, to: "{kind: MeshExternalService, name: et}"))
        == ["policy-unmatched spec.to[0].targetRef.name: no MeshExternalService \"et\" in mesh default"])
    #expect(
      findings(timeout("t", 1, to: "{kind: MeshExternalService, labels: {a: b}}"))
        == ["policy-unmatched spec.to[0].targetRef: no MeshExternalService of mesh default has these labels"])
    #expect(findings(timeout("t", 1, to: "{kind: MeshService, name: inside}")) == [])
  }

  @Test func aSectionForOtherProtocolsIsAWarning() {
    let retry = policy(
      "MeshRetry", "r",
      "to: [{targetRef: {kind: MeshExternalService, name: es}, default: {http: {numRetries: 1}, tcp: {maxConnectAttempt: 1}}}]"
    )
    #expect(
      findings(retry) == [
        "policy-no-effect spec.to[0].default.http: section http has no effect: the protocol here is tcp"
      ])
  }

  @Test func aRouteMakesTCPOfHTTP() {
    let retry = policy(
      "MeshRetry", "r",
      "to: [{targetRef: {kind: MeshExternalService, name: web}, default: {http: {numRetries: 1}, tcp: {maxConnectAttempt: 1}}}]"
    )
    let check = policy(
      "MeshHealthCheck", "c",
      "to: [{targetRef: {kind: MeshExternalService, name: web}, default: {http: {}, grpc: {}}}]")
    func route(_ kind: String, _ rules: String, target: String = "{kind: Mesh}") -> String {
      policy(kind, "x", target: target, "to: [{targetRef: {kind: MeshExternalService, name: web}, rules: [\(rules)]}]")
    }
    let tcp = "{default: {backendRefs: [{kind: MeshExternalService, name: es}]}}"
    let http = route("MeshHTTPRoute", "{matches: [{path: {type: Exact, value: /a}}], default: {}}")
    let web = service("web", "match: {port: 2, protocol: http}")
    let noHTTP =
      "policy-no-effect spec.to[0].default.http: section http has no effect: the protocol here is tcp, by a MeshTCPRoute"
    let noTCP = "policy-no-effect spec.to[0].default.tcp: section tcp has no effect: the protocol here is http"
    let noGRPC = "policy-no-effect spec.to[0].default.grpc: section grpc has no effect: the protocol here is http"
    #expect(findings(web, retry, check) == [noTCP, noGRPC])
    #expect(findings(web, retry, check, route("MeshTCPRoute", tcp)) == [noHTTP, noGRPC])
    #expect(
      findings(web, retry, route("MeshTCPRoute", tcp), http)
        == [
          noTCP,
          "policy-no-effect spec.to[0].targetRef: MeshTCPRoute has no effect: a MeshHTTPRoute says where the requests go",
        ])
    #expect(
      findings(web, retry, route("MeshTCPRoute", tcp, target: "{kind: MeshSubset, tags: {kuma.io/service: api}}"))
        == [noTCP, "policy-unmatched spec.targetRef: this is for no Dataplane of mesh default in the input"])
  }

  @Test func aModificationOfNothingIsAWarning() {
    func patch(_ modifications: String...) -> String {
      policy(
        "MeshProxyPatch", "p", "default:", "  appendModifications:",
        modifications.map { "  - \($0)" }.joined(separator: "\n  "))
    }
    /// Modifications are tried on what comes out, behind the other stages.
    func findings(_ policy: String) -> [String] {
      let text =
        service("es", "match: {port: 1}")
        + dataplane("inbound: [{port: 1, tags: {kuma.io/service: web}}]", transparentProxying) + policy
      let compilation = Pipeline(.partial).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
      return compilation.diagnostics.filter { $0.id == .policyNoEffect }.map {
        "\($0.id.rawValue) \($0.path ?? ""): \($0.message)"
      }
    }
    let nothing = "this has no effect: nothing fits it in the output of the dataplanes that it is for"
    func found(_ modification: String) -> [String] { findings(patch(modification)) }
    let path = "policy-no-effect spec.default.appendModifications[0]"
    #expect(
      found("cluster: {operation: Remove, match: {name: meshexternalservice_et}}") == ["\(path).cluster: \(nothing)"])
    #expect(found("listener: {operation: Remove, match: {origin: inbound}}") == ["\(path).listener: \(nothing)"])
    #expect(
      found("networkFilter: {operation: Remove, match: {name: envoy.filters.network.rbac}}")
        == ["\(path).networkFilter: \(nothing)"])
    #expect(
      found("httpFilter: {operation: AddFirst, value: '{name: x}'}") == ["\(path).httpFilter: \(nothing)"],
      "all services speak TCP")
    #expect(
      found("virtualHost: {operation: Add, value: '{name: x, domains: [x]}'}") == ["\(path).virtualHost: \(nothing)"])
    #expect(found("cluster: {operation: Remove, match: {name: meshexternalservice_es}}") == [])
    #expect(found("cluster: {operation: Add, value: '{name: x}'}") == [])
    #expect(found("networkFilter: {operation: AddFirst, match: {origin: outbound}, value: '{name: x}'}") == [])
    #expect(
      findings(
        patch(
          "cluster: {operation: Add, value: '{name: x}'}",
          "cluster: {operation: Patch, match: {name: x}, value: 'connectTimeout: 1s'}",
          "cluster: {operation: Remove, match: {name: y}}"))
        == ["policy-no-effect spec.default.appendModifications[2].cluster: \(nothing)"])
  }

  /// Each shard has some dataplanes only, and the others may be those of which a modification is for something.
  @Test func aShardKnowsNothingOfTheOthers() {
    let outbounds = ["a", "c"].map { name in
      "---\ntype: Dataplane\nname: \(name)\nmesh: default\nnetworking:\n  address: 10.0.0.1\n"
        + "  outbound: [{port: 1, backendRef: {kind: MeshExternalService, name: \(name)}}]\n"
    }
    let removals = ["a", "c"].map { "{cluster: {operation: Remove, match: {name: meshexternalservice_\($0)}}}" }
    let text =
      service("a", "match: {port: 1}") + service("c", "match: {port: 1}") + outbounds.joined()
      + policy("MeshProxyPatch", "p", "default: {appendModifications: [\(removals.joined(separator: ", "))]}")
    for index in 1...2 {
      var options = CompileOptions.partial
      options.shard = Shard("\(index)/2")
      let compilation = Pipeline(options).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
      #expect(compilation.outputs.plans.count == 1)
      #expect(!compilation.diagnostics.contains { $0.id == .policyNoEffect })
    }
  }

  @Test func aShadowIsAWarning() {
    #expect(
      findings(timeout("t", 1, labels: "{kuma.io/effect: shadow}"))
        == ["policy-no-effect name: a policy with the label kuma.io/effect: shadow is not applied"])
  }
}
