import EnvoyAPI

/// Lets the policies of a dataplane change the messages that lead to its services.
struct PolicyApplier {
  private let plan: PolicyPlan
  private let mesh: NormalizedMesh
  private let dataplane: Dataplane
  private let arena: Arena

  /// Nil when no policy is for the dataplane.
  init?(_ plan: ProxyPlan, arena: Arena) {
    guard let policies = plan.policies else { return nil }
    self.plan = policies
    mesh = plan.mesh
    dataplane = plan.dataplane
    self.arena = arena
  }

  func configure(_ cluster: Cluster, ofService index: Int) {
    apply(index) { $0.configure(cluster, $1, $2) }
  }

  func configure(_ manager: HttpConnectionManager, ofService index: Int) {
    apply(index) { $0.configure(manager, $1, $2) }
  }

  func configure(_ proxy: TcpProxy, ofService index: Int) {
    apply(index) { $0.configure(proxy, $1, $2) }
  }

  private func apply(
    _ index: Int, _ configure: (any OutboundPolicy.Type, Conf, OutboundContext) -> Void
  ) {
    let outbound = OutboundContext(service: mesh.services[index], dataplane: dataplane, arena: arena)
    for policy in plan.policies(ofService: index) { configure(policy.type, policy.conf, outbound) }
  }
}
