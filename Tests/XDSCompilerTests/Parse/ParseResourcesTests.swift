import Testing

@testable import XDSCompiler

@Suite struct ParseResourcesTests {
  @Test func otherKindsAreCounted() {
    expectFindings(
      """
      type: MeshGateway
      #     ^~~~~~~~~~~ skipped-kind: 2 MeshGateway resources were skipped: not a kind that is compiled
      name: a
      ---
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}}
      #                           ^~~~~~~~~~ skipped-kind: 1 Deployment resource was skipped: not a kind that is compiled
      ---
      {apiVersion: kuma.io/v1alpha1, kind: MeshGateway, metadata: {name: d}}
      ---
      {apiVersion: v1, kind: Secret, type: Opaque, metadata: {name: d}, data: {value: x}}
      #                      ^~~~~~ skipped-kind: 1 Secret resource was skipped: its type is not system.kuma.io/secret
      """)
  }

  @Test func aNearMissOfAKindIsAWarning() {
    let stages = expectFindings(
      """
      type: MeshExternalServices
      #     ^~~~~~~~~~~~~~~~~~~~ unknown-kind type: unknown kind "MeshExternalServices"
      # help: did you mean "MeshExternalService"?
      name: a
      """)
    #expect(stages.diagnostics.map(\.severity) == [.warning])
  }

  @Test func strictRefusesOtherKinds() {
    var options = CompileOptions()
    options.strict = true
    let stages = expectFindings(
      """
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}}
      #                           ^~~~~~~~~~ unknown-kind kind: unknown kind "Deployment"
      """, options: options)
    #expect(stages.diagnostics.map(\.severity) == [.error])
  }

  @Test func whatIsNoResourceIsAnError() {
    expectFindings(
      """
      [a]
      #< wrong-type: a resource must be a mapping, found a list
      ---
      name: a
      #< missing-field: a resource must say its type: "type" (Universal) or "apiVersion" and "kind" (Kubernetes)
      ---
      type: [x]
      #     ^~~ wrong-type type: must be a string, found a list
      ---
      kind: MeshExternalService
      #< missing-field apiVersion: must be defined
      ---
      apiVersion: kuma.io/v1alpha1
      #< missing-field kind: must be defined
      """)
  }

  @Test func theSameNameTwiceNamesBothPlaces() throws {
    let stages = expectFindings(
      """
      type: MeshExternalService
      name: a.n
      spec: {endpoints: [{address: 10.0.0.1, port: 1}]}
      ---
      apiVersion: kuma.io/v1alpha1
      kind: MeshExternalService
      metadata: {namespace: n, name: a}
      #                              ^ duplicate-resource metadata.name: MeshExternalService a.n in mesh default is defined twice
      ---
      type: MeshExternalService
      name: a.n
      mesh: other
      spec: {endpoints: [{address: 10.0.0.1, port: 1}]}
      """)
    let note = try #require(stages.diagnostics.first?.notes.first)
    #expect(note.message == "first defined here")
    #expect(note.range.line == 2 && note.range.column == 7)
    #expect(stages.services.map(\.coreName) == ["a.n", "a.n"])
  }

  @Test func listsNest() {
    let stages = Stages(
      """
      apiVersion: v1
      kind: List
      items:
      - {type: MeshExternalService, name: a}
      - apiVersion: kuma.io/v1alpha1
        kind: MeshExternalServiceList
        items:
        - {apiVersion: kuma.io/v1alpha1, kind: MeshExternalService, metadata: {name: b}}
      """)
    #expect(stages.parsed.services.map(\.header.coreName) == ["a", "b"])
  }
}
