/// Where connections go (documentation: MeshTCPRoute).
///
/// Of an HTTP service they are passed on as bytes, unless a MeshHTTPRoute says where its requests go.
enum MeshTCPRoute: RoutePolicy {
  static let kind = "MeshTCPRoute"
  static let summary = "Where connections go."
  static let outcomeWithoutBackend = "nothing gets these connections: they are closed"

  static let shape = PolicyShape(
    targets: PolicyShape.proxies, systemTargets: [.meshGateway],
    to: .init(
      kinds: [.meshService, .meshExternalService, .meshMultiZoneService],
      placement: .beside(
        [
          .init(
            "rules",
            .list(of: rule, [ConfRule("must have at most one item") { $0.elements.count <= 1 }]),
            "Where connections go, in one item; to the service itself when there is none.")
        ], []),
      isRequired: true))

  private static let rule = ConfSchema.object(
    [
      .init(
        "default",
        .object(
          [.init("backendRefs", .list(of: BackendRefSchema.schema, [.atLeastOne]), "The services that share them.")],
          [.defined("backendRefs")]), "What becomes of connections.")
    ],
    [.defined("default")])

  /// The only rule's settings.
  static func merge(_ confs: [Conf]) -> Conf? {
    Conf.merged(confs.map { $0["rules"]?.elements.first?["default"] ?? Conf(value: .object([]), node: $0.node) })
  }
}
