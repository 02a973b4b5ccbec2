import Testing

@testable import XDSCompiler

@Suite struct NormalizeDataplaneTests {
  private func only(_ text: String) throws -> Dataplane {
    try #require(Stages(text).normalized.meshes.first?.dataplanes.first)
  }

  @Test func theTagsHeaderIsSorted() throws {
    let result = try only(
      dataplane(
        "inbound:", "- {port: 1, tags: {kuma.io/service: web, version: v2, kuma.io/protocol: http}}",
        "- {port: 2, tags: {kuma.io/service: api, version: v10, a: x}, state: Ignored}",
        "- {port: 3, tags: {kuma.io/service: web}}"))
    #expect(result.tags.header == "&a=x&&kuma.io/protocol=http&&kuma.io/service=api,web&&version=v10,v2&")
    #expect(result.tags.service == "web")
  }

  @Test func gatewayTagsCount() throws {
    let result = try only(dataplane("gateway: {type: DELEGATED, tags: {kuma.io/service: gw}}"))
    #expect(result.tags.header == "&kuma.io/service=gw&")
    #expect(!result.isBuiltinGateway)
    #expect(try only(dataplane()).tags.header == nil)
  }

  @Test(arguments: [("10.0.0.1", false), ("fd00::1", true), ("::ffff:10.0.0.1", false), ("host.example", false)])
  func theAddressDecidesTheFamily(address: String, isIPv6: Bool) throws {
    #expect(try only(dataplane(address: address)).isIPv6 == isIPv6)
  }

  @Test(arguments: [
    ("{}", 0, 0, 0, false, false),
    ("{redirectPortInbound: 15006, redirectPortOutbound: 15001}", 15001, 15006, 15006, false, false),
    ("{redirectPortInbound: 15006, redirectPortInboundV6: 15010}", 0, 15006, 15006, true, false),
    ("{redirectPortInbound: 15006, redirectPortInboundV6: 15002}", 0, 15006, 15002, true, false),
    ("{redirectPortInbound: 15006, ipFamilyMode: DualStack}", 0, 15006, 15006, true, false),
    ("{redirectPortInbound: 15006, ipFamilyMode: IPv6}", 0, 15006, 15006, true, false),
    ("{redirectPortInbound: 15006, redirectPortInboundV6: 15002, ipFamilyMode: IPv4}", 0, 15006, 15002, false, true),
  ])
  func transparentProxy(
    text: String, outbound: Int, inbound: Int, inboundIPv6: Int, hasIPv6: Bool, isIPv4Only: Bool
  ) throws {
    let proxy = try #require(try only(dataplane("transparentProxying: \(text)")).transparentProxy)
    #expect(Int(proxy.redirectPortOutbound) == outbound)
    #expect(Int(proxy.redirectPortInbound) == inbound)
    #expect(Int(proxy.redirectPortInboundIPv6) == inboundIPv6)
    #expect(proxy.hasIPv6 == hasIPv6)
    #expect(proxy.isIPv4Only == isIPv4Only)
  }

  @Test func adminPort() throws {
    #expect(try only(dataplane()).adminPort == 9901)
    #expect(try only(dataplane("admin: {port: 1234}")).adminPort == 1234)
    #expect(try only(dataplane("admin: {port: 0}")).adminPort == 0)
  }

  @Test func everythingWrongIsSaid() {
    expectFindings(
      """
      type: Dataplane
      name: a
      networking:
        address: 0.0.0.0
      #          ^~~~~~~ dataplane-address networking.address: must not be 0.0.0.0 or ::
        inbound:
        - port: 80
      #   ^~~~ dataplane-tag networking.inbound[0].tags["kuma.io/service"]: tag has to exist
        - port: 81
          tags:
      #   ^~~~ dataplane-tag networking.inbound[1].tags["kuma.io/service"]: tag has to exist
            version: "50%"
      #              ^~~~~ dataplane-tag networking.inbound[1].tags["version"]: tag value must consist of alphanumeric characters, dots, dashes, colons and underscores
            "a b": c
      #     ^~~~~ dataplane-tag networking.inbound[1].tags["a b"]: tag name must consist of alphanumeric characters, dots, dashes, colons, slashes and underscores
        outbound:
        - {address: host.example, port: 1, tags: {kuma.io/service: x}}
      #             ^~~~~~~~~~~~ outbound-address networking.outbound[0].address: address has to be valid IP address
        - {port: 0, tags: {kuma.io/service: x}}
      #          ^ outbound-port networking.outbound[1].port: port must be in the range [1, 65535]
        - {port: 65536, tags: {kuma.io/service: x}}
      #          ^~~~~ outbound-port networking.outbound[2].port: port must be in the range [1, 65535]
        - tags: {kuma.io/service: x}
      #   ^~~~ outbound-port networking.outbound[3].port: port must be in the range [1, 65535]
        - {port: 1, backendRef: {kind: MeshExternalServic, name: x}}
      #                                ^~~~~~~~~~~~~~~~~~ outbound-backend networking.outbound[4].backendRef.kind: invalid value. Available values are: MeshExternalService,MeshService
      # help: did you mean "MeshExternalService"?
        - {port: 2, backendRef: {kind: MeshService, name: ""}}
      #                                                   ^~ outbound-backend networking.outbound[5].backendRef.name: cannot be empty
        transparentProxying: {redirectPortOutbound: 70000}
      #                                             ^~~~~ dataplane-field networking.transparentProxying.redirectPortOutbound: port must be in the range [0, 65535]
      ---
      type: Dataplane
      name: b
      networking: {}
      #< dataplane-address networking.address: address can't be empty
      ---
      type: Dataplane
      name: c
      networking: {address: "a b", gateway: {type: Other}}
      #                     ^~~~~ dataplane-address networking.address: address has to be valid IP address or domain name
      #                            ^~~~~~~ dataplane-tag networking.gateway.tags["kuma.io/service"]: tag has to exist
      #                                            ^~~~~ dataplane-field networking.gateway.type: "type" must be one of ["DELEGATED", "BUILTIN"]
      ---
      apiVersion: kuma.io/v1alpha1
      kind: Dataplane
      metadata: {name: d, namespace: n}
      spec: {networking: {address: ""}}
      #                            ^~ dataplane-address spec.networking.address: address can't be empty
      """)
  }

  @Test func twoOutboundsAtOneSocketClash() throws {
    let stages = expectFindings(
      """
      type: Dataplane
      name: a
      networking:
        address: 10.0.0.1
        outbound:
        - {port: 1, tags: {kuma.io/service: x}}
      #   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ outbound-skipped networking.outbound[0]: outbound skipped: it leads to the inside of the mesh
        - {address: "::1", port: 1, backendRef: {kind: MeshService, name: x}}
      #   ^ outbound-skipped networking.outbound[1]: outbound skipped: it leads to the inside of the mesh
        - {address: 127.0.0.1, port: 1, backendRef: {kind: MeshService, name: x}}
      #   ^ outbound-clash networking.outbound[2]: another outbound has address 127.0.0.1 and port 1 already
      #   ^ outbound-skipped networking.outbound[2]: outbound skipped: it leads to the inside of the mesh
        - {address: "0:0::1", port: 1, backendRef: {kind: MeshService, name: x}}
      #   ^ outbound-clash networking.outbound[3]: another outbound has address 0:0::1 and port 1 already
      #   ^ outbound-skipped networking.outbound[3]: outbound skipped: it leads to the inside of the mesh
      """)
    #expect(stages.diagnostics.filter { $0.id == .outboundClash }.compactMap { $0.notes.first?.range.line } == [6, 7])
  }
}
