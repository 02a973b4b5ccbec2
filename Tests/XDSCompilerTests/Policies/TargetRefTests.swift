import Testing

@testable import XDSCompiler

@Suite struct TargetRefTests {
  /// What is found in a policy for one target, without the message's place.
  private func findings(target: String = "{kind: Mesh}", to: String = "{kind: Mesh}", labels: String = "{}") -> [String]
  {
    Stages(timeout("t", 1, target: target, to: to, labels: labels)).findings
  }

  private let top = "target-ref spec.targetRef"
  private let item = "target-ref spec.to[0].targetRef"

  @Test func aKindMustBeThereAndFit() {
    #expect(findings(target: "{}") == ["\(top).kind: must be defined"])
    #expect(findings(target: "{kind: \"\"}") == ["\(top).kind: must be defined"])
    #expect(findings(target: "{kind: MeshExternalService, name: x}") == ["\(top).kind: value is not supported"])
    #expect(findings(to: "{kind: MeshGateway, name: x}") == ["\(item).kind: value is not supported"])
    #expect(findings(to: "{kind: 1}") == ["wrong-type spec.to[0].targetRef.kind: must be a string, found an integer"])
  }

  @Test(arguments: [
    ("{kind: Mesh, name: x}", ".name: using name with kind Mesh is not yet supported"),
    ("{kind: Mesh, tags: {a: b}}", ".tags: must not be set with kind Mesh"),
    ("{kind: Mesh, labels: {a: b}}", ".labels: must not be set with kind Mesh"),
    ("{kind: Mesh, mesh: m}", ".mesh: must not be set with kind Mesh"),
    ("{kind: MeshSubset, name: x, tags: {a: b}}", ".name: must not be set with kind MeshSubset"),
    ("{kind: MeshSubset, tags: {a: \"\"}}", ".tags[\"a\"]: tag name and value must not be empty"),
    (
      "{kind: MeshSubset, tags: {a: b%}}",
      ".tags[\"a\"]: tag value must consist of alphanumeric characters, dots, dashes, colons and underscores"
    ),
    ("{kind: MeshService}", ".name: must be set with kind MeshService"),
    ("{kind: MeshService, name: \"\"}", ".name: must be set with kind MeshService"),
    ("{kind: MeshService, name: x, proxyTypes: [Sidecar]}", ".proxyTypes: must not be set with kind MeshService"),
    ("{kind: MeshService, name: x, labels: {a: b}}", ".labels: either labels or name and namespace must be specified"),
    (
      "{kind: MeshService, labels: {a: b}, sectionName: s}",
      ".sectionName: sectionName should not be combined with labels"
    ),
    ("{kind: MeshServiceSubset, name: x, namespace: n}", ".namespace: must not be set with kind MeshServiceSubset"),
    (
      "{kind: MeshService, name: Upper}",
      ".name: invalid characters: must consist of lower case alphanumeric characters, '-', '.' and '_'."
    ),
    ("{kind: Mesh, proxyTypes: [Car]}", ".proxyTypes[0]: \"proxyTypes\" must be one of [\"Sidecar\", \"Gateway\"]"),
  ])
  func fieldsGoWithKinds(_ target: String, _ finding: String) {
    #expect(findings(target: target) == ["\(top)\(finding)"])
  }

  @Test(arguments: [
    ("{kind: MeshExternalService}", ".name: must be set with kind MeshExternalService"),
    (
      "{kind: MeshExternalService, name: x, sectionName: s}",
      ".sectionName: must not be set with kind MeshExternalService"
    ),
    ("{kind: MeshExternalService, name: x, tags: {a: b}}", ".tags: must not be set with kind MeshExternalService"),
    ("{kind: MeshExternalService, name: x, labels: {a: b}}", ".labels: either labels or name must be specified"),
  ])
  func externalServicesAreNamedOrSelected(_ to: String, _ finding: String) {
    #expect(findings(to: to) == ["\(item)\(finding)"])
  }

  @Test func someTargetsAreForTheSystemOnly() {
    #expect(findings(target: "{kind: MeshGateway, name: edge}") == [])
    #expect(
      findings(target: "{kind: MeshGateway, name: edge}", labels: "{kuma.io/policy-role: consumer}")
        == ["\(top).kind: value is not supported"])
  }

  @Test func belowARouteOnlySomeItemsFit() {
    #expect(
      findings(target: "{kind: MeshHTTPRoute, name: r}", to: "{kind: MeshService, name: x}") == [
        "\(item).kind: value is not supported",
        "policy-field spec.to[0].default.connectionTimeout: can't be specified when top-level TargetRef is referencing "
          + "MeshHTTPRoute",
      ])
  }

  @Test func aTargetMustBeThere() {
    #expect(
      Stages("type: MeshTimeout\nname: t\nspec: {to: [{targetRef: {kind: Mesh}, default: {idleTimeout: 1s}}]}").findings
        == ["\(top): must be defined"])
    #expect(
      Stages("type: MeshTimeout\nname: t\nspec: {targetRef: {kind: Mesh}, to: [{default: {idleTimeout: 1s}}]}").findings
        == ["\(item): must be defined"])
    #expect(Stages("type: MeshTimeout\nname: t").findings == ["missing-field spec: must be defined"])
  }
}
