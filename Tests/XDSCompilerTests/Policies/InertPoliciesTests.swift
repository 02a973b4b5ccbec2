import Testing

@testable import XDSCompiler

/// Policies that are read and checked, and change nothing.
@Suite struct InertPoliciesTests {
  /// A policy of each kind that uses every field.
  private static let policies = [
    policy(
      "MeshFaultInjection", "p",
      """
      from: [{targetRef: {kind: MeshSubset, tags: {a: b}}, default: {http: [{
        abort: {httpStatus: 500, percentage: "2.5"}, delay: {value: 5s, percentage: 5},
        responseBandwidth: {limit: 50 Mbps, percentage: 50}}]}}]
      """),
    policy(
      "MeshRateLimit", "p",
      """
      from: [{targetRef: {kind: Mesh}, default: {local: {
        http: {disabled: false, requestRate: {num: 5, interval: 10s}, onRateLimit: {status: 423, headers: {
          set: [{name: a, value: b}], add: [{name: c, value: d}]}}},
        tcp: {disabled: true, connectionRate: {num: 5, interval: 50ms}}}}}]
      """),
    policy(
      "MeshTrafficPermission", "p",
      """
      from: [{targetRef: {kind: Mesh}, default: {action: Deny}},
        {targetRef: {kind: MeshService, name: web}, default: {action: Allow}},
        {targetRef: {kind: MeshServiceSubset, name: web, tags: {v: "1"}}, default: {action: AllowWithShadowDeny}}]
      """),
    policy(
      "MeshCircuitBreaker", "p",
      "from: [{targetRef: {kind: Mesh}, default: {connectionLimits: {maxConnections: 1}}}]"),
    policy(
      "MeshAccessLog", "p",
      "from: [{targetRef: {kind: Mesh}, default: {backends: []}}]"),
    policy(
      "MeshMetric", "p",
      """
      default: {
        sidecar: {includeUnused: true, profiles: {appendProfiles: [{name: Basic}],
          exclude: [{type: Regex, match: a.*}], include: [{type: Exact, match: abc}]}},
        applications: [{name: a, path: /m, address: 127.0.0.1, port: 80}],
        backends: [{type: Prometheus, prometheus: {clientId: c, port: 5670, path: /metrics, tls: {mode: ProvidedTLS}}},
          {type: OpenTelemetry, openTelemetry: {endpoint: "otel:4317", refreshInterval: 30s}}]}
      """),
  ]

  @Test(arguments: policies) func theyChangeNothingAndSayWhy(_ policy: String) throws {
    let mesh =
      service("es", "match: {port: 1, protocol: http}")
      + dataplane("inbound: [{port: 1, tags: {kuma.io/service: web}}]", transparentProxying)
    func compile(_ text: String) -> Compilation {
      Pipeline(.partial).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    }
    let compilation = compile(mesh + policy)
    #expect(try compilation.files() == compile(mesh).files())
    let note = try #require(compilation.diagnostics.first)
    #expect(compilation.diagnostics.count == 1)
    #expect(note.id == .policyInert)
    #expect(note.severity == .note)
    let kind = try #require(note.resource?.kind)
    #expect(note.message.hasPrefix("\(kind) has no effect on external services: "))
  }

  @Test func faultsAreChecked() {
    expectFindings(
      """
      type: MeshFaultInjection
      name: f
      spec:
        targetRef: {kind: Mesh}
        from:
        - targetRef: {kind: Mesh}
          default: {}
      #   ^~~~~~~ policy-field spec.from[0].default.http: must be defined
        - targetRef: {kind: Mesh}
          default:
            http:
            - abort: {httpStatus: 99, percentage: 101}
              #                   ^~ policy-field spec.from[1].default.http[0].abort.httpStatus: must be in inclusive range [100, 599]
              #                                   ^~~ policy-field spec.from[1].default.http[0].abort.percentage: must be in inclusive range [0.0, 100.0]
              delay: {value: 5s}
      #       ^~~~~ policy-field spec.from[1].default.http[0].delay.percentage: must be defined
              responseBandwidth: {limit: 5 knots, percentage: most}
              #                          ^~~~~~~ policy-field spec.from[1].default.http[0].responseBandwidth.limit: must be a whole number with the unit kbps, Mbps or Gbps
              #                                               ^~~~ policy-field spec.from[1].default.http[0].responseBandwidth.percentage: string must be a valid number
      ---
      type: MeshFaultInjection
      name: g
      spec: {targetRef: {kind: Mesh}}
      #< policy-field spec: at least one of 'from', 'to' has to be defined
      """)
  }

  @Test func limitsAreChecked() {
    expectFindings(
      """
      type: MeshRateLimit
      name: r
      spec:
        targetRef: {kind: Mesh}
        from:
        - targetRef: {kind: Mesh}
          default: {local: {}}
          #         ^~~~~ policy-field spec.from[0].default.local: must have at least one defined: tcp, http
        - targetRef: {kind: Mesh}
          default:
            local:
              http: {requestRate: {num: 0, interval: 49ms}}
              #                         ^ policy-field spec.from[1].default.local.http.requestRate.num: must be greater than 0
              #                                      ^~~~ policy-field spec.from[1].default.local.http.requestRate.interval: must be greater than: 50ms
              tcp: {connectionRate: {num: 1}}
              #     ^~~~~~~~~~~~~~ policy-field spec.from[1].default.local.tcp.connectionRate.interval: must be defined
      """)
  }

  @Test func permissionsAreChecked() {
    expectFindings(
      """
      type: MeshTrafficPermission
      name: p
      spec:
        targetRef: {kind: Mesh}
        from:
        - targetRef: {kind: MeshExternalService, name: es}
          #                 ^~~~~~~~~~~~~~~~~~~ target-ref spec.from[0].targetRef.kind: value is not supported
          default: {action: ALLOW}
          #                 ^~~~~ policy-field spec.from[0].default.action: "action" must be one of ["Allow", "Deny", "AllowWithShadowDeny"]
        - targetRef: {kind: Mesh}
          default: {}
      #   ^~~~~~~ policy-field spec.from[1].default.action: must be defined
      ---
      type: MeshTrafficPermission
      name: q
      spec: {targetRef: {kind: Mesh}}
      #< policy-field spec.from: needs at least one item
      """)
  }

  @Test func metricsAreChecked() {
    expectFindings(
      """
      type: MeshMetric
      name: m
      spec:
        targetRef: {kind: Mesh}
        default:
          sidecar: {profiles: {appendProfiles: [{name: Most}], exclude: [{match: a}]}}
          #                                            ^~~~ policy-field spec.default.sidecar.profiles.appendProfiles[0].name: "name" must be one of ["All", "Basic", "None"]
          #                                                              ^~~~~~~~~~ policy-field spec.default.sidecar.profiles.exclude[0].type: must be defined
          applications: [{port: 65536}]
          #                     ^~~~~ policy-field spec.default.applications[0].port: port must be a valid (1-65535)
          backends:
          - type: Prometheus
      #     ^~~~ policy-field spec.default.backends[0].prometheus: must be defined
          - type: OpenTelemetry
      #     ^~~~ policy-field spec.default.backends[1].openTelemetry: must be defined
          - {type: OpenTelemetry, openTelemetry: {endpoint: ""}}
          #                                                 ^~ policy-field spec.default.backends[2].openTelemetry.endpoint: must be defined
      """)
  }
}
