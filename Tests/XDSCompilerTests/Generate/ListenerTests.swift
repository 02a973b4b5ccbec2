import Testing

@testable import XDSCompiler

@Suite struct ListenerTests {
  private func listeners(_ text: String) throws -> EnvoyResources {
    let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    #expect(compilation.errorCount == 0, "\(compilation.diagnostics)")
    return try EnvoyResources("listeners", of: compilation)
  }

  private let outbound = "outbound: [{port: 1, backendRef: {kind: MeshExternalService, name: a.b}}]"

  @Test func tcp() throws {
    let listeners = try listeners(service("a.b") + dataplane(outbound))
    #expect(listeners.names == ["outbound:127.0.0.1:1"])
    let filter = "filterChains[0].filters[0].typedConfig"
    #expect(listeners.value("outbound:127.0.0.1:1", "\(filter).statPrefix") == "a_b")
    #expect(listeners.value("outbound:127.0.0.1:1", "\(filter).cluster") == "meshexternalservice_a.b")
    #expect(listeners.value("outbound:127.0.0.1:1", "metadata") == "{'filterMetadata': {'io.kuma.tags': {}}}")
    #expect(listeners.value("outbound:127.0.0.1:1", "bindToPort") == nil)
  }

  @Test(arguments: [("http", 1), ("http2", 1), ("grpc", 2)]) func http(name: String, filters: Int) throws {
    let listeners = try listeners(
      service("a.b", "match: {protocol: \(name)}")
        + dataplane(outbound, "inbound: [{port: 1, tags: {kuma.io/service: x}}]"))
    #expect(listeners.names == ["meshexternalservice_a.b"])
    let manager = "filterChains[0].filters[0].typedConfig"
    func value(_ path: String) -> String? { listeners.value("meshexternalservice_a.b", "\(manager).\(path)") }
    #expect(value("statPrefix") == "meshexternalservice_a_b")
    #expect(value("routeConfig.name") == "meshexternalservice_a.b")
    #expect(value("routeConfig.validateClusters") == "false")
    #expect(
      value("routeConfig.requestHeadersToAdd") == "[{'header': {'key': 'x-kuma-tags', 'value': '&kuma.io/service=x&'}}]"
    )
    #expect(value("routeConfig.virtualHosts[0].name") == "a.b")
    #expect(value("routeConfig.virtualHosts[0].domains") == "['*']")
    #expect(value("routeConfig.virtualHosts[0].routes[0].name") == "9Zuf5Tg79OuZcQITwBbQykxAk2u4fRKrwYn3//AL4Yo=")
    #expect(
      value("routeConfig.virtualHosts[0].routes[0].route")
        == "{'cluster': 'meshexternalservice_a.b', 'autoHostRewrite': boolean true, 'timeout': '0s'}")
    #expect(value("httpFilters[\(filters - 1)].name") == "envoy.filters.http.router")
    #expect(value("httpFilters[\(filters)]") == nil)
    if name == "grpc" { #expect(value("httpFilters[0].typedConfig.emitFilterState") == "true") }
  }

  @Test func noTagsNoHeader() throws {
    let listeners = try listeners(service("a.b", "match: {protocol: http}") + dataplane(outbound))
    #expect(
      listeners.value(
        "meshexternalservice_a.b", "filterChains[0].filters[0].typedConfig.routeConfig.requestHeadersToAdd") == nil)
  }

  @Test func redirectedListenersDoNotBind() throws {
    let listeners = try listeners(service("a", "match: {port: 80}") + dataplane(transparentProxying))
    #expect(listeners.value("outbound:242.0.0.0:80", "bindToPort") == "false")
    #expect(listeners.value("outbound:passthrough:ipv4", "bindToPort") == nil)
  }

  @Test func chainsOfServicesWithoutAPortComeFirst() throws {
    let listeners = try listeners(
      service("b", "match: {protocol: http}") + service("a", #"^status: {vip: {ip: "fd00::1"}}"#) + service("c")
        + dataplane("transparentProxying: {redirectPortInbound: 1, redirectPortOutbound: 2, ipFamilyMode: DualStack}"))
    let ipv4 = "outbound:passthrough:ipv4"
    #expect(listeners.value(ipv4, "filterChains[0].name") == "b")
    #expect(
      listeners.value(ipv4, "filterChains[0].filterChainMatch")
        == "{'prefixRanges': [{'addressPrefix': '242.0.0.0', 'prefixLen': integer 32}]}")
    #expect(listeners.value(ipv4, "filterChains[0].filters[0].typedConfig.routeConfig.name") == "meshexternalservice_b")
    #expect(listeners.value(ipv4, "filterChains[1].name") == "c")
    #expect(listeners.value(ipv4, "filterChains[2].name") == nil)
    #expect(listeners.value(ipv4, "filterChains[2].filters[0].typedConfig.cluster") == ipv4)
    #expect(
      listeners.value("outbound:passthrough:ipv6", "filterChains[0].filterChainMatch.prefixRanges")
        == "[{'addressPrefix': 'fd00::1', 'prefixLen': integer 128}]")
    #expect(listeners.value("inbound:passthrough:ipv6", "filterChains[1]") == nil)
  }

  @Test func aMeshMayForbidPassthrough() throws {
    let text =
      "{type: Mesh, name: default, networking: {outbound: {passthrough: false}}}\n" + dataplane(transparentProxying)
    let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    #expect(try EnvoyResources("clusters", of: compilation).names == ["inbound:passthrough:ipv4"])
    #expect(
      try EnvoyResources("listeners", of: compilation).names
        == ["inbound:passthrough:ipv4", "kuma:dns", "outbound:passthrough:ipv4"])
  }
}
