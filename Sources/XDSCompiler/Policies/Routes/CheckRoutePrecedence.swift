extension PolicyEffects {
  /// An item of a MeshTCPRoute has no effect where MeshHTTPRoutes say where the requests of its services go.
  func checkPrecedence(
    _ item: PolicyResource.Item, of policy: PolicyResource, _ services: [Int],
    _ diagnostics: inout DiagnosticCollector
  ) {
    guard policy.type is MeshTCPRoute.Type,
      !services.contains(where: { protocols(of: $0, under: policy).contains(.tcp) })
    else { return }
    diagnostics.report(
      .policyNoEffect, "MeshTCPRoute has no effect: a MeshHTTPRoute says where the requests go",
      at: Place(keyOf: item.target.node), of: policy.header)
  }

  /// How the traffic of a service goes, for dataplanes that a policy is for: by its own protocol, or as bytes by a
  /// MeshTCPRoute.
  func protocols(of service: Int, under policy: PolicyResource) -> Set<ExternalService.ServiceProtocol> {
    let mesh = policies.mesh
    let own = mesh.services[service].protocol
    let tcpRoutes = mesh.policies.filter { $0.type is MeshTCPRoute.Type && routes($0, service) }
    guard mesh.services[service].isHTTP, !tcpRoutes.isEmpty else { return [own] }
    let httpRoutes = mesh.routes.filter { routes($0, service) }
    let dataplanes = mesh.dataplanes.filter { policy.selects($0, routes: mesh.routes) }
    guard !dataplanes.isEmpty else { return [own] }
    return Set(
      dataplanes.map { dataplane in
        func isSelected(_ route: PolicyResource) -> Bool { route.selects(dataplane, routes: []) }
        return tcpRoutes.contains(where: isSelected) && !httpRoutes.contains(where: isSelected) ? .tcp : own
      })
  }

  private func routes(_ policy: PolicyResource, _ service: Int) -> Bool {
    policies.targets(of: policy).contains {
      if case .services(let services) = $0 { services.contains(service) } else { false }
    }
  }
}
