/// The input with defaults filled in, references resolved, names and addresses given out, and everything checked.
struct NormalizedResources: Sendable {
  /// Sorted by name. A mesh that no resource declares has all defaults.
  var meshes: [NormalizedMesh]
  var generators: [HostnameGeneratorResource]
  var secrets: SecretStore
  /// What the next build must remember; nil when no lock file is in use.
  var vipLock: VIPLock?
  /// HostnameGenerators for external services that select none of them.
  var idleGenerators: [HostnameGeneratorResource] = []
  /// Secrets that nothing in the input refers to.
  var unusedSecrets: [SecretResource] = []
}

/// One mesh: its settings, its services and its dataplanes.
struct NormalizedMesh: Sendable {
  let name: String
  /// Nil when only other resources name the mesh.
  let header: ResourceHeader?
  /// Where `routing.defaultForbidMeshExternalServiceAccess` is true.
  let forbidsExternalAccess: Located<Bool>?
  let isLocalityAware: Bool
  /// Whether traffic to unknown addresses leaves the mesh as it is.
  let allowsPassthrough: Bool
  /// Whether its settings are not known for sure, so that nothing of it may be compiled.
  let hasErrors: Bool
  /// Whether it may have a service that could not be read.
  let hidesService: Bool
  /// Sorted by core name.
  var services: [ExternalService] = []
  /// Sorted by core name.
  var dataplanes: [Dataplane] = []
  /// Sorted by core name.
  var policies: [PolicyResource] = []

  /// The service of a core name, by its index.
  func indexOfService(_ coreName: String) -> Int? {
    var low = 0
    var high = services.count
    while low < high {
      let middle = (low + high) / 2
      let name = services[middle].coreName
      if name == coreName { return middle }
      if name.isBefore(coreName) { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
