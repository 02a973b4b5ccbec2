import EnvoyAPI

/// Makes what a transparent proxy needs besides its services: listeners at the redirect ports, and clusters that send
/// traffic on to where it was going.
struct PassthroughGenerator {
  enum Family: String, CaseIterable {
    case ipv4, ipv6

    init(_ family: IPAddress.Family) { self = family == .ipv4 ? .ipv4 : .ipv6 }

    var anyAddress: String { self == .ipv4 ? "0.0.0.0" : "::" }
    /// Source address of inbound passthrough, by which the redirect knows the sidecar's own traffic.
    var inboundSource: String { self == .ipv4 ? "127.0.0.6" : "::6" }
    /// Of the listener and of the cluster.
    var inboundName: String { "inbound:passthrough:\(rawValue)" }
    var outboundName: String { "outbound:passthrough:\(rawValue)" }
  }

  let proxy: Dataplane.TransparentProxy
  /// What else leaves the mesh.
  let mode: PassthroughMode
  /// Whether the dataplane's own address is IPv6: then domains resolve to either family.
  let isIPv6: Bool
  let policies: PolicyApplier?
  let arena: Arena

  private var families: [Family] { proxy.hasIPv6 ? Family.allCases : [.ipv4] }

  func clusters() -> [(name: String, cluster: Cluster)] {
    guard proxy.redirectPortOutbound != 0 else { return [] }
    return families.flatMap { family in
      let (inbound, outbound) = (family.inboundName, family.outboundName)
      var clusters = [(inbound, cluster(inbound, sourceAddress: family.inboundSource))]
      if case .everything = mode { clusters.append((outbound, cluster(outbound, sourceAddress: nil))) }
      return clusters
    } + matchedClusters
  }

  /// Of what MeshPassthrough lets pass, that which may come here at all.
  private var matches: [PassthroughMatch] {
    mode.matches.filter { proxy.hasIPv6 || $0.range?.first.family != .ipv6 }
  }

  private var matchedClusters: [(name: String, cluster: Cluster)] {
    Dictionary(matches.map { ($0.clusterName, $0) }, uniquingKeysWith: { first, _ in first })
      .sorted { $0.key.isBefore($1.key) }
      .map { name, match in
        let cluster = match.domain.map { domainCluster(name, $0, match) } ?? cluster(name, sourceAddress: nil)
        if match.protocol.isHTTP {
          cluster.updateHTTPProtocolOptions(arena) {
            $0.explicitHttpConfig = UpstreamHttpProtocolOptions.ExplicitHttpConfig(arena) {
              if match.protocol == .http {
                $0.httpProtocolOptions = Http1ProtocolOptions(arena)
              } else {
                $0.http2ProtocolOptions = Http2ProtocolOptions(arena)
              }
            }
          }
        }
        return (name, cluster)
      }
  }

  /// The addresses of a domain, whatever the client says that they are.
  private func domainCluster(_ name: String, _ domain: String, _ match: PassthroughMatch) -> Cluster {
    Cluster(arena) {
      $0.name = name
      let altStatName = statName(name)
      if altStatName != name { $0.altStatName = altStatName }
      $0.type = .strictDns
      $0.connectTimeout = .seconds(5)
      $0.dnsLookupFamily = isIPv6 ? .auto : .v4Only
      $0.loadAssignment = ClusterLoadAssignment(arena) {
        $0.clusterName = name
        $0.endpoints = [
          LocalityLbEndpoints(arena) {
            $0.lbEndpoints = [
              LbEndpoint(arena) {
                $0.endpoint = Endpoint(arena) {
                  $0.address = Address(arena) {
                    $0.socketAddress = SocketAddress(arena) {
                      $0.address = domain
                      $0.portValue = UInt32(match.port ?? 0)
                    }
                  }
                }
              }
            ]
          }
        ]
      }
    }
  }

  private func cluster(_ name: String, sourceAddress: String?) -> Cluster {
    Cluster(arena) {
      $0.name = name
      let altStatName = statName(name)
      if altStatName != name { $0.altStatName = altStatName }
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

  /// - Parameters:
  ///   - cells: what has filter chains of its own, which come before the passthrough itself.
  ///   - chain: makes such a filter chain for a service.
  func listeners(
    cells: (Family) -> PassthroughCells, chain: (ProxyPlan.PassthroughChain) -> FilterChain
  ) -> [(name: String, listener: Listener)] {
    guard proxy.redirectPortOutbound != 0 else { return [] }
    return families.flatMap { family in
      let (inbound, outbound) = (family.inboundName, family.outboundName)
      let inboundPort = family == .ipv4 ? proxy.redirectPortInbound : proxy.redirectPortInboundIPv6
      let cells = cells(family)
      let generator = PassthroughChainGenerator(policies: policies, arena: arena)
      let chains = cells.all.map { generator.chain($0, ofService: chain) }
      let listener = listener(outbound, family, proxy.redirectPortOutbound, .outbound, chains: chains)
      inspectTLS(listener, at: cells.tlsPorts)
      var listeners = [(outbound, listener)]
      if inboundPort != 0 {
        listeners.append((inbound, self.listener(inbound, family, inboundPort, .inbound, chains: [])))
      }
      return listeners
    }
  }

  /// Lets the listener tell TLS from other traffic at these ports. Elsewhere it must not: it would wait for the client to
  /// speak, in protocols in which servers speak first.
  private func inspectTLS(_ listener: Listener, at ports: [UInt16]) {
    guard !ports.isEmpty else { return }
    let rules = ports.map { port in
      ListenerFilterChainMatchPredicate(arena) {
        $0.destinationPortRange = Int32Range(arena) {
          $0.start = Int32(port)
          $0.end = Int32(port) + 1
        }
      }
    }
    let isInspected =
      rules.count == 1
      ? rules[0]
      : ListenerFilterChainMatchPredicate(arena) {
        $0.orMatch = ListenerFilterChainMatchPredicate.MatchSet(arena) { $0.rules = rules }
      }
    listener.listenerFilters = [
      // First, so that the next sees the port where the connection was going.
      ListenerFilter(arena) {
        $0.name = EnvoyExtension.originalDestination
        $0.typedConfig = .packing(OriginalDst(arena))
      },
      ListenerFilter(arena) {
        $0.name = EnvoyExtension.tlsInspector
        $0.typedConfig = .packing(TlsInspector(arena))
        $0.filterDisabled = ListenerFilterChainMatchPredicate(arena) { $0.notMatch = isInspected }
      },
    ]
    // Who says nothing speaks no TLS.
    listener.continueOnListenerFiltersTimeout = true
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
  /// What has filter chains of its own in the outbound passthrough listener of one family.
  func passthroughCells(_ family: PassthroughGenerator.Family) -> PassthroughCells {
    PassthroughCells(
      passthroughMode.matches.filter { $0.isOf(family) },
      services: passthroughChains.filter { PassthroughGenerator.Family($0.vip.address.family) == family })
  }
}

extension PassthroughMatch {
  /// Whether it is for traffic of a family; a domain is for both.
  // Swift 6.3.1 fails to compile this where it is inlined.
  @inline(never)
  fileprivate func isOf(_ family: PassthroughGenerator.Family) -> Bool {
    guard case .addresses(let range) = destination else { return true }
    return PassthroughGenerator.Family(range.first.family) == family
  }
}
