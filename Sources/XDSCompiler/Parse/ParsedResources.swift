/// Everything that the input declares, as written. The result of the parse stage.
struct ParsedResources: Sendable {
  /// Keeps the nodes alive that the resources refer to.
  let tree: SourceTree
  var meshes: [MeshResource] = []
  var dataplanes: [DataplaneResource] = []
  var services: [MeshExternalServiceResource] = []
  var generators: [HostnameGeneratorResource] = []
  var secrets: [SecretResource] = []
  /// Whether a Mesh was declared that could not be read or is in doubt: nobody knows what it forbids, of which mesh.
  var hidesMesh = false
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
    hidesMesh = hidesMesh || other.hidesMesh
    hidesService = hidesService || other.hidesService
  }
}
