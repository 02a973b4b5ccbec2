import EnvoyAPI

/// Makes the clusters of collectors.
struct CollectorGenerator {
  let isIPv6: Bool
  /// CA bundle on the sidecar's machine.
  let systemCAPath: String?
  let arena: Arena

  func cluster(_ collector: Collector, name: String) -> Cluster {
    Cluster(arena) {
      $0.name = name
      $0.altStatName = statName(name)
      if IPAddress(collector.host) == nil {
        $0.type = .strictDns
        $0.dnsLookupFamily = isIPv6 ? .auto : .v4Only
      } else {
        $0.type = .static
      }
      $0.connectTimeout = .seconds(5)
      $0.loadAssignment = ClusterLoadAssignment(arena) {
        $0.clusterName = name
        $0.endpoints = [LocalityLbEndpoints(arena) { $0.lbEndpoints = [endpoint(collector)] }]
      }
      if collector.isHTTP2 {
        $0.updateHTTPProtocolOptions(arena) {
          $0.explicitHttpConfig = UpstreamHttpProtocolOptions.ExplicitHttpConfig(arena) {
            $0.http2ProtocolOptions = Http2ProtocolOptions(arena)
          }
        }
      }
      if collector.usesTLS {
        $0.transportSocketMatches = [
          Cluster.TransportSocketMatch(arena) {
            $0.name = collector.host
            $0.transportSocket = TransportSocketGenerator(arena: arena).transportSocket(tls(collector))
          }
        ]
      }
    }
  }

  private func endpoint(_ collector: Collector) -> LbEndpoint {
    LbEndpoint(arena) {
      $0.endpoint = Endpoint(arena) {
        $0.address = Address(arena) {
          $0.socketAddress = SocketAddress(arena) {
            $0.address = collector.host
            $0.portValue = UInt32(collector.port)
          }
        }
      }
    }
  }

  private func tls(_ collector: Collector) -> TLSOrigination {
    let isIP = IPAddress(collector.host) != nil
    return TLSOrigination(
      name: collector.host, sni: isIP ? nil : collector.host, trustedCA: systemCAPath.map { .file($0) },
      subjectAltNames: [.init(kind: isIP ? .ipAddress : .dns, match: .exact(collector.host))],
      clientCertificate: nil, parameters: nil, allowRenegotiation: true)
  }
}
