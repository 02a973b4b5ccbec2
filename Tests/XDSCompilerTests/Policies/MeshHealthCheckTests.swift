import Testing

@testable import XDSCompiler

@Suite struct MeshHealthCheckTests {
  private func cluster(
    _ conf: String, protocol: String = "http", endpoint: String = "10.0.0.1", inbound: String = ""
  ) throws -> (String) -> String? {
    try outputs(
      "MeshHealthCheck", [conf],
      services: service(
        "es", "match: {port: 1, protocol: \(`protocol`)}", "endpoints: [{address: \(endpoint), port: 1}]"),
      dataplane: dataplane(inbound, transparentProxying)
    ).cluster("meshexternalservice_es")
  }

  /// Which of the kinds of checks a conf comes to.
  private func checker(_ conf: String, _ protocol: String) throws -> String? {
    let cluster = try cluster(conf, protocol: `protocol`)
    return ["http", "tcp", "grpc"].first { cluster("healthChecks[0].\($0)HealthCheck") != nil }
  }

  @Test func whatIsWrongIsSaid() {
    expectFindings(
      """
      type: MeshHealthCheck
      name: h
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: Mesh}
          default: {interval: 1s}
      #   ^~~~~~~ policy-field spec.to[0].default: must have at least one defined: http, tcp, grpc
        - targetRef: {kind: Mesh}
          default:
            interval: 0s
            #         ^~ policy-field spec.to[1].default.interval: must be greater than zero when defined
            timeout: 0s
            #        ^~ policy-field spec.to[1].default.timeout: must be greater than zero when defined
            initialJitter: 0s
            #              ^~ policy-field spec.to[1].default.initialJitter: must be greater than zero when defined
            intervalJitter: 0s
            #               ^~ policy-field spec.to[1].default.intervalJitter: must be greater than zero when defined
            noTrafficInterval: 0s
            #                  ^~ policy-field spec.to[1].default.noTrafficInterval: must be greater than zero when defined
            unhealthyThreshold: 0
            #                   ^ policy-field spec.to[1].default.unhealthyThreshold: must be greater than zero when defined
            healthyThreshold: 0
            #                 ^ policy-field spec.to[1].default.healthyThreshold: must be greater than zero when defined
            intervalJitterPercent: 101
            #                      ^~~ policy-field spec.to[1].default.intervalJitterPercent: must be in inclusive range [0, 100]
            healthyPanicThreshold: few
            #                      ^~~ policy-field spec.to[1].default.healthyPanicThreshold: string must be a valid number
            eventLogPath: log.txt
            #             ^~~~~~~ policy-field spec.to[1].default.eventLogPath: must be a valid path when defined
            http:
              path: ""
              #     ^~ policy-field spec.to[1].default.http.path: must be defined
              expectedStatuses: [99, 200, 600]
              #                  ^~ policy-field spec.to[1].default.http.expectedStatuses[0]: must be in inclusive range [100, 599]
              #                           ^~~ policy-field spec.to[1].default.http.expectedStatuses[2]: must be in inclusive range [100, 599]
              requestHeadersToAdd: {set: [{value: v}]}
              #                           ^~~~~~~~~~ policy-field spec.to[1].default.http.requestHeadersToAdd.set[0].name: must be defined
            tcp: {send: "", receive: [""]}
            #           ^~ policy-field spec.to[1].default.tcp.send: must not be empty
            #                         ^~ policy-field spec.to[1].default.tcp.receive[0]: must not be empty
        - targetRef: {kind: Mesh}
          default: {healthyPanicThreshold: "100.1", tcp: {}}
          #                                ^~~~~~~ policy-field spec.to[2].default.healthyPanicThreshold: must be in inclusive range [0.0, 100.0]
      """)
  }

  @Test(arguments: [
    ("http: {}", "http", "http"), ("http: {}", "http2", "http"), ("http: {}", "grpc", nil), ("http: {}", "tcp", nil),
    ("grpc: {}", "grpc", "grpc"), ("grpc: {}", "http", nil), ("tcp: {}", "tcp", "tcp"),
    ("tcp: {}", "http", "tcp"), ("tcp: {}", "http2", "tcp"), ("tcp: {}", "grpc", "tcp"),
    ("tcp: {}, http: {}, grpc: {}", "http2", "http"), ("tcp: {}, http: {}, grpc: {}", "grpc", "grpc"),
    ("tcp: {}, http: {disabled: true}", "http", "tcp"), ("tcp: {disabled: true}", "http", nil),
    ("tcp: {}, grpc: {disabled: true}", "grpc", "tcp"), ("http: {disabled: true}", "http", nil),
  ])
  func theProtocolDecides(_ sections: String, _ protocol: String, _ expected: String?) throws {
    #expect(try checker("{\(sections)}", `protocol`) == expected)
  }

