/// A `targetRef` as written: what a policy is for, or what it leads to.
struct TargetRef: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case mesh = "Mesh"
    case meshSubset = "MeshSubset"
    case meshGateway = "MeshGateway"
    case meshService = "MeshService"
    case meshExternalService = "MeshExternalService"
    case meshMultiZoneService = "MeshMultiZoneService"
    case meshServiceSubset = "MeshServiceSubset"
    case meshHTTPRoute = "MeshHTTPRoute"

    /// Its turn among references: the later, the higher the precedence.
    var rank: Int { Kind.allCases.firstIndex(of: self) ?? 0 }
  }

  enum ProxyType: String, FieldEnumeration {
    case sidecar = "Sidecar"
    case gateway = "Gateway"
  }

  let node: Node
  let kindName: Located<String>?
  let name: Located<String>?
  let namespace: Located<String>?
  let mesh: Located<String>?
  let sectionName: Located<String>?
  let labels: [Label]
  let labelsNode: Node?
  let tags: [Label]
  let tagsNode: Node?
  let proxyTypes: [Located<String>]
  let proxyTypesNode: Node?

  /// Nil when it is absent or unknown, which `check` reports.
  var kind: Kind? { kindName.flatMap { Kind(rawValue: $0.value) } }
}

extension TargetRef {
  /// - Parameter kinds: all that it may be of at this place.
  init(_ reader: inout ObjectReader, kinds: [Kind]) {
    node = reader.node
    kindName = reader.string("kind", .required("The kind of what is meant."), .oneOf(kinds.map(\.rawValue)))
    name = reader.string("name", "Its name.", Self.nameRule)
    namespace = reader.string("namespace", "Its namespace on Kubernetes.")
    mesh = reader.string("mesh", "Its mesh; never another than the policy's own.")
    sectionName = reader.string("sectionName", "One of its ports.")
    labelsNode = reader.node["labels"]
    labels = reader.labels("labels", "Labels that it has, in place of a name.")
    tagsNode = reader.node["tags"]
    tags = reader.labels("tags", "Tags that it has.", .labels(names: .nonEmpty, values: .nonEmpty))
    proxyTypesNode = reader.node["proxyTypes"]
    proxyTypes =
      reader.strings("proxyTypes", "Which proxies are meant; without any, all.", .oneOf(ProxyType.self)) ?? []
  }
}
