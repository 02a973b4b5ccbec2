import EnvoyAPI

/// What of a request decides which endpoint it goes to: `hashPolicies` of a MeshLoadBalancingStrategy.
enum HashPolicies {
  static let schema = ConfSchema.list(
    of: .object(
      [
        .init("type", .enumeration(members.map(\.type)), "What is hashed."),
        .init("terminal", .boolean, "Whether the policies behind it count only where this one finds nothing."),
        .init(
          "header", .object([.init("name", .string([headerName]), "Its name.")], [.defined("name")]),
          "With Header: which one."),
        .init(
          "cookie",
          .object(
            [
              .init("name", .string([.defined]), "Its name."),
              .init(
                "ttl", .duration([.durationNotNegative]),
                "How long one lives that is made where there is none; none is made by default."),
              .init(
                "path", .string([ConfRule("must be an absolute path") { $0.node.utf8.first == UInt8(ascii: "/") }]),
                "Path of one that is made."),
            ], [.defined("name")]), "With Cookie: which one."),
        .init(
          "connection", .object([.init("sourceIP", .boolean, "Whether the client's address is hashed.")]),
          "With Connection: what of it."),
        .init(
          "queryParameter", .object([.init("name", .string([.defined]), "Its name.")], [.defined("name")]),
          "With QueryParameter: which one."),
        .init(
          "filterState", .object([.init("key", .string([.defined]), "Its key.")], [.defined("key")]),
          "With FilterState: which one."),
      ],
      [.defined("type")]
        + members.map { type, member in .defined(member, withType: type) }))

  /// As Envoy takes it; `:path` and the like are headers to it, too.
  private static let headerName = ConfRule("must be the name of a header") { conf in
    let name = conf.node.utf8.first == UInt8(ascii: ":") ? conf.node.utf8.dropFirst() : conf.node.utf8[...]
    return !name.isEmpty
      && name.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "!#$%&'*+-.^_`|~".utf8.contains($0) }
  }

  /// Types of hash policies, each with the member that says more.
  private static let members: [(type: String, member: StaticString)] = [
    ("Header", "header"), ("Cookie", "cookie"), ("Connection", "connection"), ("QueryParameter", "queryParameter"),
    ("FilterState", "filterState"),
  ]

  // MARK: Envoy

  static func policy(_ policy: Conf, _ arena: Arena) -> RouteAction.HashPolicy {
    RouteAction.HashPolicy(arena) {
      switch policy["type"]?.string {
      case "Header":
        $0.header = .init(arena) { $0.headerName = policy["header"]?["name"]?.string ?? "" }
      case "Cookie":
        let cookie = policy["cookie"]
        $0.cookie = .init(arena) {
          $0.name = cookie?["name"]?.string ?? ""
          $0.ttl = cookie?["ttl"]?.duration
          $0.path = cookie?["path"]?.string ?? ""
        }
      case "QueryParameter":
        $0.queryParameter = .init(arena) { $0.name = policy["queryParameter"]?["name"]?.string ?? "" }
      case "FilterState":
        $0.filterState = .init(arena) { $0.key = policy["filterState"]?["key"]?.string ?? "" }
      default:
        $0.connectionProperties = .init(arena) {
          $0.sourceIp = policy["connection"]?["sourceIP"]?.boolean ?? false
        }
      }
      $0.terminal = policy["terminal"]?.boolean ?? false
    }
  }
}
