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

  @Test func aShadowIsAWarning() {
    #expect(
      findings(timeout("t", 1, labels: "{kuma.io/effect: shadow}"))
        == ["policy-no-effect name: a policy with the label kuma.io/effect: shadow is not applied"])
  }
}
