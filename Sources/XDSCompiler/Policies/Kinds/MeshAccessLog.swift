import EnvoyAPI

/// Where connections and requests are logged, and how (documentation: MeshAccessLog).
enum MeshAccessLog: DataplanePolicy {
  static let kind = "MeshAccessLog"
  static let summary = "Where connections and requests are logged, and how."

  static let shape = PolicyShape(
    targets: PolicyShape.proxies, systemTargets: [.meshGateway],
    to: .init(
      kinds: PolicyShape.outbounds, placement: .underDefault(schema), kindsUnder: [.meshGateway: [.mesh]]),
    from: .init(kinds: [.mesh], placement: .underDefault(schema)),
    needsItem: true)

  static func check(_ policy: PolicyResource, _ context: DecodingContext) {
    let backends = policy.to.flatMap { Self.backends($0.conf) }
    for body in backends.compactMap({ $0["openTelemetry"]?["body"] }) {
      for value in body.refusedOTLPValues {
        context.report(
          .policyField, "Envoy takes only stringValue, arrayValue and kvlistValue in an access log", at: value.keyPlace)
      }
      for finding in body.formatsOfBody.flatMap(ConfRule.logFormat.findings) {
        context.report(.policyField, finding.message, at: finding.place, help: finding.help)
      }
    }
    for backend in backends where backend["type"]?.string == "Tcp" {
      context.report(
        .accessLogTCP,
        "Envoy writes to a socket, from which kuma-dp streams to this address: without it nothing arrives",
        at: backend["tcp"]?.place ?? backend.place)
    }
  }

  private static let schema = ConfSchema.object(
    [.init("backends", .list(of: backend), "Where to log; an empty list switches logging off.")],
    [.defined("backends")])

  private static let backend = ConfSchema.object(
    [
      .init("type", .enumeration(["Tcp", "File", "OpenTelemetry"]), "Which of the members below counts."),
      .init("tcp", tcp, "A TCP server, to which kuma-dp streams what Envoy writes to a socket."),
      .init("file", file, "A file on the sidecar's machine."),
      .init("openTelemetry", openTelemetry, "A collector that speaks OTLP over gRPC."),
    ],
    [
      .defined("type"), .defined("tcp", withType: "Tcp"), .defined("file", withType: "File"),
      .defined("openTelemetry", withType: "OpenTelemetry"),
    ])

  private static let tcp = ConfSchema.object(
    [
      .init(
        "address",
        .string([ConfRule("tcp backend requires valid address") { NetworkAddress($0.string, defaultPort: 1) != nil }]),
        "Host and port of the server."),
      .init("format", format, "Of each line; a default by protocol when absent."),
    ],
    [.defined("address", "tcp backend requires valid address")])

  private static let file = ConfSchema.object(
    [
      .init(
        "path", .string([ConfRule("file backend requires a valid path") { $0.string.hasPrefix("/") }]),
        "Absolute path, such as /dev/stdout."),
      .init("format", format, "Of each line; a default by protocol when absent."),
    ],
    [.defined("path", "file backend requires a valid path")])

  private static let openTelemetry = ConfSchema.object(
    [
      .init(
        "endpoint",
        .string([ConfRule("must be host or host:port") { NetworkAddress($0.string, defaultPort: 1) != nil }]),
        "Host of the collector, and port; 4317 by default."),
      .init("attributes", .list(of: keyValue), "Attributes of each record; values may have Envoy's placeholders."),
      .init("body", .any, "Body of each record: an OTLP AnyValue, or any JSON; the default format when absent."),
    ],
    [.defined("endpoint")])

  private static let keyValue = ConfSchema.object(keyAndValue, keyAndValueDefined)

  /// One of a JSON object, which a control plane reads without escaping anything.
  private static let member = ConfSchema.object(
    keyAndValue,
    keyAndValueDefined + [
      ConfRule("is not a valid JSON object") { conf in
        guard let key = conf["key"], let value = conf["value"] else { return true }
        let text = "{\"\(key.string)\": \"\(value.string)\"}"
        let source = SourceFile(path: "member.json", bytes: Array(text.utf8))
        var problems = DiagnosticList()
        _ = SourceTree.parse([source], jobs: 1, diagnostics: &problems)
        return problems.isEmpty
      }
    ])

  private static let keyAndValue = [
    ConfField("key", .string([keyNotEmpty]), "Name."),
    ConfField("value", .string([valueNotEmpty, .logFormat]), "Value."),
  ]
  private static let keyAndValueDefined: [ConfRule] = [
    .defined("key", "key cannot be empty"), .defined("value", "value cannot be empty"),
  ]

  private static let keyNotEmpty = ConfRule("key cannot be empty") { !$0.string.isEmpty }
  private static let valueNotEmpty = ConfRule("value cannot be empty") { !$0.string.isEmpty }

  private static let format = ConfSchema.object(
    [
      .init("type", .enumeration(["Plain", "Json"]), "Which of the members below counts."),
      .init("plain", .string([.notEmpty, .logFormat]), "A line, with placeholders of Envoy and Kuma."),
      .init("json", .list(of: member, [.notEmpty]), "Members of a JSON object, whose values have placeholders."),
      .init("omitEmptyValues", .boolean, "Whether what has no value is left out; false by default."),
    ],
    [.defined("type"), .defined("plain", withType: "Plain"), .defined("json", withType: "Json")])

  // MARK: Envoy

  static func configure(_ manager: HttpConnectionManager, _ conf: Conf, _ outbound: OutboundContext) {
    manager.accessLog += logs(conf, outbound, AccessLogFormat.http)
  }

  static func configure(_ proxy: TcpProxy, _ conf: Conf, _ outbound: OutboundContext) {
    proxy.accessLog += logs(conf, outbound, AccessLogFormat.tcp)
  }

  static let appliesToPassthrough = true

  static func collectors(_ conf: Conf) -> [Collector] {
    backends(conf).compactMap { $0["openTelemetry"].flatMap(collector) }
  }

  private static func backends(_ conf: Conf) -> [Conf] { conf["backends"]?.elements ?? [] }

  private static func collector(_ openTelemetry: Conf) -> Collector? {
    openTelemetry["endpoint"].flatMap { NetworkAddress($0.string, defaultPort: 4317) }.map {
      Collector(
        origin: .meshAccessLog, name: "meshaccesslog:opentelemetry", isNumbered: true, host: $0.host, port: $0.port,
        isHTTP2: true,
        usesTLS: false)
    }
  }

  private static func logs(_ conf: Conf, _ outbound: OutboundContext, _ defaultFormat: String) -> [AccessLog] {
    let generator = AccessLogGenerator(outbound, defaultFormat: defaultFormat)
    return backends(conf).compactMap { backend in
      switch backend["type"]?.string {
      case "File": backend["file"].map(generator.file)
      case "Tcp": backend["tcp"].map(generator.tcp)
      default:
        backend["openTelemetry"].flatMap { openTelemetry in
          collector(openTelemetry).map {
            generator.openTelemetry(openTelemetry, cluster: outbound.collectors.clusterName(of: $0))
          }
        }
      }
    }
  }
}
