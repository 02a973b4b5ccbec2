/// A server beside the services that a policy has a sidecar talk to: where access logs or spans go.
struct Collector: Hashable, Sendable {
  /// The policy that has it.
  let origin: ResourceOrigin
  /// Name of its cluster, less the number where there is one.
  let name: String
  /// Whether there may be several, which are told apart by a number: `name:0` is the first that a dataplane needs.
  let isNumbered: Bool
  let host: String
  let port: UInt16
  let isHTTP2: Bool
  let usesTLS: Bool
}

/// The collectors of one dataplane and the names of their clusters.
struct Collectors: Sendable {
  /// In the order of first use.
  private(set) var clusterNames: [(collector: Collector, name: String)] = []

  init() {}

  /// - Parameter services: indices of the services that the dataplane reaches, in the order of its outbounds.
  init(_ plan: PolicyPlan, services: [Int]) {
    var known: Set<Collector> = []
    var counts: [String: Int] = [:]
    for policy in services.lazy.flatMap(plan.policies) + plan.forPassthrough {
      for collector in policy.type.collectors(policy.conf) where known.insert(collector).inserted {
        let number = counts[collector.name, default: 0]
        counts[collector.name] = number + 1
        clusterNames.append((collector, collector.isNumbered ? "\(collector.name):\(number)" : collector.name))
      }
    }
  }

  func clusterName(of collector: Collector) -> String {
    clusterNames.first { $0.collector == collector }?.name ?? collector.name
  }
}
