extension PolicyEffects {
  /// An item of a MeshTCPRoute has no effect where MeshHTTPRoutes say where the requests of its services go.
  func checkPrecedence(
    _ item: PolicyResource.Item, of policy: PolicyResource, _ services: [Int],
    _ diagnostics: inout DiagnosticCollector
  ) {
    guard policy.type is MeshTCPRoute.Type else { return }
    let mesh = policies.mesh
    let dataplanes = mesh.dataplanes.filter { policy.selects($0, routes: []) }
    let counts = services.contains { service in
      !mesh.services[service].isHTTP
        || dataplanes.contains { dataplane in
          !mesh.routes.contains { $0.selects(dataplane, routes: []) && self.routes($0, service) }
        }
    }
    guard !counts else { return }
    diagnostics.report(
      .policyNoEffect, "MeshTCPRoute has no effect: a MeshHTTPRoute says where the requests go",
      at: Place(keyOf: item.target.node), of: policy.header)
  }

  private func routes(_ policy: PolicyResource, _ service: Int) -> Bool {
    policies.targets(of: policy).contains {
      if case .services(let services) = $0 { services.contains(service) } else { false }
    }
  }
}
