import EnvoyAPI

/// A cluster with a field of every kind.
func tlsCluster(_ arena: Arena) -> Cluster {
  let options = UpstreamHttpProtocolOptions(arena) {
    $0.explicitHttpConfig = UpstreamHttpProtocolOptions.ExplicitHttpConfig(arena) {
      $0.httpProtocolOptions = Http1ProtocolOptions(arena)
    }
  }
  return Cluster(arena) {
    $0.name = "meshexternalservice_mes-https"
    $0.type = .strictDns
    $0.dnsLookupFamily = .v4Only
    $0.connectTimeout = .milliseconds(5250)
    $0.loadAssignment = ClusterLoadAssignment(arena) {
      $0.clusterName = "meshexternalservice_mes-https"
      $0.endpoints = [LocalityLbEndpoints(arena) { $0.lbEndpoints = [endpoint("httpbin.org", 443, arena)] }]
    }
    $0.typedExtensionProtocolOptions = [("b", .packing(options)), ("a", .packing(options))]
    $0.transportSocketMatches = [
      Cluster.TransportSocketMatch(arena) {
        $0.name = "httpbin.org"
        $0.transportSocket = TransportSocket(arena) {
          $0.name = "envoy.transport_sockets.tls"
          $0.typedConfig = .packing(tlsContext(arena))
        }
      }
    ]
  }
}

private func endpoint(_ address: String, _ port: UInt32, _ arena: Arena) -> LbEndpoint {
  LbEndpoint(arena) {
    $0.endpoint = Endpoint(arena) {
      $0.address = Address(arena) {
        $0.socketAddress = SocketAddress(arena) {
          $0.address = address
          $0.portValue = port
        }
      }
    }
    $0.loadBalancingWeight = 1
  }
}

private func tlsContext(_ arena: Arena) -> UpstreamTlsContext {
  UpstreamTlsContext(arena) {
    $0.sni = "httpbin.org"
    $0.allowRenegotiation = true
    $0.commonTlsContext = CommonTlsContext(arena) {
      $0.tlsParams = TlsParameters(arena) {
        $0.tlsMinimumProtocolVersion = .tlsv12
        $0.cipherSuites = ["A", "B"]
      }
      $0.tlsCertificates = [
        TlsCertificate(arena) {
          $0.privateKey = DataSource(arena) { $0.inlineBytes = [0, 1, 255] }
        }
      ]
    }
  }
}
