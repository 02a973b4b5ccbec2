/// The services that dataplanes reach, and where. Dataplanes that reach the same share it.
final class Reach: Sendable {
  /// Sorted by listener name.
  let outbounds: [ProxyPlan.Outbound]
  /// In the order of core names.
  let passthroughChains: [ProxyPlan.PassthroughChain]
  /// Sorted by name; nil when there is no DNS listener.
  let dnsDomains: [ProxyPlan.DNSDomain]?
  /// Indices of the services reached, by a listener or by a route only, each once, in ascending order.
  let services: [Int]
  /// Servers that the policies need besides the services.
  let collectors: Collectors

  init(
    outbounds: [ProxyPlan.Outbound], passthroughChains: [ProxyPlan.PassthroughChain],
    dnsDomains: [ProxyPlan.DNSDomain]?, services: [Int], collectors: Collectors
  ) {
    self.outbounds = outbounds
    self.passthroughChains = passthroughChains
    self.dnsDomains = dnsDomains
    self.services = services
    self.collectors = collectors
  }

  /// Everything that it follows from.
  struct Source: Hashable {
    /// A listener to be.
    struct Socket: Hashable {
      let service: Int
      let address: String
      let port: UInt16
      let bindsToPort: Bool
    }

    var sockets: [Socket] = []
    var chains: [ProxyPlan.PassthroughChain] = []
    /// Whether DNS answers IPv6 addresses, too; nil where it answers nothing.
    var answersIPv6: Bool?
    var policies: ObjectIdentifier?
  }
}
