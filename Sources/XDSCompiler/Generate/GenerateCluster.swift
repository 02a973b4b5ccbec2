import EnvoyAPI

/// Makes the clusters of external services.
struct ClusterGenerator {
  let mesh: NormalizedMesh
  /// Whether the dataplane's own address is IPv6.
  let isIPv6: Bool
  let localZone: String?
  let policies: PolicyApplier?
  let arena: Arena

  /// One cluster, or two where unix sockets stand beside DNS names: Envoy drops the odd ones of a mixture silently.
  ///
  /// - Parameter transportSocket: shared by both; nil without TLS.
  func clusters(
    for service: ExternalService, transportSocket: TransportSocket?
  ) -> [(name: String, cluster: Cluster)] {
    guard service.splitsUnixEndpoints else {
      return [cluster(service.clusterName, service.endpoints, of: service, transportSocket)]
    }
    return [
      cluster(service.clusterName, service.endpoints.filter { !$0.isUnix }, of: service, transportSocket),
      cluster(service.unixClusterName, service.endpoints.filter(\.isUnix), of: service, transportSocket),
    ]
  }

  private func cluster(
    _ name: String, _ endpoints: [ExternalService.Endpoint], of service: ExternalService,
    _ transportSocket: TransportSocket?
  ) -> (name: String, cluster: Cluster) {
    let cluster = Cluster(arena) {
      $0.name = name
      let altStatName = statName(name)
      if altStatName != name { $0.altStatName = altStatName }
      if endpoints.contains(where: \.isDNS) {
        $0.type = .strictDns
        $0.dnsLookupFamily = dnsLookupFamily(endpoints)
      } else {
        $0.type = .static
      }
      $0.loadAssignment = loadAssignment(name, endpoints, of: service)
      if let options = httpProtocolOptions(service.protocol) {
        $0.typedExtensionProtocolOptions = [(EnvoyExtension.httpProtocolOptions, .packing(options))]
      }
      if let transportSocket, let tls = service.tls {
        $0.transportSocketMatches = [
          Cluster.TransportSocketMatch(arena) {
            $0.name = tls.name
            $0.transportSocket = transportSocket
          }
        ]
      }
    }
    return (name, cluster)
  }

  /// IPv4 only, unless the dataplane itself has an IPv6 address; an IPv6 literal beside a DNS name must not be dropped.
  private func dnsLookupFamily(_ endpoints: [ExternalService.Endpoint]) -> Cluster.DnsLookupFamily {
    if isIPv6 { return .auto }
    let hasIPv6Literal = endpoints.contains {
      if case .ip(let text) = $0.address { text.utf8.contains(UInt8(ascii: ":")) } else { false }
    }
    return hasIPv6Literal ? .v4Preferred : .v4Only
  }

  private func loadAssignment(
    _ clusterName: String, _ endpoints: [ExternalService.Endpoint], of service: ExternalService
  ) -> ClusterLoadAssignment {
    ClusterLoadAssignment(arena) {
      $0.clusterName = clusterName
      $0.endpoints = [
        LocalityLbEndpoints(arena) {
          if let zone = service.zone {
            $0.locality = Locality(arena) { $0.zone = zone }
            if mesh.isLocalityAware, zone != localZone { $0.priority = 1 }
          }
          $0.lbEndpoints = endpoints.sorted(by: ExternalService.Endpoint.inOrder).map { lbEndpoint($0, of: service) }
        }
      ]
    }
  }

  private func lbEndpoint(_ endpoint: ExternalService.Endpoint, of service: ExternalService) -> LbEndpoint {
    LbEndpoint(arena) {
      $0.endpoint = Endpoint(arena) { $0.address = address(endpoint) }
      $0.loadBalancingWeight = 1
      guard !service.endpointLabels.isEmpty else { return }
      let labels = StructMessage(
        arena, service.endpointLabels.map { ($0.key, StructValue.string($0.value)) })
      $0.metadata = Metadata(arena) {
        $0.filterMetadata = [(MetadataKey.loadBalancing, labels), (MetadataKey.transportSocketMatch, labels)]
      }
    }
  }

  private func address(_ endpoint: ExternalService.Endpoint) -> Address {
    Address(arena) {
      switch endpoint.address {
      case .ip(let host), .dns(let host):
        $0.socketAddress = SocketAddress(arena) {
          $0.address = host
          $0.portValue = UInt32(endpoint.port)
        }
      case .unix(let path):
        $0.pipe = Pipe(arena) { $0.path = path }
      }
    }
  }

  private func httpProtocolOptions(_ protocol: ExternalService.ServiceProtocol) -> UpstreamHttpProtocolOptions? {
    guard `protocol` != .tcp else { return nil }
    return UpstreamHttpProtocolOptions(arena) {
      $0.explicitHttpConfig = UpstreamHttpProtocolOptions.ExplicitHttpConfig(arena) {
        switch `protocol` {
        case .http: $0.httpProtocolOptions = Http1ProtocolOptions(arena)
        case .http2, .grpc: $0.http2ProtocolOptions = Http2ProtocolOptions(arena)
        case .tcp: break
        }
      }
    }
  }
}

extension ExternalService.Endpoint {
  /// By address bytes, then port, then path; unix sockets have no address, so they come first.
  static func inOrder(_ a: Self, _ b: Self) -> Bool {
    let (x, y) = (a.sortAddress, b.sortAddress)
    if x != y { return x.isBefore(y) }
    if a.port != b.port { return a.port < b.port }
    return a.sortPath.isBefore(b.sortPath)
  }

  private var sortAddress: String {
    switch address {
    case .ip(let text), .dns(let text): text
    case .unix: ""
    }
  }

  private var sortPath: String {
    if case .unix(let path) = address { path } else { "" }
  }
}
