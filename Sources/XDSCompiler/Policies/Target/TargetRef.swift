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
  init(_ reader: inout ObjectReader) {
    node = reader.node
    kindName = reader.string("kind")
    name = reader.string("name")
    namespace = reader.string("namespace")
    mesh = reader.string("mesh")
    sectionName = reader.string("sectionName")
    labelsNode = reader.node["labels"]
    labels = reader.labels("labels")
    tagsNode = reader.node["tags"]
    tags = reader.labels("tags")
    proxyTypesNode = reader.node["proxyTypes"]
    proxyTypes = reader.strings("proxyTypes") ?? []
  }
}
