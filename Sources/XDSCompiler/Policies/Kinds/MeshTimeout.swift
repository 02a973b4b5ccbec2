import EnvoyAPI

/// How long connecting, requests and idling may take (documentation: MeshTimeout).
enum MeshTimeout: OutboundPolicy {
  static let kind = "MeshTimeout"
  static let summary = "How long connecting, requests and idling may take."

  static let shape = PolicyShape(
    targets: PolicyShape.proxies, systemTargets: [.meshGateway, .meshHTTPRoute],
    to: .init(
      kinds: PolicyShape.outbounds, placement: .underDefault(schema),
      kindsUnder: [.meshHTTPRoute: [.mesh, .meshExternalService], .meshGateway: [.mesh, .meshExternalService]]),
    from: .init(kinds: [.mesh], placement: .underDefault(schema)),
    needsItem: true)

  static let hasDefaults = true
  static let sections: [PolicySection] = [
    .init("http", for: [.http, .http2, .grpc])
  ]

  private static let schema = ConfSchema.object(
    [
      .init("connectionTimeout", .duration([.durationGreaterThanZero]), "How long connecting may take; 5s by default."),
      .init(
        "idleTimeout", .duration([.durationNotNegative]),
        "How long a connection may be without traffic; 1h by default, 0s for ever."),
      .init("http", http, "For HTTP services only."),
    ],
    [.anyOf("connectionTimeout", "idleTimeout", "http", message: "at least one timeout should be configured")])

  private static let http = ConfSchema.object(
    [
      .init(
        "requestTimeout", .duration([.durationNotNegative]),
        "How long a request may take until its response is complete; 15s by default, 0s for ever."),
      .init(
        "streamIdleTimeout", .duration([.durationNotNegative]),
        "How long a stream may be without traffic; 30m by default, 0s for ever."),
      .init(
        "maxStreamDuration", .duration([.durationNotNegative]), "How long a stream may last; 0s, the default, for ever."
      ),
      .init(
        "maxConnectionDuration", .duration([.durationNotNegative]),
        "How long a connection may last; 0s, the default, for ever."),
      .init(
        "requestHeadersTimeout", .duration([.durationNotNegative]),
        "How long the headers of a request may take to arrive; 0s, the default, for ever."),
    ],
    [
      .anyOf(
        "requestTimeout", "streamIdleTimeout", "maxStreamDuration", "maxConnectionDuration", "requestHeadersTimeout",
        message: "at least one timeout in this section should be configured")
    ])

  static func check(_ policy: PolicyResource, _ context: DecodingContext) {
    guard let kind = policy.target?.kind, [.meshHTTPRoute, .meshGateway].contains(kind) else { return }
    for item in policy.from {
      context.report(.policyField, "must not be defined", at: Place(keyOf: item.node.parent ?? item.node))
      break
    }
    guard kind == .meshHTTPRoute else { return }
    for item in policy.to {
      let http = item.conf["http"]
      let timeouts = [
        item.conf["connectionTimeout"], item.conf["idleTimeout"], http?["maxStreamDuration"],
        http?["maxConnectionDuration"],
      ]
      for timeout in timeouts.compactMap(\.self) {
        context.report(
          .policyField, "can't be specified when top-level TargetRef is referencing MeshHTTPRoute", at: timeout.place)
      }
    }
  }

  // MARK: Envoy

  static func configure(_ cluster: Cluster, _ conf: Conf, _ outbound: OutboundContext) {
    cluster.connectTimeout = conf["connectionTimeout"]?.duration ?? .seconds(5)
    guard outbound.protocol != .tcp else { return }
    let http = conf["http"]
    cluster.updateHTTPProtocolOptions(outbound.arena) {
      let common = $0.commonHttpProtocolOptions ?? HttpProtocolOptions(outbound.arena)
      common.idleTimeout = idleTimeout(conf)
      common.maxStreamDuration = http?["maxStreamDuration"]?.duration ?? .zero
      common.maxConnectionDuration = http?["maxConnectionDuration"]?.duration ?? .zero
      $0.commonHttpProtocolOptions = common
    }
  }

  static func configure(_ manager: HttpConnectionManager, _ conf: Conf, _ outbound: OutboundContext) {
    manager.requestHeadersTimeout = conf["http"]?["requestHeadersTimeout"]?.duration ?? .zero
    // Connections of the application stay open: what idles are those upstream.
    let common = manager.commonHttpProtocolOptions ?? HttpProtocolOptions(outbound.arena)
    common.idleTimeout = .zero
    manager.commonHttpProtocolOptions = common
  }

  static func configure(_ action: RouteAction, _ conf: Conf, _ outbound: OutboundContext) {
    action.timeout = conf["http"]?["requestTimeout"]?.duration ?? .seconds(15)
    action.idleTimeout = conf["http"]?["streamIdleTimeout"]?.duration ?? action.idleTimeout ?? .seconds(1800)
  }

  static func configure(_ proxy: TcpProxy, _ conf: Conf, _ outbound: OutboundContext) {
    proxy.idleTimeout = idleTimeout(conf)
  }

  private static func idleTimeout(_ conf: Conf) -> Duration { conf["idleTimeout"]?.duration ?? .seconds(3600) }
}
