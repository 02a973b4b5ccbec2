extension OriginTable {
  /// Of the filter that carries a service's traffic.
  static let filter = OriginTable([
    .field("name", "the filter that the protocol needs", .match, .serviceProtocol),
    .field("typedConfig.@type", "the filter that the protocol needs", .match, .serviceProtocol),
    .field(
      "typedConfig.statPrefix", "the service's name, with _ for what statistics cannot carry",
      .envoy("TcpProxy.stat_prefix"), .serviceName.when { $0.service?.isHTTP == false }),
    .field(
      "typedConfig.statPrefix", "the listener's name, with _ for what statistics cannot carry",
      .envoy("HttpConnectionManager.stat_prefix"), .listenerName),
    .field(
      "typedConfig.cluster", "the cluster of the service that the outbound names", .withoutTransparentProxy, named),
    .field("typedConfig.cluster", "the service's cluster", .dns, .serviceName),
    .part("typedConfig.weightedClusters.clusters[]", weightedCluster, shareOfCluster),
    .field("typedConfig.normalizePath", "paths are normalized", .envoy("HttpConnectionManager.normalize_path")),
    .part("typedConfig.httpFilters[]", grpcStatistics) { subject, step in
      guard case .element(0) = step, subject.service?.protocol == .grpc else { return nil }
      return subject
    },
    .all("typedConfig.httpFilters[]", "the filter that routes", .envoy("HttpConnectionManager.http_filters")),
    .part("typedConfig.routeConfig", routeConfiguration),
  ])

  private static let grpcStatistics = OriginTable([
    .all("", "statistics of gRPC calls", .match, .serviceProtocol)
  ])

  private static let routeConfiguration = OriginTable([
    .field("name", "the listener's name", .envoy("RouteConfiguration.name"), .listenerName),
    .field("virtualHosts[].name", "the service's name", .dns, .serviceName),
    .field("virtualHosts[].domains[]", "every host", .match),
    .field("virtualHosts[].routes[].name", "the hash of what the route matches", .kuma("MeshHTTPRoute")),
    .field("virtualHosts[].routes[].match.prefix", "every path", .match),
    .field(
      "virtualHosts[].routes[].route.cluster", "the cluster of the service that the outbound names",
      .withoutTransparentProxy, named),
    .field("virtualHosts[].routes[].route.cluster", "the service's cluster", .dns, .serviceName),
    .part("virtualHosts[].routes[].route.weightedClusters.clusters[]", weightedCluster, shareOfCluster),
    .field(
      "virtualHosts[].routes[].route.autoHostRewrite", "the host that upstreams at DNS names see is their own",
      .envoy("RouteAction.auto_host_rewrite")),
    .field("virtualHosts[].routes[].route.timeout", "none without a policy", .envoy("RouteAction.timeout")),
    .field("requestHeadersToAdd[].header.key", "tells services inside the mesh who calls", .dataplane),
    .field("requestHeadersToAdd[].header.value", "the dataplane's tags, sorted", .dataplane, tags),
    .field(
      "validateClusters", "a route may come before its cluster", .envoy("RouteConfiguration.validate_clusters")),
  ])

  private static let weightedCluster = OriginTable([
    .field("name", "a cluster for unix sockets beside the one for DNS names", .endpoints, named),
    .field("name", "a cluster for unix sockets beside the one for DNS names", .endpoints, .serviceName),
    .field("weight", "how many endpoints the cluster has", .endpoints, .service("spec.endpoints")),
  ])

  /// What names the service, and the service's name; nil for a transparent proxy's listener at a VIP.
  private static let named =
    (OriginFinder.nodes { [$0.explicitOutbound?.node.value(at: "backendRef.name")] } + .serviceName)
    .when { $0.explicitOutbound != nil }

  private static let tags = OriginFinder.nodes { subject in
    let inbounds = subject.dataplane.header.body?.value(at: "networking.inbound")?.elements.map { $0 } ?? []
    let gateway = subject.dataplane.header.body?.value(at: "networking.gateway")
    return (inbounds + [gateway].compactMap(\.self)).flatMap { $0["tags"]?.entries.map(\.value) ?? [] }
  }

  /// The first of two clusters is the main one.
  @Sendable private static func shareOfCluster(_ subject: OriginSubject, _ step: MessageStep) -> OriginSubject? {
    guard case .element(1) = step else { return subject }
    return subject.focused(on: .unixCluster)
  }
}
