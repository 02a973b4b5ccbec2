/// How much clients may ask of a dataplane (documentation: MeshRateLimit).
enum MeshRateLimit: InertPolicy {
  static let kind = "MeshRateLimit"
  static let summary = "How much clients may ask of a dataplane."
  static let reason = "limits are kept where requests come in, at the inbounds of a dataplane"

  static let shape = PolicyShape(
    targets: PolicyShape.proxies, systemTargets: [.meshGateway],
    to: .init(kinds: [.mesh], placement: .underDefault(schema)),
    from: .init(kinds: PolicyShape.proxies, placement: .underDefault(schema)),
    needsItem: true)

  private static let schema = ConfSchema.object(
    [
      .init(
        "local",
        .object(
          [
            .init("http", http, "For requests."),
            .init("tcp", tcp, "For connections."),
          ], [.anyOf("tcp", "http", message: "must have at least one defined: tcp, http")]),
        "Limits that each dataplane keeps by itself.")
    ], [.defined("local")])

  private static let http = ConfSchema.object([
    disabled,
    .init("requestRate", rate, "How many requests."),
    .init(
      "onRateLimit",
      .object([
        .init("status", .integer([.inRange(100...599)]), "Status of the response; 429 by default."),
        .init(
          "headers", .object(HeaderChangesSchema.fields()),
          "Headers of the response."),
      ]), "How requests beyond it are answered."),
  ])

  private static let tcp = ConfSchema.object([disabled, .init("connectionRate", rate, "How many connections.")])

  private static let disabled = ConfField("disabled", .boolean, "Whether there is no limit; false by default.")

  private static let rate = ConfSchema.object(
    [
      .init("num", .integer([.unsigned32, .greaterThanZero]), "How many."),
      .init(
        "interval",
        .duration([ConfRule("must be greater than: 50ms") { $0.duration.map { $0 >= .milliseconds(50) } ?? true }]),
        "In how long, at least 50ms."),
    ], [.defined("num"), .defined("interval")])
}
