/// Works out what the merged policies of a service come to.
struct RoutePlanner {
  let backends: RouteBackends

  /// Nil where no policy routes the service's traffic.
  ///
  /// - Parameters:
  ///   - index: that of the service.
  ///   - http: what the MeshHTTPRoutes ask for.
  ///   - tcp: what the MeshTCPRoutes ask for.
  func routing(of index: Int, isHTTP: Bool, http: Conf?, tcp: Conf?) -> Routing? {
    if isHTTP, let http { return .http(routes(http, of: index)) }
    return tcp.map { .tcp(backends.shares(of: $0["backendRefs"], default: index)) }
  }

  private func routes(_ conf: Conf, of index: Int) -> [HTTPRoute] {
    let routes = (conf["rules"]?.elements ?? []).flatMap { rule in
      let matches = rule["matches"]?.elements ?? []
      let name = RouteName.of(rule)
      let filters = (rule["default"]?["filters"]?.elements ?? []).compactMap(filter)
      let shares = backends.shares(of: rule["default"]?["backendRefs"], default: index)
      return matches.map { HTTPRoute(name: name, match: $0, filters: filters, backends: shares) }
    }
    let sorted = routes.enumerated().map { (route: $1, rank: $1.rank + [$0]) }
      .sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.map(\.route)
    return sorted.contains(where: \.isCatchAll) ? sorted : sorted + [.catchAll(to: index)]
  }

  /// Nil for a mirror that cannot be reached.
  private func filter(_ conf: Conf) -> HTTPRoute.Filter? {
    guard let reference = RouteFilterSchema.settings(of: conf)?["backendRef"] else { return .init(conf: conf) }
    return backends[reference].map { .init(conf: conf, mirror: $0) }
  }
}

extension HTTPRoute {
  /// The lower, the earlier a route is tried: by the kind of path, by its length, then by what else must fit.
  fileprivate var rank: [Int] {
    let length = match?["path"]?["value"]?.node.utf8.count ?? 0
    let path: [Int] =
      switch match?["path"]?["type"]?.string {
      case "Exact": [0, 0]
      case "PathPrefix": [1, -length]
      case "RegularExpression": [2, -length]
      default: [3, 0]
      }
    return path + [
      match?["method"] == nil ? 1 : 0, -(match?["headers"]?.elements.count ?? 0),
      -(match?["queryParams"]?.elements.count ?? 0),
    ]
  }

  /// Whether it says itself that it is for every path, whatever else the requests have.
  fileprivate var isCatchAll: Bool { match?.isEveryRequest ?? true }
}
