/// What the items of a mesh's policies come to, worked out once.
struct ResolvedPolicies {
  /// What an item's `targetRef` comes to.
  enum Target: Sendable {
    case everything
    /// Indices of the services, ascending.
    case services([Int])

    func holds(_ service: Int) -> Bool {
      switch self {
      case .everything: true
      case .services(let services): services.contains(service)
      }
    }
  }

  let mesh: NormalizedMesh
  let zone: String?
  private let byName: [String: [Int]]
  private var targets: [ObjectIdentifier: [Target]] = [:]

  init(_ mesh: NormalizedMesh, zone: String?) {
    self.mesh = mesh
    self.zone = zone
    byName = mesh.policies.isEmpty ? [:] : mesh.servicesByName
    for policy in mesh.policies {
      targets[ObjectIdentifier(policy)] = policy.to.map { resolve($0.target, of: policy.header) }
    }
  }

  /// One for each item of `to`.
  func targets(of policy: PolicyResource) -> [Target] { targets[ObjectIdentifier(policy)] ?? [] }

  /// The routes that a policy is for whose `spec.targetRef` names MeshHTTPRoutes.
  func routes(of policy: PolicyResource) -> Set<ServiceRoute> {
    guard let target = policy.target else { return [] }
    var result: Set<ServiceRoute> = []
    for route in mesh.routes where target.names(route.header) {
      for (item, target) in zip(route.to, targets(of: route)) {
        guard case .services(let services) = target else { continue }
        for rule in item.conf["rules"]?.elements ?? [] {
          let name = RouteName.of(rule)
          result.formUnion(services.map { ServiceRoute(service: $0, name: name) })
        }
      }
    }
    return result
  }

  private func resolve(_ target: TargetRef, of header: ResourceHeader) -> Target {
    switch target.kind {
    case .mesh: .everything
    case .meshExternalService: .services(externalServices(target, seenFrom: header))
    case .meshService: .services(servicesByTag(target))
    default: .services([])
    }
  }

  /// The services that a reference of kind MeshExternalService names.
  ///
  /// - Parameter header: the resource that refers to them: names are of its own zone and namespace.
  func externalServices(_ target: TargetRef, seenFrom header: ResourceHeader) -> [Int] {
    guard target.labels.isEmpty else {
      return mesh.services.indices.filter { labels(ofService: $0).match(target.labels) }
    }
    guard let name = target.name?.value else { return [] }
    let own = EffectiveLabels(header, zone: zone)
    return (byName[name] ?? []).filter { index in
      let service = mesh.services[index].header
      // A core name says its namespace itself.
      if service.displayName != name { return target.namespace == nil && service.coreName == name }
      let labels = labels(ofService: index)
      return own[KumaLabel.zone].agrees(with: labels[KumaLabel.zone])
        && (target.namespace?.value ?? own[KumaLabel.namespace]).agrees(with: labels[KumaLabel.namespace])
    }
  }

  /// The spelling of releases that knew a service by the tag `kuma.io/service` only: its name, or that of its cluster.
  private func servicesByTag(_ target: TargetRef) -> [Int] { target.name.flatMap { byName[$0.value] } ?? [] }

  /// The services that a route may send traffic to by a reference.
  func services(ofBackend target: TargetRef, seenFrom header: ResourceHeader) -> [Int] {
    switch target.kind {
    case .meshExternalService: externalServices(target, seenFrom: header)
    case .meshService, .meshServiceSubset: servicesByTag(target)
    default: []
    }
  }

  /// What to say of a reference of kind MeshExternalService that names none.
  func missing(_ target: TargetRef) -> (message: String, help: String?) {
    guard let name = target.name?.value else {
      return ("no MeshExternalService of mesh \(mesh.name) has these labels", nil)
    }
    let nearest = nearestName(to: name, among: mesh.services.lazy.map(\.header.displayName))
    return ("no MeshExternalService \"\(name)\" in mesh \(mesh.name)", nearest.map { "did you mean \"\($0)\"?" })
  }

  private func labels(ofService index: Int) -> EffectiveLabels {
    EffectiveLabels(mesh.services[index].header, zone: zone)
  }
}

/// Routes of a service that have one name.
struct ServiceRoute: Hashable {
  /// Index into the mesh's services.
  let service: Int
  let name: String
}

extension NormalizedMesh {
  /// Services by every name that a reference may give them; each list ascends.
  fileprivate var servicesByName: [String: [Int]] {
    var result: [String: [Int]] = [:]
    for (index, service) in services.enumerated() {
      for name in Set([service.coreName, service.clusterName, service.header.displayName]) {
        result[name, default: []].append(index)
      }
    }
    return result
  }
}

extension String? {
  /// What is not known contradicts nothing.
  fileprivate func agrees(with other: String?) -> Bool { self == nil || other == nil || self == other }
}
