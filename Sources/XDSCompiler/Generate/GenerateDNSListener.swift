import EnvoyAPI

/// Makes the listener that resolves the hostnames of external services to their VIPs.
struct DNSListenerGenerator {
  static let name = "kuma:dns"
  /// How long clients may keep an answer.
  private static let answerTTLSeconds: Int64 = 30
  /// Queries that may wait for the upstream resolvers at one time.
  private static let maxPendingLookups: UInt64 = 256

  let port: UInt16
  let upstreams: [DNSUpstream]
  let arena: Arena

  func listener(_ domains: [ProxyPlan.DNSDomain]) -> Listener {
    Listener(arena) {
      $0.name = DNSListenerGenerator.name
      $0.address = Address(arena) {
        $0.socketAddress = SocketAddress(arena) {
          $0.protocol = .udp
          $0.address = "127.0.0.1"
          $0.portValue = UInt32(port)
        }
      }
      $0.listenerFilters = [
        ListenerFilter(arena) {
          $0.name = EnvoyExtension.dnsFilter
          $0.typedConfig = .packing(filterConfig(domains))
        }
      ]
      $0.trafficDirection = .inbound
      $0.enableReusePort = true
    }
  }

  private func filterConfig(_ domains: [ProxyPlan.DNSDomain]) -> DnsFilterConfig {
    DnsFilterConfig(arena) {
      $0.statPrefix = "kuma_dns"
      $0.serverConfig = DnsFilterConfig.ServerContextConfig(arena) {
        $0.inlineDnsTable = DnsTable(arena) { $0.virtualDomains = domains.map(virtualDomain) }
      }
      if !upstreams.isEmpty { $0.clientConfig = clientConfig() }
    }
  }

  private func virtualDomain(_ domain: ProxyPlan.DNSDomain) -> DnsTable.DnsVirtualDomain {
    DnsTable.DnsVirtualDomain(arena) {
      $0.name = domain.name
      $0.endpoint = DnsTable.DnsEndpoint(arena) {
        $0.addressList = DnsTable.AddressList(arena) { $0.address = domain.addresses }
      }
      $0.answerTtl = .seconds(DNSListenerGenerator.answerTTLSeconds)
    }
  }

  private func clientConfig() -> DnsFilterConfig.ClientContextConfig {
    DnsFilterConfig.ClientContextConfig(arena) {
      $0.maxPendingLookups = DNSListenerGenerator.maxPendingLookups
      $0.typedDnsResolverConfig = TypedExtensionConfig(arena) {
        $0.name = EnvoyExtension.caresDNSResolver
        $0.typedConfig = .packing(
          CaresDnsResolverConfig(arena) {
            $0.resolvers = upstreams.map { upstream in
              Address(arena) {
                $0.socketAddress = SocketAddress(arena) {
                  $0.address = upstream.address.description
                  $0.portValue = UInt32(upstream.port)
                }
              }
            }
          })
      }
    }
  }
}
