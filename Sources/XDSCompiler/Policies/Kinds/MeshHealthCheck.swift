import EnvoyAPI

/// How endpoints are asked whether they are well (documentation: MeshHealthCheck).
enum MeshHealthCheck: OutboundPolicy {
  static let kind = "MeshHealthCheck"
  static let summary = "How endpoints are asked whether they are well."

  static let shape = PolicyShape(
    targets: PolicyShape.proxies, systemTargets: [.meshGateway],
    to: .init(kinds: PolicyShape.outbounds, placement: .underDefault(schema)))

  static let sections: [PolicySection] = [
    .init("http", forServicesOf: [.http, .http2]), .init("grpc", forServicesOf: [.grpc]),
  ]

  private static let schema = ConfSchema.object(
    [
      .init("interval", .duration([.durationGreaterThanZero]), "How often an endpoint is asked; 1m by default."),
      .init("timeout", .duration([.durationGreaterThanZero]), "How long the answer may take; 15s by default."),
      .init("unhealthyThreshold", threshold, "After how many failures an endpoint gets no traffic; 5 by default."),
      .init("healthyThreshold", threshold, "After how many successes it gets traffic again; 1 by default."),
      .init("initialJitter", .duration([.durationGreaterThanZero]), "The first time is put off at random, up to this."),
      .init("intervalJitter", .duration([.durationGreaterThanZero]), "Each interval is longer at random, up to this."),
      .init(
        "intervalJitterPercent", .integer([.wholePercentage]),
        "Each interval is longer at random, up to this part of it, in percent."),
      .init(
        "healthyPanicThreshold", .decimal([.percentage]),
        "With fewer healthy endpoints than this, in percent, all get traffic; 50 by default, 0 for never."),
      .init(
        "failTrafficOnPanic", .boolean, "Whether none gets traffic then, instead of all; false by default."),
      .init(
        "eventLogPath",
        .string([ConfRule("must be a valid path when defined") { $0.node.utf8.first == UInt8(ascii: "/") }]),
        "File on the sidecar's machine that gets a line for every change."),
      .init(
        "alwaysLogHealthCheckFailures", .boolean, "Whether that file gets a line for every failure; false by default."),
      .init(
        "noTrafficInterval", .duration([.durationGreaterThanZero]),
        "How often an endpoint is asked as long as the service has had no traffic; 60s by default."),
      .init(
        "reuseConnection", .boolean, "Whether a connection is used for more than one question; true by default."),
      .init("tcp", tcp, "By a connection: for TCP services, and for others whose own section is not there."),
      .init("http", http, "By a request: for HTTP and HTTP/2 services."),
      .init("grpc", grpc, "By the health service of gRPC: for gRPC services."),
    ],
    [.anyOf("http", "tcp", "grpc", message: "must have at least one defined: http, tcp, grpc")])

  private static let threshold = ConfSchema.integer([.unsigned32, .integerGreaterThanZero])
  private static let disabled = ConfField("disabled", .boolean, "Whether to do without; false by default.")

  private static let tcp = ConfSchema.object([
    disabled,
    .init("send", .string([.notEmpty]), "Text to send; by default it is enough that the connection comes about."),
    .init("receive", .list(of: .string([.notEmpty])), "Texts that the answer must have, in this order."),
  ])

  private static let http = ConfSchema.object([
    disabled,
    .init("path", .string([.defined]), "Path to ask for; / by default."),
    .init(
      "requestHeadersToAdd", .object(HeaderChangesSchema.fields()),
      "Headers of the request."),
    .init(
      "expectedStatuses", .list(of: .integer([.inRange(100...599)])), "What a good answer's status is; 200 by default."),
  ])

  private static let grpc = ConfSchema.object([
    disabled,
    .init("serviceName", .string(), "Service to ask about; the server as a whole by default."),
    .init("authority", .string(), "The :authority of the request; the name of the cluster by default."),
  ])

  // MARK: Envoy

  static func configure(_ cluster: Cluster, _ conf: Conf, _ outbound: OutboundContext) {
    configurePanic(cluster, conf, outbound.arena)
    guard let checker = Checker(conf, outbound.protocol) else { return }
    cluster.healthChecks.append(
      HealthCheck(outbound.arena) {
        $0.interval = conf["interval"]?.duration ?? .seconds(60)
        $0.timeout = conf["timeout"]?.duration ?? .seconds(15)
        $0.unhealthyThreshold = conf["unhealthyThreshold"]?.unsigned32 ?? 5
        $0.healthyThreshold = conf["healthyThreshold"]?.unsigned32 ?? 1
        $0.initialJitter = conf["initialJitter"]?.duration
        $0.intervalJitter = conf["intervalJitter"]?.duration
        $0.intervalJitterPercent = conf["intervalJitterPercent"]?.unsigned32 ?? 0
        $0.alwaysLogHealthCheckFailures = conf["alwaysLogHealthCheckFailures"]?.boolean ?? false
        $0.noTrafficInterval = conf["noTrafficInterval"]?.duration
        $0.reuseConnection = conf["reuseConnection"]?.boolean
        if let path = conf["eventLogPath"]?.string { $0.eventLogger = [eventLogger(path, outbound.arena)] }
        switch checker {
        case .http(let section): $0.httpHealthCheck = httpCheck(section, outbound)
        case .grpc(let section): $0.grpcHealthCheck = grpcCheck(section, outbound.arena)
        case .tcp(let section): $0.tcpHealthCheck = tcpCheck(section, outbound.arena)
        }
      })
    if case .tcp = checker { return }
    if case .grpc(let section) = checker, section["authority"] != nil { return }
    cluster.checkEndpointsByName(outbound.arena)
  }

