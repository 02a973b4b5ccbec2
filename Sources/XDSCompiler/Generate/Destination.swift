import EnvoyAPI

/// Where a filter sends a service's traffic: its cluster, or two where its endpoints need two.
struct Destination {
  /// In order; weights are numbers of endpoints.
  let clusters: [(name: String, weight: UInt32)]

  init(_ service: ExternalService) {
    guard service.splitsUnixEndpoints else {
      clusters = [(service.clusterName, 1)]
      return
    }
    let unixCount = service.endpoints.count(where: \.isUnix)
    clusters = [
      (service.clusterName, UInt32(service.endpoints.count - unixCount)),
      (service.unixClusterName, UInt32(unixCount)),
    ]
  }
}

extension TcpProxy {
  func send(to destination: Destination, _ arena: Arena) {
    if destination.clusters.count == 1 {
      cluster = destination.clusters[0].name
    } else {
      weightedClusters = TcpProxy.WeightedCluster(arena) {
        $0.clusters = destination.clusters.map { entry in
          TcpProxy.WeightedCluster.ClusterWeight(arena) {
            $0.name = entry.name
            $0.weight = entry.weight
          }
        }
      }
    }
  }
}

extension RouteAction {
  func send(to destination: Destination, _ arena: Arena) {
    if destination.clusters.count == 1 {
      cluster = destination.clusters[0].name
    } else {
      weightedClusters = WeightedCluster(arena) {
        $0.clusters = destination.clusters.map { entry in
          WeightedCluster.ClusterWeight(arena) {
            $0.name = entry.name
            $0.weight = entry.weight
          }
        }
      }
    }
  }
}
