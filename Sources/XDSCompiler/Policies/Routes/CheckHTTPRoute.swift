/// What is wrong with a MeshHTTPRoute that its schema cannot say.
struct CheckHTTPRoute {
  /// Whether it is for builtin gateways.
  let isForGateways: Bool
  let context: DecodingContext

  func check(_ items: [PolicyResource.Item]) {
    for item in items {
      if !isForGateways, let hostnames = item.conf["hostnames"], !hostnames.elements.isEmpty {
        report("must not be defined", at: hostnames)
      }
      for rule in item.conf["rules"]?.elements ?? [] { checkFilters(rule["default"]?["filters"]?.elements ?? []) }
    }
  }

  private func checkFilters(_ filters: [Conf]) {
    var isRedirected = false
    for filter in filters {
      guard let type = filter["type"] else { continue }
      if isRedirected, RouteFilterSchema.typesOfForwarded.contains(type.string) {
        report("must not follow RequestRedirect, which answers the request", at: type)
      }
      if type.string == "RequestRedirect" { isRedirected = true }
      guard let settings = RouteFilterSchema.settings(of: filter), let flag = settings["hostToBackendHostname"],
        flag.boolean == true
      else { continue }
      if !isForGateways { report("can only be set with MeshGateway", at: flag) }
      if settings["hostname"] != nil { report("cannot be set together with hostname", at: flag) }
    }
  }

  private func report(_ message: String, at conf: Conf) { context.report(.policyField, message, at: conf.place) }
}
