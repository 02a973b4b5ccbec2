/// The services that the backend references of a mesh's routes lead to, worked out once.
struct RouteBackends: Sendable {
  /// By the node of the reference; without those that cannot be reached.
  private let services: [Node: Int]

  /// - Parameter diagnostics: told about references that lead nowhere, or elsewhere than it seems.
  init(_ policies: ResolvedPolicies, diagnostics: inout DiagnosticCollector) {
    var resolver = BackendResolver(policies: policies, diagnostics: diagnostics)
    for policy in policies.mesh.policies where !policy.hasErrors && !policy.isShadow {
      for (item, target) in zip(policy.to, policies.targets(of: policy)) {
        guard case .services(let indices) = target,
          // Routes of services inside the mesh are none of this compiler's business.
          indices.contains(where: { policies.mesh.reaches(policies.mesh.services[$0], zone: policies.zone) })
        else { continue }
        resolver.resolve(item.conf, of: policy)
      }
    }
    services = resolver.services
    diagnostics = resolver.diagnostics
  }

  /// The index of the service that a reference leads to; nil when it cannot be reached.
  subscript(reference: Conf) -> Int? { services[reference.node] }

  /// Those that share the traffic: what cannot be reached or has weight 0 has none of it.
  ///
  /// - Parameter service: what gets all of it where no reference is written.
  func shares(of references: Conf?, default service: Int) -> [Backend] {
    guard let references = references?.elements, !references.isEmpty else {
      return [Backend(service: service, weight: 1)]
    }
    return references.compactMap { reference in
      guard let service = self[reference], reference.weight > 0 else { return nil }
      return Backend(service: service, weight: reference.weight)
    }
  }
}

extension Conf {
  /// The share that a backend reference asks for.
  var weight: UInt32 { self["weight"]?.integer.map { UInt32(clamping: $0) } ?? 1 }
}
