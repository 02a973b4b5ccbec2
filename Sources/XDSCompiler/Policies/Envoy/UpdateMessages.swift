import EnvoyAPI

extension Cluster {
  /// Changes the settings of HTTP upstream, which are made where there are none.
  func updateHTTPProtocolOptions(_ arena: Arena, _ update: (UpstreamHttpProtocolOptions) -> Void) {
    var options = typedExtensionProtocolOptions
    let index = options.firstIndex { $0.key == EnvoyExtension.httpProtocolOptions }
    let written = index.flatMap { try? options[$0].value.unpacked(UpstreamHttpProtocolOptions.self) }
    let message = written ?? UpstreamHttpProtocolOptions(arena)
    update(message)
    if let index {
      options[index].value = .packing(message)
    } else {
      options.append((EnvoyExtension.httpProtocolOptions, .packing(message)))
    }
    typedExtensionProtocolOptions = options
  }
}

extension HttpConnectionManager {
  /// What its routes do, by their names, that send requests to clusters; redirects and the like are not among them.
  var routeActions: [(route: String, action: RouteAction)] {
    (routeConfig?.virtualHosts ?? []).flatMap { host in
      host.routes.compactMap { route in route.route.map { (route.name, $0) } }
    }
  }
}
