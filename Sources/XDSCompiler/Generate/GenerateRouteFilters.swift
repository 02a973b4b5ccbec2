import EnvoyAPI

/// Makes what the filters of a MeshHTTPRoute are in Envoy: settings of a route.
struct RouteFilterGenerator {
  let mesh: NormalizedMesh
  /// Whether the route matches the beginning of the path, so that it can be replaced alone.
  let matchesPrefix: Bool
  let arena: Arena

  func apply(_ filter: HTTPRoute.Filter, to route: Route) {
    guard let settings = RouteFilterSchema.settings(of: filter.conf) else { return }
    switch filter.conf["type"]?.string {
    case "RequestHeaderModifier":
      route.requestHeadersToAdd += headersToAdd(settings)
      route.requestHeadersToRemove += headersToRemove(settings)
    case "ResponseHeaderModifier":
      route.responseHeadersToAdd += headersToAdd(settings)
      route.responseHeadersToRemove += headersToRemove(settings)
    case "RequestRedirect": route.redirect = redirect(settings)
    case "URLRewrite": route.route.map { rewrite($0, settings) }
    default: route.route?.requestMirrorPolicies += filter.mirror.map { [mirror(settings, $0)] } ?? []
    }
  }

  // MARK: Headers

  private func headersToAdd(_ modifier: Conf) -> [HeaderValueOption] {
    let set = modifier["set"]?.elements ?? []
    let add = modifier["add"]?.elements ?? []
    return set.map { header($0, .overwriteIfExistsOrAdd) } + add.map { header($0, .appendIfExistsOrAdd) }
  }

  private func header(_ conf: Conf, _ action: HeaderValueOption.HeaderAppendAction) -> HeaderValueOption {
    HeaderValueOption(arena) {
      let value = conf["value"]?.string ?? ""
      $0.header = HeaderValue(arena) {
        $0.key = conf["name"]?.string ?? ""
        $0.value = value
      }
      $0.appendAction = action
      $0.keepEmptyValue = value.isEmpty
    }
  }

  private func headersToRemove(_ modifier: Conf) -> [String] { modifier["remove"]?.elements.map(\.string) ?? [] }

  // MARK: URLs

  private static let statuses: [Int64: RedirectAction.RedirectResponseCode] = [
    301: .movedPermanently, 302: .found, 303: .seeOther, 307: .temporaryRedirect, 308: .permanentRedirect,
  ]

  private func redirect(_ conf: Conf) -> RedirectAction {
    RedirectAction(arena) {
      if let scheme = conf["scheme"] { $0.schemeRedirect = scheme.string }
      if let hostname = conf["hostname"] { $0.hostRedirect = hostname.string }
      if let port = conf["port"]?.integer { $0.portRedirect = UInt32(clamping: port) }
      switch replacement(conf["path"]) {
      case .prefix(let prefix): $0.prefixRewrite = prefix
      case .path(let path): $0.regexRewrite = everything(by: path)
      case nil: break
      }
      $0.responseCode = RouteFilterGenerator.statuses[conf["statusCode"]?.integer ?? 302] ?? .found
    }
  }

  private func rewrite(_ action: RouteAction, _ conf: Conf) {
    if let hostname = conf["hostname"] { action.hostRewriteLiteral = hostname.string }
    switch replacement(conf["path"]) {
    case .prefix(let prefix):
      action.prefixRewrite = prefix
      action.regexRewrite = nil
    case .path(let path):
      action.prefixRewrite = ""
      action.regexRewrite = everything(by: path)
    case nil: break
    }
  }

  private enum Replacement {
    case prefix(String)
    case path(String)
  }

  private func replacement(_ path: Conf?) -> Replacement? {
    switch path?["type"]?.string {
    case "ReplaceFullPath": .path(path?["replaceFullPath"]?.string ?? "")
    case "ReplacePrefixMatch":
      matchesPrefix
        ? .prefix(path?["replacePrefixMatch"]?.string ?? "") : .path(path?["replacePrefixMatch"]?.string ?? "")
    default: nil
    }
  }

  private func everything(by path: String) -> RegexMatchAndSubstitute {
    RegexMatchAndSubstitute(arena) {
      $0.pattern = RegexMatcher(arena) { $0.regex = ".*" }
      // A backslash would refer to a group.
      $0.substitution = path.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
    }
  }

  // MARK: Mirrors

  private func mirror(_ conf: Conf, _ service: Int) -> RouteAction.RequestMirrorPolicy {
    RouteAction.RequestMirrorPolicy(arena) {
      $0.cluster = mesh.services[service].clusterName
      if let percentage = conf["percentage"]?.decimal {
        $0.runtimeFraction = RuntimeFractionalPercent(arena) { $0.defaultValue = fraction(percentage) }
      }
    }
  }

  /// By the smallest denominator that holds it.
  private func fraction(_ percentage: Double) -> FractionalPercent {
    FractionalPercent(arena) {
      let denominators: [(FractionalPercent.DenominatorType, Double)] = [
        (.hundred, 1), (.tenThousand, 100), (.million, 10_000),
      ]
      let fitting = denominators.first { (percentage * $0.1).rounded() == percentage * $0.1 } ?? denominators[2]
      $0.numerator = UInt32((percentage * fitting.1).rounded())
      $0.denominator = fitting.0
    }
  }
}
