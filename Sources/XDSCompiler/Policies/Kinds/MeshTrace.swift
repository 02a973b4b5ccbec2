import EnvoyAPI

/// Where spans of requests go, and which requests are traced (documentation: MeshTrace).
enum MeshTrace: OutboundPolicy {
  static let kind = "MeshTrace"
  static let summary = "Where spans of requests go, and which requests are traced."

  static let shape = PolicyShape(
    targets: PolicyShape.proxies, systemTargets: [.meshGateway], conf: schema)

  private static let schema = ConfSchema.object(
    [
      .init(
        "backends",
        .list(
          of: backend, [ConfRule("must have zero or one backend defined") { $0.elements.count <= 1 }]),
        "Where spans go: one, or none for no tracing."),
      .init("sampling", sampling, "How many of the requests are traced."),
      .init("tags", .list(of: tag), "What spans carry besides Envoy's own tags."),
    ],
    [.defined("backends")])

  private static let backend = ConfSchema.object(
    [
      .init("type", .enumeration(["Zipkin", "Datadog", "OpenTelemetry"]), "Which of the members below counts."),
      .init("zipkin", zipkin, "A collector that speaks Zipkin's protocol."),
      .init("datadog", datadog, "A Datadog agent."),
      .init("openTelemetry", openTelemetry, "A collector that speaks OTLP over gRPC."),
    ],
    [
      .defined("type"), .defined("zipkin", withType: "Zipkin"), .defined("datadog", withType: "Datadog"),
      .defined("openTelemetry", withType: "OpenTelemetry"),
    ])

  private static let zipkin = ConfSchema.object(
    [
      .init(
        "url",
        .string([
          .notEmpty,
          ConfRule("must be a valid url") { $0.string.isEmpty || CollectorURL($0.string)?.hasInvalidPort == false },
        ]),
        "URL of the collector, such as http://zipkin:9411/api/v2/spans."),
      .init("traceId128bit", .boolean, "Whether trace ids have 128 bits; false by default."),
      .init("apiVersion", .enumeration(["httpJson", "httpProto"]), "Form of the spans; httpJson by default."),
      .init(
        "sharedSpanContext", .boolean, "Whether client and server share a span; true by default."),
    ],
    [.defined("url", "must not be empty")])

  private static let datadog = ConfSchema.object(
    [
      .init("url", .string([datadogURL]), "URL of the agent: http, host and port, such as http://trace-svc:8126."),
      .init(
        "splitService", .boolean, "Whether spans name direction and destination in their service; false by default."),
    ],
    [.defined("url")])

  private static let datadogURL = ConfRule { conf in
    guard let url = CollectorURL(conf.string) else { return [("must be a valid url", conf.place)] }
    var messages: [String] = []
    if url.scheme != "http" { messages.append("scheme must be http") }
    if url.hasInvalidPort {
      messages.append(PortNumber.message)
    } else if url.port == nil {
      messages.append("port must be defined")
    }
    for (name, part) in [("user", url.user), ("path", url.path), ("query", url.query), ("fragment", url.fragment)]
    where part != nil {
      messages.append("\(name) must not be defined")
    }
    return messages.map { ($0, conf.place) }
  }

  private static let openTelemetry = ConfSchema.object(
    [
      .init(
        "endpoint",
        .string([ConfRule("must be host or host:port") { NetworkAddress($0.string, defaultPort: 1) != nil }]),
        "Host of the collector, and port; 4317 by default.")
    ],
    [.defined("endpoint")])

  private static let sampling = ConfSchema.object([
    .init("overall", rate, "Per cent of all requests, at most; 100 by default."),
    .init("client", rate, "Per cent of the requests that ask for it by x-client-trace-id; 100 by default."),
    .init("random", rate, "Per cent of the other requests; 100 by default."),
  ])

  private static let rate = ConfSchema.decimal(
    [ConfRule("must be between 0 and 100") { $0.decimal.map { (0...100).contains($0) } ?? true }],
    otherwise: "string is not a number")

  private static let tag = ConfSchema.object(
    [
      .init("name", .string([.notEmpty]), "Name of the tag."),
      .init("literal", .string([.notEmpty]), "A value that is always the same."),
      .init(
        "header",
        .object(
          [
            .init("name", .string([.notEmpty]), "Name of the header."),
            .init("default", .string(), "Value where a request lacks the header."),
          ],
          [.defined("name", "must not be empty")]), "A header of the request."),
    ],
    [
      .defined("name", "must not be empty"),
      ConfRule("tag must have only one type defined: header, literal") {
        $0.isWritten("literal") != $0.isWritten("header")
      },
    ])

  // MARK: Envoy

  static func collectors(_ conf: Conf) -> [Collector] { backend(of: conf).flatMap(collector).map { [$0] } ?? [] }

  static func configure(_ manager: HttpConnectionManager, _ conf: Conf, _ outbound: OutboundContext) {
    guard let backend = backend(of: conf) else { return }
    manager.tracing = TracingGenerator(outbound).tracing(backend, conf)
  }

  private static func backend(of conf: Conf) -> Conf? { conf["backends"]?.elements.first }

  private static func collector(_ backend: Conf) -> Collector? {
    if let endpoint = backend["openTelemetry"]?["endpoint"], backend["type"]?.string == "OpenTelemetry" {
      return NetworkAddress(endpoint.string, defaultPort: 4317).map {
        Collector(
          origin: .meshTrace, name: "meshtrace:opentelemetry", isNumbered: false, host: $0.host, port: $0.port,
          isHTTP2: true,
          usesTLS: false)
      }
    }
    let type = backend["type"]?.string == "Datadog" ? "datadog" : "zipkin"
    let member = type == "datadog" ? backend["datadog"] : backend["zipkin"]
    return (member?["url"]).flatMap { CollectorURL($0.string) }.map {
      Collector(
        origin: .meshTrace, name: "meshtrace:\(type)", isNumbered: false, host: $0.host,
        port: $0.port ?? $0.defaultPort, isHTTP2: false,
        usesTLS: $0.scheme == "https")
    }
  }
}
