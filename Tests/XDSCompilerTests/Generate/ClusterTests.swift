import Testing

@testable import XDSCompiler

@Suite struct ClusterTests {
  private func clusters(
    _ resources: String, address: String = "192.168.0.1", options: CompileOptions = CompileOptions()
  ) throws -> EnvoyResources {
    let text = resources + dataplane(transparentProxying, address: address)
    let compilation = Pipeline(options).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    #expect(compilation.errorCount == 0, "\(compilation.diagnostics)")
    return try EnvoyResources("clusters", of: compilation)
  }

  @Test(
    arguments: [
      // Endpoints, the dataplane's address; type and lookup family.
      ("10.0.0.1", "192.168.0.1", "STATIC", nil), ("fd00::1", "192.168.0.1", "STATIC", nil),
      ("unix:///a", "192.168.0.1", "STATIC", nil),
      ("10.0.0.1 unix:///a", "192.168.0.1", "STATIC", nil), ("a.b", "192.168.0.1", "STRICT_DNS", "V4_ONLY"),
      ("a.b 10.0.0.1", "192.168.0.1", "STRICT_DNS", "V4_ONLY"),
      ("a.b fd00::1", "192.168.0.1", "STRICT_DNS", "V4_PREFERRED"),
      ("a.b ::ffff:10.0.0.1", "192.168.0.1", "STRICT_DNS", "V4_PREFERRED"), ("a.b", "fd00::9", "STRICT_DNS", nil),
      ("a.b fd00::1", "fd00::9", "STRICT_DNS", nil), ("a.b", "::ffff:10.0.0.1", "STRICT_DNS", "V4_ONLY"),
      ("a.b", "host.example", "STRICT_DNS", "V4_ONLY"), ("a.b unix:///a", "192.168.0.1", "STRICT_DNS", "V4_ONLY"),
    ] as [(String, String, String, String?)])
  func discovery(endpoints: String, address: String, type: String, family: String?) throws {
    let list = endpoints.split(separator: " ").map {
      #"{address: "\#($0)"\#($0.hasPrefix("unix") ? "" : ", port: 1")}"#
    }
    let clusters = try clusters(service("a", "endpoints: [\(list.joined(separator: ", "))]"), address: address)
    // AUTO is the zero value, which is not written.
    #expect(clusters.value("meshexternalservice_a", "type") == type)
    #expect(clusters.value("meshexternalservice_a", "dnsLookupFamily") == family)
  }

  @Test func endpointsAreSorted() throws {
    let clusters = try clusters(
      service(
        "a",
        "endpoints: [{address: 9.0.0.1, port: 2}, {address: 10.0.0.1, port: 2}, {address: 'unix:///b'}, {address: 10.0.0.1, port: 1}, {address: 'unix:///a'}]"
      ))
    let path = "loadAssignment.endpoints[0].lbEndpoints"
    let shown = (0..<6).map { index in
      let address = "\(path)[\(index)].endpoint.address"
      return clusters.value("meshexternalservice_a", "\(address).pipe.path")
        ?? clusters.value("meshexternalservice_a", "\(address).socketAddress.address").map { host in
          "\(host):\(clusters.value("meshexternalservice_a", "\(address).socketAddress.portValue") ?? "")"
        }
    }
    #expect(shown == ["/a", "/b", "10.0.0.1:1", "10.0.0.1:2", "9.0.0.1:2", nil])
    #expect(clusters.value("meshexternalservice_a", "\(path)[4].loadBalancingWeight") == "1")
  }

  @Test func unixSocketsBesideNamesHaveAClusterOfTheirOwn() throws {
    let text = service(
      "a.b", "match: {port: 80, protocol: grpc}",
      "endpoints: [{address: 'unix:///u'}, {address: a.example, port: 1}, {address: 10.0.0.1, port: 1}]",
      "tls: {enabled: true, verification: {mode: SkipAll}}")
    let clusters = try clusters(text)
    let (main, unix) = ("meshexternalservice_a.b", "meshexternalservice_a.b_unix")
    #expect(clusters.names.filter { !$0.contains("passthrough") } == [main, unix])
    #expect(clusters.value(unix, "altStatName") == "meshexternalservice_a_b_unix")
    #expect(clusters.value(unix, "loadAssignment.clusterName") == unix)
    #expect(clusters.value(unix, "loadAssignment.endpoints[0].lbEndpoints[0].endpoint.address.pipe.path") == "/u")
    #expect(clusters.value(unix, "loadAssignment.endpoints[0].lbEndpoints[1]") == nil)
    #expect(clusters.value(unix, "type") == "STATIC")
    for path in ["transportSocketMatches", "typedExtensionProtocolOptions"] {
      #expect(clusters.value(unix, path) != nil)
      #expect(clusters.value(unix, path) == clusters.value(main, path))
    }
    let compilation = Pipeline(CompileOptions()).compile([
      SourceFile(path: "a.yaml", bytes: Array((text + dataplane(transparentProxying)).utf8))
    ])
    let listeners = try EnvoyResources("listeners", of: compilation)
    let route =
      "filterChains[0].filters[0].typedConfig.routeConfig.virtualHosts[0].routes[0].route.weightedClusters.clusters"
    #expect(
      listeners.value(main, route)
        == "[{'name': '\(main)', 'weight': integer 2}, {'name': '\(unix)', 'weight': integer 1}]")
  }

  @Test(
    arguments: [
      ("tcp", nil), ("http", "{'httpProtocolOptions': {}}"), ("http2", "{'http2ProtocolOptions': {}}"),
      ("grpc", "{'http2ProtocolOptions': {}}"),
    ] as [(String, String?)])
  func protocols(name: String, expected: String?) throws {
    let clusters = try clusters(service("a", "match: {port: 1, protocol: \(name)}"))
    let options = clusters.value("meshexternalservice_a", "typedExtensionProtocolOptions")
    #expect((options != nil) == (expected != nil))
    if let expected { #expect(options?.contains(expected) == true) }
  }

  @Test(
    arguments: [
      // Locality aware, --zone; zone and priority.
      (true, "west", "west", nil), (true, nil, "west", "1"), (false, nil, "west", nil),
    ] as [(Bool, String?, String?, String?)])
  func localities(isAware: Bool, zone: String?, locality: String?, priority: String?) throws {
    var options = CompileOptions()
    options.zone = zone
    let clusters = try clusters(
      "{type: Mesh, name: default, routing: {localityAwareLoadBalancing: \(isAware)}}\n"
        + service("a", "^labels: {kuma.io/zone: west}"), options: options)
    #expect(clusters.value("meshexternalservice_a", "loadAssignment.endpoints[0].locality.zone") == locality)
    #expect(clusters.value("meshexternalservice_a", "loadAssignment.endpoints[0].priority") == priority)
  }

  @Test func labelsAreMetadata() throws {
    let clusters = try clusters(service("a", "^labels: {kuma.io/service: x, team: 'y', on: 'no'}") + service("b"))
    let path = "loadAssignment.endpoints[0].lbEndpoints[0].metadata"
    #expect(
      clusters.value("meshexternalservice_a", path)
        == "{'filterMetadata': {'envoy.lb': {'on': 'no', 'team': 'y'}, 'envoy.transport_socket_match': {'on': 'no', 'team': 'y'}}}"
    )
    #expect(clusters.value("meshexternalservice_b", path) == nil)
  }
}
