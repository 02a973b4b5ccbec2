extension OriginTable {
  /// Of a listener at a redirect port.
  static let passthroughListener = OriginTable([
    .field("@type", "the type of the file's resources", .xds),
    .field("name", "a transparent proxy listens where traffic is redirected to", .transparentProxy, port + family),
    .field("address.socketAddress.address", "any address of the family", .transparentProxy),
    .field("address.socketAddress.portValue", "the redirect's port", .transparentProxy, port),
    .part("filterChains[]", passthroughChain) { subject, step in
      guard case .passthrough(let family, isInbound: false) = subject.focus, case .element(let index) = step else {
        return nil
      }
      return subject.context.passthroughService(ofChain: index, family).map {
        subject.about(service: $0, .passthroughChain)
      }
    },
    .all("filterChains[]", "what no service is for passes on to where it was going", .transparentProxy),
    .field("useOriginalDst", "finds the listener of where traffic was going", .transparentProxy),
    .field("trafficDirection", "the listener's side of the dataplane", .envoy("Listener.traffic_direction")),
    .field("enableReusePort", "one socket for all threads", .envoy("Listener.enable_reuse_port")),
  ])

  /// Of the filter chain that answers for a service without a port.
  private static let passthroughChain = OriginTable(
    [
      .field("name", "the service's name", .match, .serviceName),
      .field("filterChainMatch.prefixRanges[].prefixLen", "the VIP alone, on every port", .match, .vip),
      .part("filters[]", filter),
    ] + OriginTable.Entry.vip("filterChainMatch.prefixRanges[].addressPrefix"))

  /// Of a cluster that sends traffic on to where it was going.
  static let passthroughCluster = OriginTable([
    .field("@type", "the type of the file's resources", .xds),
    .field(
      "name", "where other traffic passes, unless the mesh forbids it", .transparentProxy,
      (outboundPort + family + .mesh("networking.outbound.passthrough"))
        .when {
          if case .passthrough(_, isInbound: false) = $0.focus { true } else { false }
        }),
    .field("name", "where traffic to the dataplane's own services passes", .transparentProxy, outboundPort + family),
    .field("altStatName", "the name, with _ for what statistics cannot carry", .envoy("Cluster.alt_stat_name")),
    .field("type", "where traffic was going", .transparentProxy),
    .field("lbPolicy", "where traffic was going", .transparentProxy),
    .field("connectTimeout", "5 seconds", .envoy("Cluster.connect_timeout")),
    .all(
      "upstreamBindConfig.sourceAddress", "by this address the redirect knows the sidecar's own traffic",
      .transparentProxy),
  ])

  private static let outboundPort = OriginFinder.dataplane("networking.transparentProxying.redirectPortOutbound")

  private static let port = OriginFinder { subject in
    guard case .passthrough(let family, isInbound: true) = subject.focus else { return outboundPort.find(subject) }
    let both = OriginFinder.dataplane("networking.transparentProxying.redirectPortInbound")
    guard family == .ipv6, let proxy = subject.dataplane.transparentProxy else { return both.find(subject) }
    let own = OriginFinder.dataplane("networking.transparentProxying.redirectPortInboundV6")
    // What is written is not used where it is 0 or the port that Kuma keeps for itself.
    let isUsed = proxy.node["redirectPortInboundV6"]?.integer == Int64(proxy.redirectPortInboundIPv6)
    return (isUsed ? own : both + own).find(subject)
  }

  /// Why there is one for IPv6.
  private static let family = OriginFinder { subject in
    guard case .passthrough(.ipv6, _) = subject.focus else { return [] }
    return OriginFinder.dataplane("networking.transparentProxying.ipFamilyMode").or(
      .dataplane("networking.transparentProxying.redirectPortInboundV6")
    ).find(subject)
  }
}
