/// Services that no dataplane reaches, though nothing keeps traffic from them.
func lintReach(
  _ meshes: [NormalizedMesh], _ options: CompileOptions, _ diagnostics: inout DiagnosticCollector
) {
  if meshes.allSatisfy(\.dataplanes.isEmpty) {
    guard let service = meshes.lazy.flatMap(\.services).first else { return }
    return diagnostics.report(
      .noDataplane, "the input has no Dataplane, so nothing is compiled", at: Place(service.header.nameNode),
      of: service.header)
  }
  // A transparent proxy reaches all; routes of a builtin gateway, which are not compiled, may lead anywhere.
  for mesh in meshes
  where !mesh.dataplanes.isEmpty && !mesh.dataplanes.contains(where: { $0.isBuiltinGateway || $0.isTransparent }) {
    let references = ServiceReferences(mesh)
    for service in mesh.services where mesh.reaches(service, zone: options.zone) {
      guard !references.contain(service.header, zone: options.zone) else { continue }
      diagnostics.report(
        .serviceUnreached, "no dataplane of mesh \(mesh.name) reaches it", at: Place(service.header.nameNode),
        of: service.header,
        help: "without a transparent proxy, a Dataplane needs an outbound with backendRef: "
          + "{kind: MeshExternalService, name: \(service.coreName)}")
    }
  }
}

/// Services that a transparent proxy reaches, and that have no hostname by which clients could ask its DNS for them.
///
/// Where a mesh has no other, that is one finding: most likely the one HostnameGenerator is missing.
func lintUnnamedServices(
  _ meshes: [NormalizedMesh], _ options: CompileOptions, _ diagnostics: inout DiagnosticCollector
) {
  guard options.dnsPort != 0 else { return }
  for mesh in meshes where mesh.dataplanes.contains(where: { $0.isTransparent && !$0.isBuiltinGateway }) {
    let reached = mesh.services.lazy.filter { mesh.reaches($0, zone: options.zone) }
    let unnamed = reached.filter { !$0.isNamed }
    guard let first = unnamed.first else { continue }
    let help = "a HostnameGenerator with a meshExternalService selector gives hostnames"
    guard unnamed.dropFirst().isEmpty || reached.contains(where: \.isNamed) else {
      diagnostics.report(
        .hostnameMissing,
        "no HostnameGenerator selects any service of mesh \(mesh.name), so clients reach them by their VIPs only",
        at: Place(first.header.nameNode), of: first.header, help: help)
      continue
    }
    for service in unnamed {
      diagnostics.report(
        .hostnameMissing, "no HostnameGenerator selects it, so clients reach it by its VIP only",
        at: Place(service.header.nameNode), of: service.header, help: help)
    }
  }
}

extension Dataplane {
  fileprivate var isTransparent: Bool { transparentProxy != nil }
}

/// What the outbounds of a mesh refer to, and all that its routes may: these send to one service what is meant for another.
private struct ServiceReferences {
  private var names: Set<String> = []
  private var selectors: [[Label]] = []

  init(_ mesh: NormalizedMesh) {
    for outbound in mesh.dataplanes.lazy.flatMap(\.outbounds) {
      if case .externalService(let name) = outbound.target { names.insert(name.value) }
    }
    for policy in mesh.policies where policy.type is any RoutePolicy.Type {
      guard let spec = policy.header.root["spec"] else { continue }
      names.formUnion(spec.texts)
      for labels in spec.subtree where labels.kind == .mapping && labels.key?.string == "labels" {
        selectors.append(labels.entries.map { Label(key: $0.string, value: $1.string, node: $1) })
      }
    }
  }

  func contain(_ service: ResourceHeader, zone: String?) -> Bool {
    if names.contains(service.coreName) || names.contains(service.displayName) { return true }
    let labels = EffectiveLabels(service, zone: zone)
    return selectors.contains { labels.match($0) }
  }
}