  /// What kind of check a service gets: that of its protocol, else a connection.
  private enum Checker {
    case http(Conf)
    case grpc(Conf)
    case tcp(Conf)

    init?(_ conf: Conf, _ protocol: ExternalService.ServiceProtocol) {
      func enabled(_ section: StaticString) -> Conf? {
        conf[section].flatMap { $0["disabled"]?.boolean == true ? nil : $0 }
      }
      switch `protocol` {
      case .http, .http2:
        if let http = enabled("http") {
          self = .http(http)
          return
        }
      case .grpc:
        if let grpc = enabled("grpc") {
          self = .grpc(grpc)
          return
        }
      case .tcp: break
      }
      guard let tcp = enabled("tcp") else { return nil }
      self = .tcp(tcp)
    }
  }

  private static func configurePanic(_ cluster: Cluster, _ conf: Conf, _ arena: Arena) {
    let threshold = conf["healthyPanicThreshold"]?.decimal
    let fails = conf["failTrafficOnPanic"]?.boolean
    guard threshold != nil || fails != nil else { return }
    let common = cluster.commonLbConfig ?? Cluster.CommonLbConfig(arena)
    if let threshold { common.healthyPanicThreshold = Percent(arena) { $0.value = threshold } }
    // Envoy has no such setting where localities share traffic by weight.
    if let fails, common.localityWeightedLbConfig == nil {
      common.zoneAwareLbConfig = Cluster.CommonLbConfig.ZoneAwareLbConfig(arena) { $0.failTrafficOnPanic = fails }
    }
    cluster.commonLbConfig = common
  }

  private static func eventLogger(_ path: String, _ arena: Arena) -> TypedExtensionConfig {
    TypedExtensionConfig(arena) {
      $0.name = EnvoyExtension.healthCheckEventFileSink
      $0.typedConfig = .packing(HealthCheckEventFileSink(arena) { $0.eventLogPath = path })
    }
  }

  private static func httpCheck(_ section: Conf, _ outbound: OutboundContext) -> HealthCheck.HttpHealthCheck {
    let arena = outbound.arena
    return HealthCheck.HttpHealthCheck(arena) {
      $0.path = section["path"]?.string ?? "/"
      $0.expectedStatuses = (section["expectedStatuses"]?.elements ?? []).compactMap(\.integer).map { status in
        Int64Range(arena) {
          $0.start = status
          $0.end = status + 1
        }
      }
      if outbound.protocol == .http2 { $0.codecClientType = .http2 }
      var headers: [HeaderValueOption] = []
      if let tags = outbound.tags.header {
        headers.append(HeaderValueOption(arena, Dataplane.tagsHeaderName, tags))
      }
      if let changes = section["requestHeadersToAdd"] { headers += HeaderValueOption.options(changes, arena) }
      $0.requestHeadersToAdd = headers
    }
  }

  private static func grpcCheck(_ section: Conf, _ arena: Arena) -> HealthCheck.GrpcHealthCheck {
    HealthCheck.GrpcHealthCheck(arena) {
      $0.serviceName = section["serviceName"]?.string ?? ""
      $0.authority = section["authority"]?.string ?? ""
    }
  }

  private static func tcpCheck(_ section: Conf, _ arena: Arena) -> HealthCheck.TcpHealthCheck {
    func payload(_ text: Conf) -> HealthCheck.Payload {
      HealthCheck.Payload(arena) { $0.text = text.node.utf8.hex }
    }
    return HealthCheck.TcpHealthCheck(arena) {
      $0.send = section["send"].map(payload)
      $0.receive = (section["receive"]?.elements ?? []).map(payload)
    }
  }
}

extension Cluster {
  /// Makes checks ask each endpoint by its own host name, as traffic does. Without one Envoy sends the cluster's name,
  /// which no server outside knows.
  fileprivate func checkEndpointsByName(_ arena: Arena) {
    guard type == .strictDns else { return }
    for endpoint in loadAssignment?.endpoints.flatMap(\.lbEndpoints).compactMap(\.endpoint) ?? [] {
      guard let host = endpoint.address?.socketAddress?.address, IPAddress(host) == nil else { continue }
      endpoint.healthCheckConfig = Endpoint.HealthCheckConfig(arena) { $0.hostname = host }
    }
  }
}
