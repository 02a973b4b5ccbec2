extension OriginTable {
  /// Of a service's cluster.
  static let cluster = OriginTable([
    .field("@type", "the type of the file's resources", .xds),
    .field(
      "name", "meshexternalservice_, the service's name, and _unix for unix sockets beside DNS names", .dns,
      .serviceName.when(\.isUnixCluster)),
    .field("name", "meshexternalservice_ and the service's name", .dns, .serviceName),
    .field(
      "altStatName", "the name, with _ for what statistics cannot carry", .envoy("Cluster.alt_stat_name"), .serviceName),
    .field(
      "type", "STRICT_DNS, as an endpoint is a DNS name", .endpoints,
      .endpointAddresses(\.isDNS).when { $0.clusterEndpoints.contains(where: \.isDNS) }),
    .field("type", "STATIC, as every endpoint is an IP address or a unix socket", .endpoints, .endpointAddresses()),
    .field(
      "dnsLookupFamily", "IPv4 first, as an IPv6 address stands beside a DNS name", .endpoints,
      (.endpointAddresses(\.isIPv6) + .dataplane("networking.address"))
        .when { !$0.dataplane.isIPv6 && $0.clusterEndpoints.contains(where: \.isIPv6) }),
    .field(
      "dnsLookupFamily", "IPv4 only, unless the dataplane's own address is IPv6", .dataplane,
      .dataplane("networking.address")),
    .field("loadAssignment.clusterName", "the cluster's name", .envoy("ClusterLoadAssignment"), .serviceName),
    .field("loadAssignment.endpoints[].locality.zone", "the service's zone", .locality, .label(KumaLabel.zone)),
    .field(
      "loadAssignment.endpoints[].priority",
      "1, as the mesh is locality aware, and the zone is not known as the local one",
      .locality, .mesh("routing.localityAwareLoadBalancing")),
    .part("loadAssignment.endpoints[].lbEndpoints[]", endpoint) { subject, step in
      guard case .element(let index) = step else { return nil }
      let endpoints = subject.clusterEndpoints.sorted(by: ExternalService.Endpoint.inOrder)
      return endpoints.indices.contains(index) ? subject.focused(on: .endpoint(endpoints[index])) : nil
    },
    .all("typedExtensionProtocolOptions[*]", "the HTTP version that the protocol needs", .match, .serviceProtocol),
    .field(
      "transportSocketMatches[].name", "the service's name, as its first endpoint is a unix socket", .tls,
      (.serviceName + .firstEndpoint).when { $0.service?.endpoints.first?.isUnix == true }),
    .field("transportSocketMatches[].name", "the first endpoint's address", .tls, .firstEndpoint),
    .part("transportSocketMatches[].transportSocket", transportSocket),
  ])

  /// Of one endpoint.
  private static let endpoint = OriginTable([
    .field("endpoint.address.socketAddress.address", "the endpoint's address", .endpoints, .endpoint("address")),
    .field("endpoint.address.socketAddress.portValue", "the endpoint's port", .endpoints, .endpoint("port")),
    .field("endpoint.address.pipe.path", "the path behind unix://", .endpoints, .endpoint("address")),
    .field("loadBalancingWeight", "every endpoint weighs the same", .envoy("LbEndpoint.load_balancing_weight")),
    .part("metadata.filterMetadata[*][*]", label) { subject, step in
      guard case .member(let key) = step else { return nil }
      return subject.focused(on: .label(key))
    },
  ])

  private static let label = OriginTable([
    .field(
      "", "a label of the service, as endpoint metadata", .labels,
      .label.when { subject in
        guard case .label(let key) = subject.focus else { return false }
        return subject.service?.header.label(key) != nil
      }),
    .field("", "a label that a zone's control plane adds, as endpoint metadata", .labels, .label),
  ])
}

extension ExternalService.Endpoint {
  fileprivate var isIPv6: Bool {
    if case .ip(let text) = address { IPAddress(text)?.family == .ipv6 } else { false }
  }
}
