extension PolicyResource {
  /// Whether the policy is for a dataplane of its mesh, by `spec.targetRef`.
  ///
  /// - Parameter routes: the MeshHTTPRoutes of the mesh, which other policies may refer to.
  func selects(_ dataplane: Dataplane, routes: [PolicyResource]) -> Bool {
    guard !isShadow, let target, let kind = target.kind else { return false }
    switch kind {
    case .mesh: return target.isFor(dataplane.proxyType)
    case .meshSubset:
      return target.isFor(dataplane.proxyType) && dataplane.hasTags(target.tags.map { ($0.key, $0.value) })
    case .meshService, .meshServiceSubset:
      guard let name = target.name?.value else { return false }
      return dataplane.hasTags([(KumaLabel.service, name)] + target.tags.map { ($0.key, $0.value) })
    case .meshHTTPRoute:
      guard type.kind != kind.rawValue else { return false }
      return routes.contains { target.names($0.header) && $0.selects(dataplane, routes: []) }
    case .meshGateway, .meshExternalService, .meshMultiZoneService: return false
    }
  }
}

extension PolicyResource {
  /// Whether it is only tried out, by a label that Kuma gives to policies.
  var isShadow: Bool { header.label(KumaLabel.effect) == "shadow" }

  /// Whether it is for the routes of MeshHTTPRoutes only.
  var isForRoutes: Bool { target?.kind == .meshHTTPRoute }
}

extension NormalizedMesh {
  /// What policies of other kinds may be for.
  var routes: [PolicyResource] { policies.filter { $0.type.kind == TargetRef.Kind.meshHTTPRoute.rawValue } }
}

extension TargetRef {
  fileprivate func isFor(_ type: ProxyType) -> Bool {
    proxyTypes.isEmpty || proxyTypes.contains { $0.value == type.rawValue }
  }

  /// Whether a resource of its mesh is the one that the reference names, or one of those that it selects by labels.
  func names(_ header: ResourceHeader) -> Bool {
    guard labels.isEmpty else { return labels.allSatisfy { header.label($0.key) == $0.value } }
    return name?.value == header.displayName && (namespace == nil || namespace?.value == header.namespace)
  }
}

extension Dataplane {
  fileprivate var proxyType: TargetRef.ProxyType { isGateway ? .gateway : .sidecar }

  /// Whether one of its inbounds, or its gateway, has all these tags; `*` stands for any value.
  fileprivate func hasTags(_ tags: [(key: String, value: String)]) -> Bool {
    tagSets.contains { set in
      tags.allSatisfy { tag in set.contains { $0.key == tag.key && (tag.value == "*" || $0.value == tag.value) } }
    }
  }
}
