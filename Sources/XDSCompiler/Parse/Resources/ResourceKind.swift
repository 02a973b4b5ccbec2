/// The kinds that take part in a compile.
enum ResourceKind: Hashable, Sendable {
  case mesh
  case dataplane
  case meshExternalService
  case hostnameGenerator
  case secret
  /// A kind of ``PolicyKinds``.
  case policy(String)

  /// Whether its resources belong to one mesh. HostnameGenerators are global: a mesh written on one restricts nothing.
  var isMeshScoped: Bool { self != .mesh && self != .hostnameGenerator }

  /// Whether a Kubernetes namespace is part of the core name. A Secret is referred to by its bare name.
  var isNamespaced: Bool { self != .mesh && self != .secret }

  /// The `type` of a Kubernetes `v1` Secret that belongs to a mesh.
  static let kubernetesSecretType = "system.kuma.io/secret"
}

extension ResourceKind: RawRepresentable, CaseIterable {
  static let allCases: [ResourceKind] =
    [.mesh, .dataplane, .meshExternalService, .hostnameGenerator, .secret] + PolicyKinds.all.map { .policy($0.kind) }

  init?(rawValue: String) {
    switch rawValue {
    case "Mesh": self = .mesh
    case "Dataplane": self = .dataplane
    case "MeshExternalService": self = .meshExternalService
    case "HostnameGenerator": self = .hostnameGenerator
    case "Secret": self = .secret
    default:
      guard PolicyKinds.named(rawValue) != nil else { return nil }
      self = .policy(rawValue)
    }
  }

  /// As resources write it in `type` or `kind`.
  var rawValue: String {
    switch self {
    case .mesh: "Mesh"
    case .dataplane: "Dataplane"
    case .meshExternalService: "MeshExternalService"
    case .hostnameGenerator: "HostnameGenerator"
    case .secret: "Secret"
    case .policy(let kind): kind
    }
  }
}
