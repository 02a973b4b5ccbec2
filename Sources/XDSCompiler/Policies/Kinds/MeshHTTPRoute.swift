/// Which requests go where, and what becomes of them on the way (documentation: MeshHTTPRoute).
enum MeshHTTPRoute: RoutePolicy {
  static let kind = "MeshHTTPRoute"
  static let summary = "Which requests go where, and what becomes of them on the way."
  static let sections = [PolicySection("rules", for: [.http, .http2, .grpc])]
  static let outcomeWithoutBackend = "nothing gets these requests: they are answered with status 500"

  static let shape = PolicyShape(
    targets: PolicyShape.proxies, systemTargets: [.meshGateway],
    to: .init(
      kinds: [.meshService, .meshExternalService, .meshMultiZoneService],
      placement: .beside(
        [
          .init("hostnames", .list(of: .string()), "For builtin gateways only."),
          .init("rules", .list(of: rule), "What becomes of which requests; the others go to the service itself."),
        ], []),
      kindsUnder: [.meshGateway: [.mesh]]))

  private static let rule = ConfSchema.object(
    [
      .init(
        "matches", .list(of: RouteMatchSchema.schema, [.atLeastOne]), "Which requests; one of these must fit."),
      .init(
        "default",
        .object([
          .init("filters", .list(of: RouteFilterSchema.schema), "What becomes of them, in this order."),
          .init(
            "backendRefs", .list(of: BackendRefSchema.schema),
            "Where they go; to the service itself when absent or empty."),
        ]), "What becomes of these requests."),
    ],
    [.defined("matches"), prefixesOnly])

  private static let prefixesOnly = ConfRule { rule in
    let isPrefix = (rule["matches"]?.elements ?? []).allSatisfy { $0["path"]?["type"]?.string == "PathPrefix" }
    guard !isPrefix else { return [] }
    return (rule["default"]?["filters"]?.elements ?? []).compactMap { filter in
      guard let path = RouteFilterSchema.settings(of: filter)?["path"], path["type"]?.string == "ReplacePrefixMatch",
        let value = path["replacePrefixMatch"]
      else { return nil }
      return ("can only appear if all matches match a path prefix", value.place)
    }
  }

  static func check(_ policy: PolicyResource, _ context: DecodingContext) {
    CheckHTTPRoute(isForGateways: policy.target?.kind == .meshGateway, context: context).check(policy.to)
    if context.findings.errorCount == 0 { LintHTTPRoute(context: context).check(policy.to) }
  }

  static func merge(_ confs: [Conf]) -> Conf? { RouteRules.merge(confs) }
}
