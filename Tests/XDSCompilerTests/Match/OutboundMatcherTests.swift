import Testing

@testable import XDSCompiler

/// Which services a dataplane reaches, and where.
@Suite struct OutboundMatcherTests {
  /// Listeners as `name address port`, with `redirected` where they do not bind.
  private func outbounds(_ stages: Stages) throws -> [String] {
    try #require(stages.plans.first).outbounds.map {
      "\($0.listenerName) \($0.address) \($0.port)\($0.bindsToPort ? "" : " redirected")"
    }
  }

  private func outbound(_ name: String, port: Int, address: String? = nil) -> String {
    "- {\(address.map { "address: '\($0)', " } ?? "")port: \(port), backendRef: {kind: MeshExternalService, name: \(name)}}"
  }

  @Test func aTransparentProxyReachesEveryServiceOfItsMesh() throws {
    let stages = Stages(
      service("b", "match: {port: 80, protocol: http}") + service("a", "match: {port: 90}")
        + service("c", mesh: "other", "match: {port: 1}") + dataplane(transparentProxying))
    #expect(
      try outbounds(stages) == [
        "meshexternalservice_b 242.0.0.1 80 redirected", "outbound:242.0.0.0:90 242.0.0.0 90 redirected",
      ])
  }

  @Test(arguments: ["{redirectPortInbound: 1}", "{redirectPortOutbound: 1}", "{}"])
  func withoutBothRedirectPortsListenersBind(_ proxy: String) throws {
    let stages = Stages(service("a", "match: {port: 80}") + dataplane("transparentProxying: \(proxy)"))
    #expect(try outbounds(stages) == ["outbound:242.0.0.0:80 242.0.0.0 80"])
  }

  @Test func explicitOutbounds() throws {
    let stages = Stages(
      service("a", "match: {port: 80}") + service("b") + service("c", "match: {port: 80}")
        + dataplane(
          "outbound:", outbound("a", port: 1), outbound("b", port: 2, address: "fd00::1"),
          outbound("a", port: 3, address: "192.168.0.1")))
    #expect(
      try outbounds(stages) == [
        "outbound:127.0.0.1:1 127.0.0.1 1", "outbound:192.168.0.1:3 192.168.0.1 3", "outbound:[fd00::1]:2 fd00::1 2",
      ])
    #expect(stages.plans.first?.services == [0, 1])
    #expect(stages.plans.first?.passthroughChains.isEmpty == true)
  }

  @Test func theRedirectLeavesLoopbackAlone() throws {
    let stages = Stages(
      service("a")
        + dataplane(
          transparentProxying, "outbound:", outbound("a", port: 1), outbound("a", port: 2, address: "::1"),
          outbound("a", port: 3, address: "10.0.0.5")))
    #expect(
      try outbounds(stages) == [
        "outbound:10.0.0.5:3 10.0.0.5 3 redirected", "outbound:127.0.0.1:1 127.0.0.1 1", "outbound:[::1]:2 ::1 2",
      ])
  }

  @Test func severalListenersOfAnHTTPServiceHaveNamesOfTheirOwn() throws {
    let http = "match: {port: 80, protocol: http2}"
    let several = Stages(
      service("a", http) + dataplane("outbound:", outbound("a", port: 1), outbound("a", port: 2, address: "::1")))
    #expect(
      try outbounds(several) == [
        "meshexternalservice_a:127.0.0.1:1 127.0.0.1 1", "meshexternalservice_a:[::1]:2 ::1 2",
      ])
    let withVIP = Stages(service("a", http) + dataplane(transparentProxying, "outbound:", outbound("a", port: 1)))
    #expect(
      try outbounds(withVIP) == [
        "meshexternalservice_a:127.0.0.1:1 127.0.0.1 1", "meshexternalservice_a:242.0.0.0:80 242.0.0.0 80 redirected",
      ])
    // What is dropped does not count, and neither does a passthrough chain.
    let dropped = Stages(
      service("a", http) + dataplane(transparentProxying, "outbound:", outbound("a", port: 1, address: "242.0.0.0")))
    #expect(try outbounds(dropped) == ["meshexternalservice_a 242.0.0.0 80 redirected"])
    let chain = Stages(
      service("a", "match: {protocol: http}") + dataplane(transparentProxying, "outbound:", outbound("a", port: 1)))
    #expect(try outbounds(chain) == ["meshexternalservice_a 127.0.0.1 1"])
    #expect(chain.plans.first?.passthroughChains.map(\.vip.text) == ["242.0.0.0"])
  }

  @Test func outboundsThatLeadNowhere() {
    let stages = expectFindings(
      """
      {type: MeshExternalService, name: plain, spec: {match: {port: 1}, endpoints: [{address: 10.0.0.1, port: 1}]}}
      ---
      {type: MeshExternalService, name: zoned, labels: {kuma.io/zone: east}, spec: {endpoints: [{address: 10.0.0.1, port: 1}]}}
      ---
      {type: MeshExternalService, name: extended, spec: {extension: {type: X}}}
      #                                                                    ^ extension-skipped: extension "X" compiles to no Envoy resources here
      ---
      type: Dataplane
      name: dp
      networking:
        address: 192.168.0.1
        transparentProxying: {redirectPortInbound: 15006, redirectPortOutbound: 15001}
        outbound:
        - {port: 1, backendRef: {kind: MeshExternalService, name: plan}}
      #                                                           ^~~~ outbound-unknown networking.outbound[0].backendRef.name: no MeshExternalService "plan" in mesh default
      # help: did you mean "plain"?
        - {port: 2, backendRef: {kind: MeshExternalService, name: zoned}}
      #   ^ outbound-skipped networking.outbound[1]: outbound skipped: the service belongs to zone east
        - {port: 3, backendRef: {kind: MeshExternalService, name: extended}}
      #   ^ outbound-skipped networking.outbound[2]: outbound skipped: the service belongs to an extension
        - {address: 242.0.0.1, port: 4, backendRef: {kind: MeshExternalService, name: plain}}
      #   ^ outbound-skipped networking.outbound[3]: outbound skipped: 242.0.0.1 is a VIP, which a transparent proxy has a listener for already
      """, options: west)
    #expect(stages.plans.isEmpty)
  }

  private var west: CompileOptions {
    var options = CompileOptions()
    options.zone = "west"
    return options
  }

  @Test func zones() throws {
    let text =
      service("a", "^labels: {kuma.io/zone: west}", "match: {port: 1}")
      + service("b", "^labels: {kuma.io/zone: east}", "match: {port: 2}") + service("c", "match: {port: 3}")
      + dataplane(transparentProxying)
    #expect(
      try outbounds(Stages(text, options: west)).map { $0.split(separator: " ")[0] }
        == ["outbound:242.0.0.0:1", "outbound:242.0.0.2:3"])
    #expect(try outbounds(Stages(text)).count == 3)
  }

  @Test func aMeshMayForbidAccess() throws {
    let stages = expectFindings(
      """
      type: Mesh
      name: default
      routing: {defaultForbidMeshExternalServiceAccess: true}
      #                                                 ^~~~ access-forbidden routing.defaultForbidMeshExternalServiceAccess: no traffic of mesh default reaches a MeshExternalService: 1 left out
      ---
      {type: MeshExternalService, name: a, spec: {match: {port: 1}, endpoints: [{address: 10.0.0.1, port: 1}]}}
      ---
      {type: HostnameGenerator, name: g, spec: {selector: {meshExternalService: {}}, template: a.mesh}}
      ---
      type: Dataplane
      name: dp
      networking:
        address: 192.168.0.1
        transparentProxying: {redirectPortInbound: 15006, redirectPortOutbound: 15001}
        outbound:
        - {port: 1, backendRef: {kind: MeshExternalService, name: a}}
      #   ^ outbound-skipped: outbound skipped: the mesh forbids access to external services
      """)
    let plan = try #require(stages.plans.first)
    #expect(plan.outbounds.isEmpty && plan.services.isEmpty && plan.dnsDomains?.isEmpty == true)
  }

  @Test func aZoneEgressIsRefused() {
    let stages = expectFindings(
      """
      type: Mesh
      name: default
      routing: {zoneEgress: true}
      #                     ^~~~ zone-egress routing.zoneEgress: external traffic through a zone egress is not compiled
      ---
      {type: MeshExternalService, name: a, spec: {endpoints: [{address: 10.0.0.1, port: 1}]}}
      ---
      {type: Dataplane, name: dp, networking: {address: 192.168.0.1}}
      """)
    #expect(stages.plans.isEmpty)
  }

  @Test func builtinGatewaysAreSkipped() {
    let stages = expectFindings(
      """
      type: Dataplane
      name: gw
      #     ^~ gateway-skipped name: a builtin gateway is configured by its routes, so it gets no folder
      networking: {address: 192.168.0.1, gateway: {type: BUILTIN, tags: {kuma.io/service: gw}}}
      """)
    #expect(stages.plans.isEmpty)
  }

  @Test func servicesWithoutAPortNeedThePassthroughListener() throws {
    let pinned = #"^status: {vip: {ip: "fd00::1"}}"#
    let good = Stages(
      service("b", pinned) + service("a")
        + dataplane("transparentProxying: {redirectPortInbound: 1, redirectPortOutbound: 2, ipFamilyMode: DualStack}"))
    #expect(try #require(good.plans.first).passthroughChains.map(\.vip.text) == ["242.0.0.0", "fd00::1"])
    let noPort = Stages(service("a") + dataplane("transparentProxying: {redirectPortInbound: 1}"))
    #expect(noPort.diagnostics.map(\.id) == [.portlessListener])
    #expect(noPort.diagnostics.first?.path == "networking.transparentProxying.redirectPortOutbound")
    let noIPv6 = Stages(
      service("a", pinned)
        + dataplane("transparentProxying: {redirectPortInbound: 1, redirectPortOutbound: 2, ipFamilyMode: IPv4}"))
    #expect(noIPv6.diagnostics.map(\.id) == [.portlessListener])
    #expect(noIPv6.diagnostics.first?.path == "networking.transparentProxying.ipFamilyMode")
    #expect(noPort.plans.isEmpty && noIPv6.plans.isEmpty)
  }

  @Test func onlyWhatIsAskedFor() {
    let text =
      dataplane(named: "a") + dataplane(named: "b") + dataplane(named: "a", mesh: "other")
      + dataplane(named: "c", mesh: "other")
    func plans(_ change: (inout CompileOptions) -> Void) -> [String] {
      var options = CompileOptions()
      change(&options)
      return Stages(text, options: options).plans.map { "\($0.mesh.name)/\($0.dataplane.header.coreName)" }
    }
    #expect(plans { _ in } == ["default/a", "default/b", "other/a", "other/c"])
    #expect(plans { $0.meshes = ["other"] } == ["other/a", "other/c"])
    #expect(plans { $0.dataplanes = ["a", "c"] } == ["default/a", "other/a", "other/c"])
    #expect(
      plans {
        $0.dataplanes = ["a"]; $0.meshes = ["default"]
      } == ["default/a"])
  }
}
