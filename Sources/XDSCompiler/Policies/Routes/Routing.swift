/// How a dataplane's traffic to a service goes on.
enum Routing: Sendable {
  /// In the order in which they are tried.
  case http([HTTPRoute])
  case tcp([Backend])

  /// What there is where no policy says anything: all of it goes to the service itself.
  static func direct(to service: Int, isHTTP: Bool) -> Routing {
    isHTTP ? .http([.catchAll(to: service)]) : .tcp([Backend(service: service, weight: 1)])
  }

  var isTCP: Bool {
    if case .tcp = self { true } else { false }
  }

  /// Indices of the services that the traffic may reach.
  var services: Set<Int> {
    switch self {
    case .http(let routes):
      Set(routes.lazy.flatMap { $0.backends.map(\.service) + $0.filters.compactMap(\.mirror) })
    case .tcp(let backends): Set(backends.lazy.map(\.service))
    }
  }
}

/// A service that gets a share of the traffic.
struct Backend: Sendable {
  /// Index into the mesh's services.
  let service: Int
  /// Relative to the sum of all; never 0.
  let weight: UInt32
}

/// What becomes of the requests that match.
struct HTTPRoute: Sendable {
  struct Filter: Sendable {
    /// As `RouteFilterSchema` has it.
    let conf: Conf
    /// Who gets copies of requests, by its index; nil for filters of other types.
    var mirror: Int?
  }

  let name: String
  /// As `RouteMatchSchema` has it; nil for every request.
  let match: Conf?
  /// In the order in which they take effect.
  let filters: [Filter]
  /// None when none of those that are written can be reached.
  let backends: [Backend]

  /// Sends whatever no other route is for to the service itself.
  static func catchAll(to service: Int) -> HTTPRoute {
    HTTPRoute(name: RouteName.catchAll, match: nil, filters: [], backends: [Backend(service: service, weight: 1)])
  }
}
