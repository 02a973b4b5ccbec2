import EnvoyAPI

/// Makes what a transparent proxy needs besides its services: listeners at the redirect ports, and clusters that send
/// traffic on to where it was going.
struct PassthroughGenerator {
  enum Family: String, CaseIterable {
    case ipv4, ipv6

    var anyAddress: String { self == .ipv4 ? "0.0.0.0" : "::" }
    /// Source address of inbound passthrough, by which the redirect knows the sidecar's own traffic.
    var inboundSource: String { self == .ipv4 ? "127.0.0.6" : "::6" }
    /// Of the listener and of the cluster.
    var inboundName: String { "inbound:passthrough:\(rawValue)" }
    var outboundName: String { "outbound:passthrough:\(rawValue)" }
  }

  let proxy: Dataplane.TransparentProxy
  /// Whether the mesh lets other traffic pass.
  let allowsOutbound: Bool
  let policies: PolicyApplier?
  let arena: Arena

  private var families: [Family] { proxy.hasIPv6 ? Family.allCases : [.ipv4] }

  func clusters() -> [(name: String, cluster: Cluster)] {
    guard proxy.redirectPortOutbound != 0 else { return [] }
    return families.flatMap { family in
      let (inbound, outbound) = (family.inboundName, family.outboundName)
      var clusters = [(inbound, cluster(inbound, sourceAddress: family.inboundSource))]
      if allowsOutbound { clusters.append((outbound, cluster(outbound, sourceAddress: nil))) }
      return clusters
    }
  }

  private func cluster(_ name: String, sourceAddress: String?) -> Cluster {
    Cluster(arena) {
      $0.name = name
      $0.altStatName = statName(name)
      $0.type = .originalDst
      $0.lbPolicy = .clusterProvided
      $0.connectTimeout = .seconds(5)
      if let sourceAddress {
        $0.upstreamBindConfig = BindConfig(arena) {
          $0.sourceAddress = SocketAddress(arena) {
            $0.address = sourceAddress
            $0.portValue = 0
          }
        }
      }
    }
  }

  /// - Parameter chains: filter chains of services without a port, which come before the passthrough itself.
  func listeners(chains: (Family) -> [FilterChain]) -> [(name: String, listener: Listener)] {
    guard proxy.redirectPortOutbound != 0 else { return [] }
    return families.flatMap { family in
      let (inbound, outbound) = (family.inboundName, family.outboundName)
      let inboundPort = family == .ipv4 ? proxy.redirectPortInbound : proxy.redirectPortInboundIPv6
      var listeners = [
        (outbound, listener(outbound, family, proxy.redirectPortOutbound, .outbound, chains: chains(family)))
      ]
      if inboundPort != 0 {
        listeners.append((inbound, listener(inbound, family, inboundPort, .inbound, chains: [])))
      }
      return listeners
    }
  }

  private func listener(
    _ name: String, _ family: Family, _ port: UInt16, _ direction: TrafficDirection, chains: [FilterChain]
  ) -> Listener {
    Listener(arena) {
      $0.name = name
      $0.address = Address(arena) {
        $0.socketAddress = SocketAddress(arena) {
          $0.address = family.anyAddress
          $0.portValue = UInt32(port)
        }
      }
      let passthrough = FilterChain(arena) {
        $0.filters = [
          Filter(arena) {
            let proxy = TcpProxy(arena) {
              $0.statPrefix = statName(name)
              $0.cluster = name
            }
            if direction == .outbound { policies?.configurePassthrough(proxy) }
            $0.name = EnvoyExtension.tcpProxy
            $0.typedConfig = .packing(proxy)
          }
        ]
      }
      $0.filterChains = chains + [passthrough]
      $0.useOriginalDst = true
      $0.trafficDirection = direction
      if direction == .inbound { $0.enableReusePort = false }
    }
  }
}

extension ProxyPlan {
  /// The chains of the outbound passthrough listener of one family.
  func passthroughChains(_ family: PassthroughGenerator.Family) -> [PassthroughChain] {
    passthroughChains.filter { ($0.vip.address.family == .ipv6) == (family == .ipv6) }
  }
}
