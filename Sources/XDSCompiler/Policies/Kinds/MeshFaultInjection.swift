/// Faults for clients to practise on (documentation: MeshFaultInjection).
enum MeshFaultInjection: InertPolicy {
  static let kind = "MeshFaultInjection"
  static let summary = "Faults for clients to practise on."
  static let reason = "faults are injected where requests come in, at the inbounds of a dataplane"

  static let shape = PolicyShape(
    targets: PolicyShape.proxies, systemTargets: [.meshGateway],
    to: .init(kinds: [.mesh], placement: .underDefault(schema)),
    from: .init(kinds: PolicyShape.proxies, placement: .underDefault(schema)),
    needsItem: true)

  private static let schema = ConfSchema.object(
    [.init("http", .list(of: fault), "Faults; each is injected on its own.")], [.defined("http")])

  private static let fault = ConfSchema.object([
    .init(
      "abort",
      .object(
        [
          .init("httpStatus", .integer([.inRange(100...599)]), "Status of the response."), percentage,
        ], [.defined("httpStatus"), .defined("percentage")]), "Requests are answered without asking the service."),
    .init(
      "delay",
      .object(
        [.init("value", .duration([.durationNotNegative]), "How long."), percentage],
        [.defined("value"), .defined("percentage")]), "Requests wait."),
    .init(
      "responseBandwidth",
      .object(
        [.init("limit", .string([bandwidth]), "How fast, such as 50kbps."), percentage],
        [.defined("limit"), .defined("percentage")]), "Responses are slow."),
  ])

  private static let percentage = ConfField("percentage", .decimal([.percentage]), "Of how many, in percent.")

  private static let bandwidth = ConfRule("must be a whole number with the unit kbps, Mbps or Gbps") { conf in
    let digits = conf.node.utf8.prefix { $0.isASCIIDigit }
    let unit = String(decoding: conf.node.utf8.dropFirst(digits.count), as: UTF8.self).drop { $0 == " " }
    return !digits.isEmpty && ["kbps", "Mbps", "Gbps"].contains(String(unit))
  }
}
