extension OriginTable {
  /// Of a listener that leads to a service.
  static let listener = OriginTable(
    [
      .field("@type", "the type of the file's resources", .xds),
      .field(
        "name", "outbound, and where it listens, as TCP services have it", .withoutTransparentProxy,
        (.listenerAddress + .listenerPort).when { $0.service?.isHTTP == false }),
      .field(
        "name", "the cluster's name, and where it listens, as there are several", .dns,
        OriginFinder.listenerName.when(\.isOneOfSeveral)),
      .field("name", "the cluster's name", .dns, .listenerName),
      .field(
        "address.socketAddress.address", "the outbound's address, 127.0.0.1 by default", .withoutTransparentProxy,
        .listenerAddress.when { $0.explicitOutbound != nil }),
      .field(
        "address.socketAddress.portValue", "the outbound's port", .withoutTransparentProxy,
        .listenerPort.when { $0.explicitOutbound != nil }),
      .field("address.socketAddress.portValue", "the port that the service is matched by", .match, .listenerPort),
      .part("filterChains[].filters[]", filter),
      .field(
        "metadata.filterMetadata[\"io.kuma.tags\"]", "the tags of a service inside the mesh; an external one has none",
        .kuma("listener metadata")),
      .field(
        "bindToPort", "the redirect hands connections over, so the listener itself takes none", .transparentProxy,
        .dataplane("networking.transparentProxying.redirectPortInbound")
          + .dataplane("networking.transparentProxying.redirectPortOutbound")),
      .field("trafficDirection", "traffic that leaves the dataplane", .envoy("Listener.traffic_direction")),
    ] + OriginTable.Entry.vip("address.socketAddress.address"))
}

extension OriginFinder {
  /// Where the outbound listens.
  fileprivate static let listenerAddress = OriginFinder { subject in
    guard let outbound = subject.explicitOutbound else { return vip.find(subject) }
    return nodes { _ in [outbound.node["address"]] }.find(subject)
  }

  fileprivate static let listenerPort = OriginFinder { subject in
    guard let outbound = subject.explicitOutbound else { return service("spec.match.port").find(subject) }
    return nodes { _ in [outbound.node["port"]] }.find(subject)
  }

  /// What the listener of an HTTP-family service is named after; and its route configuration, and its statistics.
  static let listenerName = OriginFinder { subject in
    let whole = serviceName + (subject.isOneOfSeveral ? listenerAddress + listenerPort : .default)
    return whole.find(subject)
  }
}

extension OriginSubject {
  /// Whether the dataplane has other listeners for the service, so that the name says which one it is.
  var isOneOfSeveral: Bool {
    guard let outbound, let service else { return false }
    return service.isHTTP && outbound.listenerName != service.clusterName
  }
}
