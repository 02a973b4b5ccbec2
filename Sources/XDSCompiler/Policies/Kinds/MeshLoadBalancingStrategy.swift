import EnvoyAPI

/// How an endpoint is chosen (documentation: MeshLoadBalancingStrategy).
enum MeshLoadBalancingStrategy: OutboundPolicy {
  static let kind = "MeshLoadBalancingStrategy"
  static let summary = "How an endpoint is chosen."

  static let shape = PolicyShape(
    targets: PolicyShape.proxies, systemTargets: [.meshGateway],
    to: .init(kinds: PolicyShape.outbounds, placement: .underDefault(schema), isRequired: true))

  static let sections = [
    PolicySection("localityAwareness", for: { $0.service.zone != nil }) { _ in
      "there is no label \(KumaLabel.zone) here"
    }
  ]

  private static let schema = ConfSchema.object([
    .init("loadBalancer", loadBalancer, "How an endpoint is chosen among those of a zone."),
    .init(
      "localityAwareness", localityAwareness, "Which zones are preferred. For services with the label kuma.io/zone."),
  ])

  // MARK: Load balancer

  private static let loadBalancer = ConfSchema.object(
    [
      .init(
        "type", .enumeration(["RoundRobin", "LeastRequest", "RingHash", "Random", "Maglev"]),
        "The algorithm; without a policy RoundRobin."),
      .init(
        "leastRequest",
        .object([
          .init(
            "choiceCount", .integer([.inRange(2...Int64(UInt32.max))]),
            "From how many endpoints, taken at random, the one with the fewest requests is chosen; 2 by default."),
          .init(
            "activeRequestBias",
            .decimal([ConfRule("must be greater or equal then: 0") { ($0.decimal ?? 0) >= 0 }]),
            "How much requests count where endpoints have weights; 1.0 by default, 0 for not at all."),
        ]), "Settings of LeastRequest."),
      .init(
        "ringHash",
        .object(
          [
            .init("hashFunction", .enumeration(["XXHash", "MurmurHash2"]), "The hash function; XXHash by default."),
            .init("minRingSize", ringSize, "At least so many places on the ring; 1024 by default."),
            .init("maxRingSize", ringSize, "At most so many places on the ring; 8000000 by default."),
            .init("hashPolicies", HashPolicies.schema, "What of a request decides where it goes."),
          ],
          [
            ConfRule("must not be greater than maxRingSize", at: "minRingSize") {
              ($0["minRingSize"]?.integer ?? 0) <= ($0["maxRingSize"]?.integer ?? .max)
            }
          ]), "Settings of RingHash."),
      .init(
        "maglev",
        .object([
          .init(
            "tableSize",
            .integer([.inRange(tableSizes), ConfRule("must be a prime number") { $0.integer.map(isTableSize) ?? true }]
            ),
            "Size of the table, a prime number; 65537 by default."),
          .init("hashPolicies", HashPolicies.schema, "What of a request decides where it goes."),
        ]), "Settings of Maglev."),
    ],
    [.defined("type")])

  private static let tableSizes: ClosedRange<Int64> = 1...5_000_011

  /// Whether Envoy takes it; what is out of range has a finding of its own.
  private static func isTableSize(_ size: Int64) -> Bool {
    guard tableSizes.contains(size) else { return true }
    return size > 1 && !(2..<size).lazy.prefix { $0 * $0 <= size }.contains { size % $0 == 0 }
  }

  private static let ringSize = ConfSchema.integer([.inRange(1...8_000_000)])

  // MARK: Localities

  private static let localityAwareness = ConfSchema.object([
    .init("disabled", .boolean, "Whether all zones count alike; false by default."),
    .init(
      "localZone",
      .object([.init("affinityTags", affinityTags, "Tags by which endpoints of the own zone are preferred, in order.")]
      ),
      "What is preferred in the own zone."),
    .init(
      "crossZone",
      .object([
        .init("failover", .list(of: failover), "Where traffic goes when the own zone fails; the first that fits."),
        .init(
          "failoverThreshold",
          .object(
            [
              .init(
                "percentage", .decimal([.percentage, .greaterThanZero]),
                "With fewer healthy endpoints than this, in percent, the zone fails; 50 by default.")
            ], [.defined("percentage")]), "When a zone fails."),
      ]), "What becomes of endpoints of other zones."),
  ])

  private static let affinityTags = ConfSchema.list(
    of: .object(
      [
        .init("key", .string([.notEmpty]), "Key of the tag."),
        .init(
          "weight", .integer([.unsigned32, .greaterThanZero]), "Share of the endpoints with the sidecar's own value."),
      ], [.defined("key", "must not be empty")]),
    [
      ConfRule("all or none affinity tags should have weight") { conf in
        let weights = conf.elements.count { $0.isWritten("weight") }
        return weights == 0 || weights == conf.elements.count
      }
    ])

