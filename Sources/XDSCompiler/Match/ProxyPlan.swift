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
  struct PassthroughChain: Sendable {
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
  /// Sorted by listener name.
  let outbounds: [Outbound]
  /// In the order of core names.
  let passthroughChains: [PassthroughChain]
  /// Sorted by name; nil when there is no DNS listener.
  let dnsDomains: [DNSDomain]?

  /// Indices of the services reached, by a listener or by a route only, each once, in ascending order.
  let services: [Int]
  /// Nil when no policy is for the dataplane.
  let policies: PolicyPlan?
  /// Servers that the policies need besides the services.
  let collectors: Collectors

  /// What leaves a transparent proxy besides traffic to the services: where a policy says nothing, the mesh does.
  var passthroughMode: PassthroughMode {
    policies?.passthroughMode ?? (mesh.allowsPassthrough ? .everything : .nothing)
  }
}
