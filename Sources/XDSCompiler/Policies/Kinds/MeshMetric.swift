/// Which metrics a dataplane shows, and to whom (documentation: MeshMetric).
enum MeshMetric: InertPolicy {
  static let kind = "MeshMetric"
  static let summary = "Which metrics a dataplane shows, and to whom."
  static let reason = "kuma-dp collects metrics, and neither listeners nor clusters of external services change"

  static let shape = PolicyShape(targets: PolicyShape.proxies, systemTargets: [.meshGateway], conf: schema)

  private static let schema = ConfSchema.object([
    .init("sidecar", sidecar, "Metrics of Envoy."),
    .init("applications", .list(of: application), "Metrics of applications beside it."),
    .init("backends", .list(of: backend), "Who gets them."),
  ])

  private static let sidecar = ConfSchema.object([
    .init("includeUnused", .boolean, "Whether metrics that never changed are there, too; false by default."),
    .init(
      "profiles",
      .object([
        .init(
          "appendProfiles",
          .list(
            of: .object(
              [.init("name", .enumeration(["All", "Basic", "None"]), "Name of the profile.")], [.defined("name")])),
          "Which metrics to begin with; All by default."),
        .init("exclude", .list(of: selector), "Metrics that are left out."),
        .init("include", .list(of: selector), "Metrics that are there all the same."),
      ]), "Which metrics."),
  ])

  private static let selector = ConfSchema.object(
    [
      .init("type", .enumeration(["Exact", "Prefix", "Regex", "Contains"]), "How names are compared."),
      .init("match", .string(), "What with."),
    ], [.defined("type"), .defined("match")])

  private static let application = ConfSchema.object(
    [
      .init("name", .string(), "Name of the application."),
      .init("path", .string(), "Path of its metrics; /metrics by default."),
      .init("address", .string(), "Its address; that of the dataplane by default."),
      .init("port", .integer([.port]), "Its port."),
    ], [.defined("port")])

  private static let backend = ConfSchema.object(
    [
      .init("type", .enumeration(["Prometheus", "OpenTelemetry"]), "Kind of the backend."),
      .init(
        "prometheus",
        .object([
          .init("clientId", .string(), "Name of the Prometheus that it is for; any by default."),
          .init("port", .integer([.port]), "Port to listen at; 5670 by default."),
          .init("path", .string(), "Path to listen at; /metrics by default."),
          .init(
            "tls",
            .object([
              .init(
                "mode", .enumeration(["Disabled", "ProvidedTLS", "ActiveMTLSBackend"]),
                "Whose certificate; none by default."
              )
            ]), "Whether the listener speaks TLS."),
        ]), "With Prometheus: how it is asked."),
      .init(
        "openTelemetry",
        .object(
          [
            .init("endpoint", .string([.defined]), "Address of the collector."),
            .init("refreshInterval", .duration([.durationGreaterThanZero]), "How often it is sent to; 60s by default."),
          ], [.defined("endpoint")]), "With OpenTelemetry: where to."),
    ],
    [
      .defined("type"),
      .defined("prometheus", withType: "Prometheus"), .defined("openTelemetry", withType: "OpenTelemetry"),
    ])
}
