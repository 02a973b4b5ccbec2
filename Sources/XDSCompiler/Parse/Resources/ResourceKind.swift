/// The kinds that take part in a compile.
enum ResourceKind: String, CaseIterable, Sendable {
  case mesh = "Mesh"
  case dataplane = "Dataplane"
  case meshExternalService = "MeshExternalService"
  case hostnameGenerator = "HostnameGenerator"
  case secret = "Secret"

  /// Whether its resources belong to one mesh. HostnameGenerators are global: a mesh written on one restricts nothing.
  var isMeshScoped: Bool { self != .mesh && self != .hostnameGenerator }

  /// Whether a Kubernetes namespace is part of the core name. A Secret is referred to by its bare name.
  var isNamespaced: Bool { self != .mesh && self != .secret }

  /// The `type` of a Kubernetes `v1` Secret that belongs to a mesh.
  static let kubernetesSecretType = "system.kuma.io/secret"
}
