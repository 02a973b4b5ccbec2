/// The normalize stage.
///
/// - Parameter lock: the VIPs given out so far; nil when no lock file is in use.
func normalize(
  _ parsed: ParsedResources, lock: VIPLock?, frozen: Bool, options: CompileOptions,
  diagnostics: inout DiagnosticCollector
) -> NormalizedResources {
  for secret in parsed.secrets { secret.check(&diagnostics) }
  let ordered = parsed.services.sorted { ResourceHeader.byMeshThenName($0.header, $1.header) }
  let secrets = SecretStore(parsed.secrets)
  let services = normalizeServices(ordered, secrets, options, &diagnostics)
  refuseClusterNameClashes(services, &diagnostics)

  let nextLock = assignVIPs(
    services, status: ordered.map(\.statusVIP), lock: lock, frozen: frozen, options: options,
    diagnostics: &diagnostics)
  var hostnames = HostnameAssigner(options: options, diagnostics: diagnostics)
  hostnames.assign(services, status: ordered.map(\.statusHostnames), generators: parsed.generators)
  diagnostics = hostnames.diagnostics

  var dataplaneNormalizer = DataplaneNormalizer(diagnostics: diagnostics)
  let dataplanes = parsed.dataplanes
    .sorted { ResourceHeader.byMeshThenName($0.header, $1.header) }
    .map { dataplaneNormalizer.normalize($0) }
  diagnostics = dataplaneNormalizer.diagnostics
  return NormalizedResources(
    meshes: gather(parsed, services, dataplanes, &diagnostics), generators: parsed.generators, secrets: secrets,
    vipLock: nextLock, idleGenerators: hostnames.idleGenerators, unusedSecrets: parsed.unusedSecrets())
}

private func normalizeServices(
  _ resources: [MeshExternalServiceResource], _ secrets: SecretStore, _ options: CompileOptions,
  _ diagnostics: inout DiagnosticCollector
) -> [ExternalService] {
  let chunks = taskCount(for: resources.count, jobs: options.jobs)
  let level = diagnostics.sibling()
  let parts = concurrentMap(count: chunks, jobs: options.jobs) { chunk in
    var normalizer = ServiceNormalizer(options: options, secrets: secrets, diagnostics: level)
    let services = resources.share(chunk, of: chunks).map { normalizer.normalize($0) }
    return (services, normalizer.diagnostics)
  }
  for part in parts { diagnostics.append(part.1) }
  return parts.flatMap(\.0)
}

/// A service whose unix sockets have a cluster of their own takes a second cluster name, which another may bear.
private func refuseClusterNameClashes(_ services: [ExternalService], _ diagnostics: inout DiagnosticCollector) {
  let splitting = services.indices.filter { services[$0].splitsUnixEndpoints }
  guard !splitting.isEmpty else { return }
  var indices: [ResourceID: Int] = [:]
  for index in services.indices { indices[services[index].header.id] = index }
  for index in splitting {
    var id = services[index].header.id
    id.name += "_unix"
    guard let other = indices[id] else { continue }
    services[other].isCompiled = false
    let header = services[index].header
    diagnostics.report(
      .clusterNameClash,
      "its cluster would have the name of the one for the unix sockets of service \(header.coreName)",
      at: Place(services[other].header.nameNode), of: services[other].header,
      notes: [
        .init(message: "service \(header.coreName) mixes unix sockets and DNS names", range: header.nameNode.range)
      ])
  }
}

private func gather(
  _ parsed: ParsedResources, _ services: [ExternalService], _ dataplanes: [Dataplane],
  _ diagnostics: inout DiagnosticCollector
) -> [NormalizedMesh] {
  let services = byMesh(services, \.header)
  let dataplanes = byMesh(dataplanes, \.header)
  let policies = byMesh(parsed.policies.sorted { ResourceHeader.byMeshThenName($0.header, $1.header) }, \.header)
  let declared = Dictionary(parsed.meshes.map { ($0.header.name, $0) }, uniquingKeysWith: { first, _ in first })
  let names = Set(services.keys).union(dataplanes.keys).union(declared.keys).union(policies.keys)
  return names.sorted { $0.isBefore($1) }.map { name in
    let resource = declared[name]
    let needsEgress = refuseZoneEgress(resource, &diagnostics)
    var mesh = NormalizedMesh(
      name: name, header: resource?.header,
      forbidsExternalAccess: resource?.forbidsExternalAccess.flatMap { $0.value ? $0 : nil },
      isLocalityAware: resource?.localityAware?.value ?? false,
      allowsPassthrough: resource?.passthrough?.value ?? true,
      hasErrors: parsed.hidesMesh || parsed.hidesPolicy || (resource?.hasErrors ?? false) || needsEgress
        || policies[name]?.contains(where: \.hasErrors) ?? false,
      hidesService: parsed.hidesService)
    mesh.services = services[name].map { Array($0) } ?? []
    mesh.dataplanes = dataplanes[name].map { Array($0) } ?? []
    mesh.policies = policies[name].map { Array($0) } ?? []
    return mesh
  }
}

/// The shares of a list that is sorted by mesh.
private func byMesh<Element>(
  _ elements: [Element], _ header: (Element) -> ResourceHeader
) -> [String: ArraySlice<Element>] {
  var shares: [String: ArraySlice<Element>] = [:]
  var rest = elements[...]
  while let mesh = rest.first.map({ header($0).mesh }) {
    let end = rest.firstIndex { header($0).mesh != mesh } ?? rest.endIndex
    shares[mesh] = rest[..<end]
    rest = rest[end...]
  }
  return shares
}

/// Never a configuration that goes around the egress that the mesh asks for.
private func refuseZoneEgress(_ mesh: MeshResource?, _ diagnostics: inout DiagnosticCollector) -> Bool {
  guard let mesh, let zoneEgress = mesh.zoneEgress, zoneEgress.value else { return false }
  diagnostics.report(
    .zoneEgress, "external traffic through a zone egress is not compiled", at: Place(zoneEgress.node), of: mesh.header)
  return true
}
