import EnvoyAPI

/// Where a filter sends traffic: the clusters of the services that share it.
struct Destination {
  /// In order.
  let clusters: [(name: String, weight: UInt32)]

  init(_ service: ExternalService) { clusters = service.weightedClusters }

  /// - Parameter backends: at least one.
  init(_ backends: [Backend], in mesh: NormalizedMesh) {
    if backends.count == 1 {
      clusters = mesh.services[backends[0].service].weightedClusters
      return
    }
    let services = backends.map { (weight: $0.weight, clusters: mesh.services[$0.service].weightedClusters) }
    let total = backends.reduce(0) { $0 + UInt64($1.weight) }
    if total <= UInt32.max, services.allSatisfy({ $0.clusters.count == 1 }) {
      clusters = services.map { ($0.clusters[0].name, $0.weight) }
      return
    }
    // Envoy takes whole numbers whose sum fits 32 bits.
    clusters = services.flatMap { service in
      let endpoints = service.clusters.reduce(0) { $0 + Double($1.weight) }
      return service.clusters.map { cluster in
        let share = Double(service.weight) / Double(total) * Double(cluster.weight) / endpoints
        return (cluster.name, UInt32(max(1, (share * 1_000_000).rounded())))
      }
    }
  }
}

extension ExternalService {
  /// Its cluster, or the two that its endpoints need, weighted by numbers of endpoints.
  fileprivate var weightedClusters: [(name: String, weight: UInt32)] {
    guard splitsUnixEndpoints else { return [(clusterName, 1)] }
    let unixCount = endpoints.count(where: \.isUnix)
    return [(clusterName, UInt32(endpoints.count - unixCount)), (unixClusterName, UInt32(unixCount))]
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
