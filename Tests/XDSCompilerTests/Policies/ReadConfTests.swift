import Testing

@testable import XDSCompiler

@Suite struct ReadConfTests {
  @Test func everyFindingHasItsPlace() {
    expectFindings(
      """
      type: MeshTimeout
      name: t
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: Mesh}
          default:
            connectionTimeout: 0s
            #                  ^~ policy-field spec.to[0].default.connectionTimeout: must be greater than zero when defined
            idleTimeout: -1s
            #            ^~~ policy-field spec.to[0].default.idleTimeout: must not be negative when defined
            idleTimeouts: 1s
      #     ^~~~~~~~~~~~ unknown-field spec.to[0].default.idleTimeouts: unknown field "idleTimeouts"
            # help: did you mean "idleTimeout"?
            http:
              requestTimeout: 15
              #               ^~ wrong-type spec.to[0].default.http.requestTimeout: must be a duration such as 15s, found an integer
              streamIdleTimeout: soon
              #                  ^~~~ policy-field spec.to[0].default.http.streamIdleTimeout: must be a duration such as 15s or 1h30m
        - targetRef: {kind: Mesh}
          default: {}
      #   ^~~~~~~ policy-field spec.to[1].default: at least one timeout should be configured
        - targetRef: {kind: Mesh}
      #   ^~~~~~~~~ policy-field spec.to[2].default: at least one timeout should be configured
        - targetRef: {kind: Mesh}
          default: {http: {}}
          #         ^~~~ policy-field spec.to[3].default.http: at least one timeout in this section should be configured
      """)
  }

  @Test func sectionsMustHaveItems() {
    expectFindings(
      """
      type: MeshTimeout
      name: t
      spec: {targetRef: {kind: Mesh}}
      #< policy-field spec: at least one of 'from', 'to' has to be defined
      ---
      type: MeshRetry
      name: r
      spec: {targetRef: {kind: Mesh}, to: []}
      #                               ^~ policy-field spec.to: needs at least one item
      """)
  }

  @Test func unknownPoliciesAreErrors() {
    let stages = expectFindings(
      """
      type: MeshTimeouts
      #     ^~~~~~~~~~~~ unknown-kind type: unknown kind "MeshTimeouts"
      # help: did you mean "MeshTimeout"?
      name: t
      spec: {targetRef: {kind: Mesh}}
      """)
    #expect(stages.diagnostics.map(\.severity) == [.error])
    let foreign = "apiVersion: gateway.networking.k8s.io/v1\nkind: BackendTLSPolicy\nspec: {targetRef: {kind: Service}}"
    #expect(Stages(foreign).diagnostics.map(\.severity) == [.note], "of another project")
    #expect(Stages("type: MeshOPA\nname: t\nspec: {targetRef: {kind: Mesh}}").diagnostics.map(\.severity) == [.note])
  }

  @Test(arguments: [
    ("0", 0), ("15s", 15_000_000_000), ("1h30m", 5_400_000_000_000), ("250ms", 250_000_000), ("1.5s", 1_500_000_000),
    ("2us", 2000), ("3µs", 3000), ("4ns", 4), ("-5s", -5_000_000_000), ("20m0s", 1_200_000_000_000),
    (".5s", 500_000_000),
  ])
  func durationsAreThoseOfGo(_ text: String, _ nanoseconds: Int64) {
    #expect(GoDuration.parse(text.utf8) == .nanoseconds(nanoseconds))
  }

  @Test(arguments: ["", "s", "1", "1d", "1 s", "1s2", "..s", "3000000h", "1S", "0x1s", "-", "1e3s"])
  func otherTextsAreNoDurations(_ text: String) {
    #expect(GoDuration.parse(text.utf8) == nil)
  }

  @Test func aMergeRemembersWhatItOverrides() throws {
    let stages = Stages(
      service("es") + dataplane(transparentProxying) + timeout("a", 1) + timeout("b", 2) + timeout("c", 3))
    let conf = try #require(stages.plans.first?.policies?.policies(ofService: 0).first?.conf["connectionTimeout"])
    #expect(conf.string == "1s")
    #expect(conf.overridden.map(\.string) == ["3s", "2s"])
  }
}
