import Testing

@testable import XDSCompiler

@Suite struct MeshTCPRouteTests {
  @Test func rules() {
    expectFindings(
      """
      type: MeshTCPRoute
      name: r
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: MeshExternalService, name: es}
          rules:
          - default: {backendRefs: []}
            #         ^~~~~~~~~~~ policy-field spec.to[0].rules[0].default.backendRefs: needs at least one item
        - targetRef: {kind: MeshExternalService, name: es}
          rules:
      #   ^~~~~ policy-field spec.to[1].rules: must have at most one item
          - default: {}
      #     ^~~~~~~ policy-field spec.to[1].rules[0].default.backendRefs: must be defined
          - {matches: []}
            #^~~~~~~ unknown-field spec.to[1].rules[1].matches: unknown field "matches"
      #     ^~~~~~~~~~~~~ policy-field spec.to[1].rules[1].default: must be defined
        - targetRef: {kind: Mesh}
          #                 ^~~~ target-ref spec.to[2].targetRef.kind: value is not supported
      """)
  }

  @Test func aTargetIsRequired() {
    #expect(Stages(policy("MeshTCPRoute", "r", "to: []")).findings == ["policy-field spec.to: needs at least one item"])
  }
}
