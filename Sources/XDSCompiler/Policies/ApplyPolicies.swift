import EnvoyAPI

/// Lets the policies of a dataplane change the messages that lead to its services.
struct PolicyApplier {
  private let plan: PolicyPlan
  private let mesh: NormalizedMesh
  private let dataplane: Dataplane
  private let collectors: Collectors
  private let arena: Arena

  /// Nil when no policy is for the dataplane.
  init?(_ plan: ProxyPlan, arena: Arena) {
    guard let policies = plan.policies else { return nil }
    self.plan = policies
    mesh = plan.mesh
    dataplane = plan.dataplane
    collectors = plan.collectors
    self.arena = arena
  }

  func configure(_ cluster: Cluster, ofService index: Int) {
    apply(index) { $0.configure(cluster, $1, $2) }
  }

  func configure(_ manager: HttpConnectionManager, ofService index: Int) {
    apply(index) { $0.configure(manager, $1, $2) }
    let outbound = context(mesh.services[index])
    for (name, action) in manager.routeActions {
      for policy in plan.policies(ofRoute: name, service: index) {
        policy.type.configure(action, policy.conf, outbound)
      }
    }
  }

  func configure(_ proxy: TcpProxy, ofService index: Int) {
    apply(index) { $0.configure(proxy, $1, $2) }
  }

  /// Changes the proxy of what passes as it is.
  func configurePassthrough(_ proxy: TcpProxy) {
    let outbound = context(nil)
    for policy in plan.forPassthrough { policy.type.configure(proxy, policy.conf, outbound) }
  }

  func configurePassthrough(_ manager: HttpConnectionManager) {
    let outbound = context(nil)
    for policy in plan.forPassthrough { policy.type.configure(manager, policy.conf, outbound) }
  }

  private func apply(
    _ index: Int, _ configure: (any OutboundPolicy.Type, Conf, OutboundContext) -> Void
  ) {
    let outbound = context(mesh.services[index])
    for policy in plan.policies(ofService: index) { configure(policy.type, policy.conf, outbound) }
  }

  private func context(_ service: ExternalService?) -> OutboundContext {
    OutboundContext(
      service: service, dataplane: dataplane, zone: plan.zone ?? dataplane.tags.values[KumaLabel.zone]?.first,
      collectors: collectors, arena: arena)
  }
}
