import Testing

@testable import XDSCompiler

@Suite struct OrderPoliciesTests {
  /// The connection timeout that wins.
  private func winner(_ policies: String...) -> String? {
    let input = service("es") + dataplane("inbound: [{port: 1, tags: {kuma.io/service: web, v: \"1\"}}]")
    let inOrder = Stages(input + policies.joined()).conf()
    let reversed = Stages(policies.reversed().joined() + input).conf()
    #expect(inOrder == reversed, "the order of the input decides nothing")
    return inOrder
  }

  @Test func theMoreSpecificTargetWins() {
    #expect(
      winner(timeout("a", 1), timeout("z", 2, target: "{kind: MeshSubset, tags: {v: \"1\"}}"))
        == "{connectionTimeout: 2s}")
    #expect(
      winner(
        timeout("a", 1, target: "{kind: MeshSubset, tags: {v: \"1\"}}"),
        timeout("z", 2, target: "{kind: MeshService, name: web}")) == "{connectionTimeout: 2s}")
    #expect(
      winner(
        timeout("a", 1, target: "{kind: MeshService, name: web}"),
        timeout("z", 2, target: "{kind: MeshServiceSubset, name: web, tags: {v: \"1\"}}")) == "{connectionTimeout: 2s}")
  }

  @Test func theZoneWinsOverTheGlobalControlPlane() {
    #expect(
      winner(
        timeout("a", 1, labels: "{kuma.io/origin: global}"), timeout("z", 2, labels: "{kuma.io/origin: zone}"))
        == "{connectionTimeout: 2s}")
    #expect(winner(timeout("a", 1, labels: "{kuma.io/origin: global}"), timeout("z", 2)) == "{connectionTimeout: 2s}")
    #expect(winner(timeout("a", 1), timeout("z", 2, labels: "{kuma.io/origin: zone}")) == "{connectionTimeout: 2s}")
  }

  @Test func theRoleDecidesNext() {
    let roles = ["system", "producer", "consumer", "workload-owner"]
    for (lower, higher) in zip(roles, roles.dropFirst()) {
      #expect(
        winner(
          timeout("a", 1, labels: "{kuma.io/policy-role: \(lower)}"),
          timeout("z", 2, labels: "{kuma.io/policy-role: \(higher)}")) == "{connectionTimeout: 2s}")
    }
  }

  @Test func anItemForTheServiceWinsOverOneForTheMesh() {
    #expect(
      winner(timeout("a", 1), timeout("z", 2, to: "{kind: MeshExternalService, name: es}")) == "{connectionTimeout: 2s}"
    )
    #expect(
      winner(
        timeout("a", 1, to: "{kind: MeshService, name: es}"),
        timeout("z", 2, to: "{kind: MeshExternalService, name: es}"))
        == "{connectionTimeout: 2s}")
  }

  @Test func theTargetOfThePolicyCountsBeforeThatOfTheItem() {
    #expect(
      winner(
        timeout("a", 1, to: "{kind: MeshExternalService, name: es}"),
        timeout("z", 2, target: "{kind: MeshSubset, tags: {v: \"1\"}}")) == "{connectionTimeout: 2s}")
  }

  @Test func theFirstNameWins() {
    #expect(winner(timeout("a", 1), timeout("b", 2)) == "{connectionTimeout: 1s}")
    #expect(
      winner(timeout("a", 1, labels: "{kuma.io/display-name: z}"), timeout("b", 2)) == "{connectionTimeout: 2s}",
      "by display names")
  }

  @Test func theLaterItemOfAPolicyWins() {
    #expect(
      winner(
        policy(
          "MeshTimeout", "t",
          "to:", "- {targetRef: {kind: Mesh}, default: {connectionTimeout: 1s, idleTimeout: 7s}}",
          "- {targetRef: {kind: Mesh}, default: {connectionTimeout: 2s}}"))
        == "{connectionTimeout: 2s, idleTimeout: 7s}")
  }

  @Test func objectsMergeAndListsAreReplaced() {
    func retry(_ name: String, _ http: String) -> String {
      policy("MeshRetry", name, "to: [{targetRef: {kind: Mesh}, default: {http: \(http)}}]")
    }
    let stages = Stages(
      service("es", "match: {protocol: http, port: 80}") + dataplane(transparentProxying)
        + retry("a", "{numRetries: 1, retryOn: [Reset]}")
        + retry("b", "{backOff: {baseInterval: 1s}, retryOn: [5xx, GatewayError], perTryTimeout: 3s}"))
    #expect(
      stages.conf("MeshRetry")
        == "{http: {backOff: {baseInterval: 1s}, numRetries: 1, perTryTimeout: 3s, retryOn: [Reset]}}")
  }
}