  @Test func sectionsForOtherProtocolsAreWarnings() {
    #expect(
      Stages(
        service("es", "match: {port: 1}") + dataplane(transparentProxying)
          + policy(
            "MeshHealthCheck", "h",
            "to: [{targetRef: {kind: MeshExternalService, name: es}, default: {http: {}, grpc: {}, tcp: {}}}]")
      ).findings == [
        "policy-no-effect spec.to[0].default.http: section http has no effect: the protocol here is tcp",
        "policy-no-effect spec.to[0].default.grpc: section grpc has no effect: the protocol here is tcp",
      ])
  }

  @Test func defaultsAreWritten() throws {
    #expect(
      try cluster("{http: {}}")("healthChecks") == "[{timeout: 15s, interval: 60s, unhealthyThreshold: 5, "
        + "healthyThreshold: 1, httpHealthCheck: {path: /}}]")
    #expect(
      try cluster("{tcp: {}}", protocol: "tcp")("healthChecks[0].tcpHealthCheck") == "{}")
  }

  @Test func whatIsGivenIsWritten() throws {
    let cluster = try cluster(
      """
      {interval: 1s, timeout: 2s, unhealthyThreshold: 3, healthyThreshold: 4, initialJitter: 5s, intervalJitter: 6s, \
      intervalJitterPercent: 7, eventLogPath: /log, alwaysLogHealthCheckFailures: true, noTrafficInterval: 8s, \
      reuseConnection: false, grpc: {serviceName: s, authority: a}}
      """, protocol: "grpc", endpoint: "a.example")
    #expect(
      cluster("healthChecks") == "[{timeout: 2s, interval: 1s, intervalJitter: 6s, unhealthyThreshold: 3, "
        + "healthyThreshold: 4, reuseConnection: false, grpcHealthCheck: {serviceName: s, authority: a}, "
        + "noTrafficInterval: 8s, intervalJitterPercent: 7, alwaysLogHealthCheckFailures: true, initialJitter: 5s, "
        + "eventLogger: [{name: envoy.health_check.event_sinks.file, typedConfig: {@type: type.googleapis.com/"
        + "envoy.extensions.health_check.event_sinks.file.v3.HealthCheckEventFileSink, eventLogPath: /log}}]}]")
    #expect(cluster("loadAssignment.endpoints[0].lbEndpoints[0].endpoint.healthCheckConfig") == nil, "authority wins")
  }

  @Test func requestsCarryTheTagsAndTheHeaders() throws {
    let cluster = try cluster(
      """
      {http: {path: /ok, expectedStatuses: [200, 204], requestHeadersToAdd: \
      {set: [{name: a, value: "1,2"}], add: [{name: b, value: "3,4"}]}}}
      """, protocol: "http2", inbound: "inbound: [{port: 1, tags: {kuma.io/service: web}}]")
    #expect(
      cluster("healthChecks[0].httpHealthCheck") == "{path: /ok, requestHeadersToAdd: ["
        + "{header: {key: x-kuma-tags, value: &kuma.io/service=web&}}, {header: {key: b, value: 3}}, "
        + "{header: {key: b, value: 4}}, {header: {key: a, value: 1}, appendAction: OVERWRITE_IF_EXISTS_OR_ADD}, "
        + "{header: {key: a, value: 2}}], expectedStatuses: [{start: 200, end: 201}, {start: 204, end: 205}], "
        + "codecClientType: HTTP2}")
  }

  @Test func dataplanesOfOtherTagsHaveChecksOfTheirOwn() throws {
    let text =
      service("es", "match: {port: 1, protocol: http}")
      + dataplane("inbound: [{port: 1, tags: {kuma.io/service: a}}]", transparentProxying, named: "a")
      + dataplane("inbound: [{port: 1, tags: {kuma.io/service: b}}]", transparentProxying, named: "b")
      + policy("MeshHealthCheck", "h", "to: [{targetRef: {kind: Mesh}, default: {http: {}}}]")
    let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    for name in ["a", "b"] {
      let clusters = try EnvoyResources("clusters", of: compilation, dataplane: name)
      #expect(
        clusters.value("meshexternalservice_es", "healthChecks[0].httpHealthCheck.requestHeadersToAdd[0].header.value")
          == "&kuma.io/service=\(name)&")
    }
  }

  @Test func payloadsAreHexadecimal() throws {
    #expect(
      try cluster("{tcp: {send: \"ping\\n\", receive: [pö, g]}}", protocol: "tcp")("healthChecks[0].tcpHealthCheck")
        == "{send: {text: 70696e670a}, receive: [{text: 70c3b6}, {text: 67}]}")
  }

  @Test func endpointsAreAskedByTheirOwnNames() throws {
    let host = "loadAssignment.endpoints[0].lbEndpoints[0].endpoint.healthCheckConfig.hostname"
    #expect(try cluster("{http: {}}", endpoint: "a.example")(host) == "a.example")
    #expect(try cluster("{grpc: {}}", protocol: "grpc", endpoint: "a.example")(host) == "a.example")
    #expect(try cluster("{http: {}}", endpoint: "10.0.0.1")(host) == nil)
    #expect(try cluster("{tcp: {}}", protocol: "tcp", endpoint: "a.example")(host) == nil)
  }

  @Test func panicIsSetWithAndWithoutAnyCheck() throws {
    let conf = "{healthyPanicThreshold: \"62.9\", failTrafficOnPanic: true, grpc: {}}"
    for `protocol` in ["http", "grpc"] {
      #expect(
        try cluster(conf, protocol: `protocol`)("commonLbConfig")
          == "{healthyPanicThreshold: {value: 62.9}, zoneAwareLbConfig: {failTrafficOnPanic: true}}")
    }
    #expect(try cluster("{grpc: {}}")("commonLbConfig") == nil)
  }
}
