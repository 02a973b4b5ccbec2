/// Everything that the input declares, as written. The result of the parse stage.
struct ParsedResources: Sendable {
  /// Keeps the nodes alive that the resources refer to.
  let tree: SourceTree
  var meshes: [MeshResource] = []
  var dataplanes: [DataplaneResource] = []
  var services: [MeshExternalServiceResource] = []
  var generators: [HostnameGeneratorResource] = []
  var secrets: [SecretResource] = []
  var policies: [PolicyResource] = []
  /// Resources of kinds that are not compiled.
  var others: [Node] = []
  /// Whether a Mesh was declared that could not be read or is in doubt: nobody knows what it forbids, of which mesh.
  var hidesMesh = false
  /// Whether a policy was declared that could not be read: nobody knows which dataplanes it is for.
  var hidesPolicy = false
  /// Whether a service may have been declared that could not be read, so that an unknown name need not be a mistake.
  var hidesService = false

  init(tree: SourceTree) {
    self.tree = tree
  }

  /// Adds the resource that a reader gives, or remembers that it could not be read.
  mutating func read(_ kind: ResourceKind, _ format: ResourceFormat, _ reader: inout ObjectReader) {
    switch kind {
    case .mesh:
      if let mesh = MeshResource(&reader, format: format) {
        meshes.append(mesh)
      } else {
        hidesMesh = true
      }
    case .dataplane:
      if let dataplane = DataplaneResource(&reader, format: format) { dataplanes.append(dataplane) }
    case .meshExternalService:
      if let service = MeshExternalServiceResource(&reader, format: format) {
        services.append(service)
      } else {
        hidesService = true
      }
    case .hostnameGenerator:
      if let generator = HostnameGeneratorResource(&reader, format: format) { generators.append(generator) }
    case .secret:
      if let secret = SecretResource(&reader, format: format) { secrets.append(secret) }
    case .policy(let name):
      guard let type = PolicyKinds.named(name) else { break }
      if let policy = PolicyResource(&reader, type: type, format: format) {
        policies.append(policy)
      } else {
        hidesPolicy = true
      }
    }
  }

  mutating func append(_ other: ParsedResources) {
    meshes += other.meshes
    dataplanes += other.dataplanes
    services += other.services
    generators += other.generators
    secrets += other.secrets
    others += other.others
    policies += other.policies
    hidesMesh = hidesMesh || other.hidesMesh
    hidesPolicy = hidesPolicy || other.hidesPolicy
    hidesService = hidesService || other.hidesService
  }
}
