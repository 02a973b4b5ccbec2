/// What one dataplane is to have: the services that it reaches, and where.
struct ProxyPlan: Sendable {
  /// A listener that leads to a service.
  struct Outbound: Sendable {
    /// Index into the mesh's services.
    let service: Int
    let address: String
    let port: UInt16
    /// Name of the listener; of an HTTP-family one also that of its route configuration and statPrefix.
    let listenerName: String
    /// False when the redirect hands connections over, so that the listener must not bind.
    let bindsToPort: Bool
  }

  /// A service without a port: every port of its VIP, by a filter chain of the outbound passthrough listener.
  struct PassthroughChain: Hashable, Sendable {
    let service: Int
    let vip: VIP
  }

  /// A name that the DNS listener answers.
  struct DNSDomain: Sendable {
    let name: String
    let addresses: [String]
  }

  let mesh: NormalizedMesh
  let dataplane: Dataplane
  let reach: Reach
  /// Nil when no policy is for the dataplane.
  let policies: PolicyPlan?

  var outbounds: [Outbound] { reach.outbounds }
  var passthroughChains: [PassthroughChain] { reach.passthroughChains }
  var dnsDomains: [DNSDomain]? { reach.dnsDomains }
  var services: [Int] { reach.services }
  var collectors: Collectors { reach.collectors }

  /// What leaves a transparent proxy besides traffic to the services: where a policy says nothing, the mesh does.
  var passthroughMode: PassthroughMode {
    policies?.passthroughMode ?? (mesh.allowsPassthrough ? .everything : .nothing)
  }
}