  private static let failover = ConfSchema.object(
    [
      .init(
        "from", .object([.init("zones", zones, "The zones.")], [zonesNotEmpty]), "For these zones; all by default."),
      .init(
        "to",
        .object(
          [
            .init(
              "type", .enumeration(["None", "Only", "Any", "AnyExcept"], otherwise: { _ in "unrecognized type" }),
              "Which zones traffic may go to."),
            .init("zones", .list(of: .string()), "With Only and AnyExcept: the zones."),
          ],
          [
            .defined("type"),
            ConfRule { conf in
              guard let type = conf["type"]?.string, let zones = conf["zones"], zones.node.count > 0,
                ["Any", "None"].contains(type)
              else { return [] }
              return [("must be empty when type is \(type)", zones.place)]
            },
            ConfRule { conf in
              guard let type = conf["type"]?.string, ["Only", "AnyExcept"].contains(type),
                (conf["zones"]?.node.count ?? 0) == 0
              else { return [] }
              return [
                (
                  "must not be empty when type is \(type)",
                  conf["zones"]?.place ?? Place(conf.node, missing: "zones")
                )
              ]
            },
          ]), "Where to."),
    ],
    [.defined("to")])

  private static let zones = ConfSchema.list(of: .string([.notEmpty]))
  private static let zonesNotEmpty = ConfRule("must not be empty", at: "zones") {
    ($0["zones"]?.node.count ?? 0) > 0
  }

  // MARK: Envoy

  static func configure(_ cluster: Cluster, _ conf: Conf, _ outbound: OutboundContext) {
    if let balancer = conf["loadBalancer"] { configure(cluster, balancer: balancer, outbound.arena) }
    cluster.prefer(conf["localityAwareness"], outbound)
  }

  private static func configure(_ cluster: Cluster, balancer: Conf, _ arena: Arena) {
    switch balancer["type"]?.string {
    case "LeastRequest":
      cluster.lbPolicy = .leastRequest
      guard let settings = balancer["leastRequest"], !settings.members.isEmpty else { return }
      cluster.leastRequestLbConfig = Cluster.LeastRequestLbConfig(arena) {
        $0.choiceCount = settings["choiceCount"]?.unsigned32
        if let bias = settings["activeRequestBias"]?.decimal {
          $0.activeRequestBias = RuntimeDouble(arena) { $0.defaultValue = bias }
        }
      }
    case "RingHash":
      cluster.lbPolicy = .ringHash
      guard let settings = balancer["ringHash"] else { return }
      cluster.ringHashLbConfig = Cluster.RingHashLbConfig(arena) {
        let maximum = settings["maxRingSize"].flatMap(\.unsigned32).map { UInt64($0) }
        let minimum = settings["minRingSize"].flatMap(\.unsigned32).map { UInt64($0) }
        $0.maximumRingSize = maximum
        // Envoy refuses a maximum below the minimum, its own default included.
        $0.minimumRingSize = maximum.map { $0 < minimum ?? 1024 } ?? false ? maximum : minimum
        if settings["hashFunction"]?.string == "MurmurHash2" { $0.hashFunction = .murmurHash2 }
      }
    case "Random": cluster.lbPolicy = .random
    case "Maglev":
      cluster.lbPolicy = .maglev
      guard let size = balancer["maglev"]?["tableSize"]?.unsigned32 else { return }
      cluster.maglevLbConfig = Cluster.MaglevLbConfig(arena) { $0.tableSize = UInt64(size) }
    default: cluster.lbPolicy = .roundRobin
    }
  }

  static func configure(_ action: RouteAction, _ conf: Conf, _ outbound: OutboundContext) {
    let settings: Conf?
    switch conf["loadBalancer"]?["type"]?.string {
    case "RingHash": settings = conf["loadBalancer"]?["ringHash"]
    case "Maglev": settings = conf["loadBalancer"]?["maglev"]
    default: settings = nil
    }
    guard let policies = settings?["hashPolicies"]?.elements, !policies.isEmpty else { return }
    action.hashPolicy += policies.map { HashPolicies.policy($0, outbound.arena) }
    // A service with two clusters is still one: the hash must choose between them, too.
    if let clusters = action.weightedClusters, clusters.names == outbound.service.map({ Destination($0).names }) {
      clusters.useHashPolicy = true
    }
  }
}

extension WeightedCluster {
  fileprivate var names: [String] { clusters.map(\.name) }
}

extension Destination {
  fileprivate var names: [String] { clusters.map(\.name) }
}
