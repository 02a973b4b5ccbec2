/// Which traffic to destinations outside the mesh leaves a transparent proxy (documentation: MeshPassthrough).
enum MeshPassthrough: Policy {
  static let kind = "MeshPassthrough"
  static let summary = "Which traffic to destinations outside the mesh leaves a transparent proxy."
  static let needsTransparentProxy = true

  static let shape = PolicyShape(targets: PolicyShape.proxies, conf: schema)

  private static let schema = ConfSchema.object([
    .init(
      "passthroughMode", .enumeration(["All", "Matched", "None"]),
      "What passes: everything, the destinations of appendMatch, or nothing; None by default."),
    .init("appendMatch", .list(of: match), "With Matched: the destinations. Those of all policies count."),
  ])

  private static let match = ConfSchema.object(
    [
      .init(
        "type", .enumeration(["Domain", "IP", "CIDR"]),
        "Whether value is a DNS name, an address, or a range of addresses."),
      .init("value", .string([.defined]), "The destination: a DNS name, an address, or a range of addresses."),
      .init("port", .integer([.port]), "Its port; every one by default, which only tcp takes."),
      .init(
        "protocol", .enumeration(PassthroughMatch.TrafficProtocol.allCases.map(\.rawValue)),
        "What passes; tcp, the default, takes anything."),
    ],
    [.defined("type"), .defined("value"), valueFitsType, domainIsKnown, portIsThere])

  private static let valueFitsType = ConfRule { conf in
    guard let type = conf["type"]?.string, let value = conf["value"] else { return [] }
    switch type {
    case "IP" where IPAddress(value.string) == nil: return [("provided IP has incorrect value", value.place)]
    case "CIDR" where CIDR(value.string) == nil: return [("provided CIDR has incorrect value", value.place)]
    case "Domain":
      let name = value.string.hasPrefix("*.") ? String(value.string.dropFirst(2)) : value.string
      return DNSName.isValid(name) ? [] : [("provided DNS has incorrect value", value.place)]
    default: return []
    }
  }

  /// A name that a client says proves nothing of where it goes: traffic to a domain goes to the addresses of the domain,
  /// so those must be found by the name.
  private static let domainIsKnown = ConfRule { conf in
    guard conf["type"]?.string == "Domain", let value = conf["value"] else { return [] }
    if value.string.hasPrefix("*.") {
      return [
        (
          "a wildcard is not compiled: nobody can tell whether an address belongs to it, so more would pass than it says",
          value.place
        )
      ]
    }
    guard conf["protocol"]?.string ?? "tcp" == "tcp" else { return [] }
    return [
      ("protocol tcp is not supported for a domain", conf["protocol"]?.place ?? Place(conf.node, missing: "protocol"))
    ]
  }

  private static let portIsThere = ConfRule { conf in
    guard conf["port"] == nil, !conf.isWritten("port"),
      conf["type"]?.string == "Domain" || conf["protocol"]?.string ?? "tcp" != "tcp"
    else { return [] }
    return [("must be defined: only tcp to addresses passes on every port", Place(conf.node, missing: "port"))]
  }
}
