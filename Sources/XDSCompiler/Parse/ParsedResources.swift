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
