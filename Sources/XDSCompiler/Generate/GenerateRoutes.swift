import EnvoyAPI

/// Makes Envoy's routes.
struct RouteGenerator {
  let mesh: NormalizedMesh
  let arena: Arena

  func routes(_ routes: [HTTPRoute]) -> [Route] {
    var result: [Route] = []
    for route in routes {
      let path = PathMatch(route.match?["path"])
      // A prefix is to end where the path or one of its parts does, for which Envoy needs two routes.
      if case .prefix(let text) = path, text != "/" { result.append(self.route(route, .path(String(text.dropLast())))) }
      result.append(self.route(route, path))
    }
    return result
  }

  private func route(_ route: HTTPRoute, _ path: PathMatch) -> Route {
    Route(arena) {
      $0.name = route.name
      $0.match = match(path, route.match)
      addAction($0, route)
      guard !route.filters.isEmpty else { return }
      let filters = RouteFilterGenerator(mesh: mesh, matchesPrefix: path.isPrefix, arena: arena)
      for filter in route.filters { filters.apply(filter, to: $0) }
    }
  }

  private func match(_ path: PathMatch, _ conf: Conf?) -> RouteMatch {
    RouteMatch(arena) {
      switch path {
      case .path(let text): $0.path = text
      case .prefix(let text): $0.prefix = text
      case .expression(let text): $0.safeRegex = RegexMatcher(arena) { $0.regex = text }
      }
      guard let conf else { return }
      let method = conf["method"].map { method in
        HeaderMatcher(arena) {
          $0.name = ":method"
          $0.stringMatch = StringMatcher(arena) { $0.exact = method.string }
        }
      }
      $0.headers = (method.map { [$0] } ?? []) + firstOfName(conf["headers"]).map { HeaderMatcher(arena, $0) }
      $0.queryParameters = firstOfName(conf["queryParams"]).map(queryParameter)
    }
  }

  /// Of several entries of one name, only the first counts.
  private func firstOfName(_ entries: Conf?) -> [Conf] {
    var seen: Set<String> = []
    return (entries?.elements ?? []).filter { seen.insert($0["name"]?.string ?? "").inserted }
  }

  private func queryParameter(_ conf: Conf) -> QueryParameterMatcher {
    QueryParameterMatcher(arena) {
      $0.name = conf["name"]?.string ?? ""
      let value = conf["value"]?.string ?? ""
      $0.stringMatch = StringMatcher(arena) {
        if conf["type"]?.string == "RegularExpression" {
          $0.safeRegex = RegexMatcher(arena) { $0.regex = value }
        } else {
          $0.exact = value
        }
      }
    }
  }

  /// What the filters change: where the requests go, unless they are redirected.
  private func addAction(_ message: Route, _ route: HTTPRoute) {
    if route.backends.isEmpty {
      // As in the Gateway API; another route would send them where they must not go.
      message.directResponse = DirectResponseAction(arena) { $0.status = 500 }
    } else {
      message.route = RouteAction(arena) {
        $0.send(to: Destination(route.backends, in: mesh), arena)
        $0.autoHostRewrite = true
        $0.timeout = .zero
      }
    }
  }
}

/// Envoy's ways to match a path.
private enum PathMatch {
  case path(String)
  /// With a slash at its end.
  case prefix(String)
  case expression(String)

  var isPrefix: Bool {
    if case .prefix = self { true } else { false }
  }

  /// - Parameter conf: as `RouteMatchSchema` has it; nil for every path.
  init(_ conf: Conf?) {
    guard let conf, let value = conf["value"]?.string else {
      self = .prefix("/")
      return
    }
    switch conf["type"]?.string {
    case "Exact": self = .path(value)
    case "RegularExpression": self = .expression(value)
    default: self = .prefix(value == "/" ? value : "\(value)/")
    }
  }
}
