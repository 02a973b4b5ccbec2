import EnvoyAPI

/// One kind of policy. A type that conforms, listed in ``PolicyKinds``, is all that it takes to add a kind.
protocol Policy: Sendable {
  /// As resources write it in `type` or `kind`.
  static var kind: String { get }
  /// What it is for, in a sentence.
  static var summary: String { get }
  static var shape: PolicyShape { get }
  /// Whether it is for dataplanes with a transparent proxy only.
  static var needsTransparentProxy: Bool { get }

  /// Reports what the schema cannot say. What could not be read is absent from the policy.
  static func check(_ policy: PolicyResource, _ context: DecodingContext)

  /// What policies make together for one target, in the order of their precedence, lowest first.
  static func merge(_ confs: [Conf]) -> Conf?
}

extension Policy {
  static var needsTransparentProxy: Bool { false }
  static func check(_ policy: PolicyResource, _ context: DecodingContext) {}
  static func merge(_ confs: [Conf]) -> Conf? { Conf.merged(confs) }
}

/// A policy that changes the listeners and clusters that lead to a service.
///
/// Messages are handed over when they are complete but not yet encoded, in the order of ``PolicyKinds``.
protocol OutboundPolicy: Policy {
  /// Whether a service that no item is for gets the policy's own defaults, as soon as such a policy selects its
  /// dataplane.
  static var hasDefaults: Bool { get }
  /// Members of its configuration that are for some services only.
  static var sections: [PolicySection] { get }

  /// Whether what is for the whole mesh is for the traffic that passes a transparent proxy as it is, too.
  static var appliesToPassthrough: Bool { get }

  /// Servers besides the service that a configuration needs.
  static func collectors(_ conf: Conf) -> [Collector]

  static func configure(_ cluster: Cluster, _ conf: Conf, _ outbound: OutboundContext)
  static func configure(_ manager: HttpConnectionManager, _ conf: Conf, _ outbound: OutboundContext)
  /// Changes what a route does that sends requests on. The configuration may be for this route alone.
  static func configure(_ action: RouteAction, _ conf: Conf, _ outbound: OutboundContext)
  static func configure(_ proxy: TcpProxy, _ conf: Conf, _ outbound: OutboundContext)
}

extension OutboundPolicy {
  static var hasDefaults: Bool { false }
  static var sections: [PolicySection] { [] }
  static var appliesToPassthrough: Bool { false }
  static func collectors(_ conf: Conf) -> [Collector] { [] }
  static func configure(_ cluster: Cluster, _ conf: Conf, _ outbound: OutboundContext) {}
  static func configure(_ manager: HttpConnectionManager, _ conf: Conf, _ outbound: OutboundContext) {}
  static func configure(_ action: RouteAction, _ conf: Conf, _ outbound: OutboundContext) {}
  static func configure(_ proxy: TcpProxy, _ conf: Conf, _ outbound: OutboundContext) {}
}

/// A policy that has listeners say by which dataplane traffic goes: dataplanes then share none of them, however much they
/// are alike. Clusters it must leave alone, as dataplanes go on sharing those.
protocol DataplanePolicy: OutboundPolicy {}

/// A policy that says where a service's traffic goes.
protocol RoutePolicy: OutboundPolicy {
  /// What becomes of traffic where none of the backends that are written can be reached.
  static var outcomeWithoutBackend: String { get }
}

/// A member of a policy's configuration that is for some services only.
struct PolicySection: Sendable {
  /// A service, and how its traffic goes.
  struct Traffic {
    let service: ExternalService
    /// More than one where dataplanes have different routes.
    let protocols: Set<ExternalService.ServiceProtocol>
  }

  let name: StaticString
  let isFor: @Sendable (Traffic) -> Bool
  /// Why it is for none of these services.
  let reason: @Sendable ([Traffic]) -> String

  init(
    _ name: StaticString, for isFor: @escaping @Sendable (Traffic) -> Bool,
    else reason: @escaping @Sendable ([Traffic]) -> String
  ) {
    self.name = name
    self.isFor = isFor
    self.reason = reason
  }

  /// One for traffic by these protocols.
  init(_ name: StaticString, for protocols: Set<ExternalService.ServiceProtocol>) {
    self.init(name, for: { !protocols.isDisjoint(with: $0.protocols) }) { traffic in
      let found = Set(traffic.flatMap(\.protocols))
      let isRouted = !found.isSubset(of: traffic.map(\.service.protocol))
      return Self.reason(found) + (isRouted ? ", by a MeshTCPRoute" : "")
    }
  }

  /// One for services of these protocols, however their traffic goes.
  init(_ name: StaticString, forServicesOf protocols: Set<ExternalService.ServiceProtocol>) {
    self.init(name, for: { protocols.contains($0.service.protocol) }) { Self.reason(Set($0.map(\.service.protocol))) }
  }

  private static func reason(_ protocols: Set<ExternalService.ServiceProtocol>) -> String {
    "the protocol here is \(protocols.map(\.rawValue).sorted().joined(separator: ", "))"
  }
}

/// What policies may know of where the traffic goes whose messages they change, and of where it comes from.
struct OutboundContext {
  /// Nil for what passes as it is.
  let service: ExternalService?
  fileprivate let dataplane: Dataplane
  /// The zone of the dataplane; nil when nobody knows it.
  let zone: String?
  let collectors: Collectors
  let arena: Arena

  /// What dataplanes of one service have in common.
  var tags: Dataplane.Tags { dataplane.tags }
  /// How users know where it goes.
  var destination: String { service?.header.displayName ?? "external" }
  var `protocol`: ExternalService.ServiceProtocol { service?.protocol ?? .tcp }

  init(
    service: ExternalService?, dataplane: Dataplane, zone: String?, collectors: Collectors, arena: Arena
  ) {
    self.service = service
    self.dataplane = dataplane
    self.zone = zone
    self.collectors = collectors
    self.arena = arena
  }
}

extension DataplanePolicy {
  /// Where traffic comes from, to be named.
  static func dataplane(of outbound: OutboundContext) -> Dataplane { outbound.dataplane }
}

/// A policy that external services never see: it is checked, and a note says why it changes nothing.
protocol InertPolicy: Policy {
  /// Why, as the end of a sentence that begins with the policy's name.
  static var reason: String { get }
}

/// Every kind of policy, in the order in which they take effect.
enum PolicyKinds {
  static let all: [any Policy.Type] = [
    MeshHTTPRoute.self, MeshTCPRoute.self, MeshLoadBalancingStrategy.self, MeshPassthrough.self, MeshAccessLog.self,
    MeshTrace.self,
    MeshFaultInjection.self, MeshRateLimit.self, MeshTimeout.self, MeshTrafficPermission.self, MeshCircuitBreaker.self,
    MeshHealthCheck.self, MeshRetry.self, MeshMetric.self, MeshProxyPatch.self,
  ]

  /// Kinds of policies that Kong Mesh has and that never concern a sidecar's outbounds to external services.
  static let ofOthers: Set<String> = [
    "MeshGatewayRoute", "MeshGlobalRateLimit", "MeshOPA", "MeshTLS",
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0) })

  static func named(_ name: String) -> (any Policy.Type)? { byName[name] }
}
