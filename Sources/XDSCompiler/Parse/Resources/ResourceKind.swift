/// The kinds that take part in a compile.
enum ResourceKind: Hashable, Sendable {
  case mesh
  case dataplane
  case meshExternalService
  case hostnameGenerator
  case secret
  /// A kind of ``PolicyKinds``.
  case policy(String)

  /// What it is for, in a sentence.
  var summary: String {
    switch self {
    case .mesh: "Settings of a mesh: what holds for all of its dataplanes."
    case .dataplane: "A sidecar: where it is, what it serves and what it reaches."
    case .meshExternalService: "A service outside the mesh that the mesh's dataplanes may use like one inside."
    case .hostnameGenerator: "Gives hostnames to the services that it selects."
    case .secret: "A certificate, a key or the like, which resources of its mesh refer to by name."
    case .policy(let name): PolicyKinds.named(name)?.summary ?? ""
    }
  }

  /// Whether its resources belong to one mesh. HostnameGenerators are global: a mesh written on one restricts nothing.
  var isMeshScoped: Bool { self != .mesh && self != .hostnameGenerator }

  /// Whether a Kubernetes namespace is part of the core name. A Secret is referred to by its bare name.
  var isNamespaced: Bool { self != .mesh && self != .secret }

  /// In characters, the namespace of a Kubernetes resource not counted.
  var longestName: Int { self == .meshExternalService ? 63 : PlainName.longest }

  /// The mesh of resources that name none.
  static let defaultMesh = "default"

  /// What the `apiVersion` of every kind of Kuma begins with on Kubernetes.
  static let kumaGroup = "kuma.io/"
  /// The `apiVersion` of Kubernetes' own kinds.
  static let coreVersion = "v1"

  /// Its `apiVersion` on Kubernetes. Of Kuma's kinds any version counts.
  var apiVersion: String { self == .secret ? Self.coreVersion : "\(Self.kumaGroup)v1alpha1" }
  var apiVersionRule: TextRule {
    self == .secret ? .oneOf([apiVersion]) : .beginning(with: Self.kumaGroup)
  }

  /// What the `kind` of a list of resources ends with on Kubernetes.
  static let listSuffix = "List"

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
