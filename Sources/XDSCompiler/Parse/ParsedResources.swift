/// Everything that the input declares, as written. The result of the parse stage.
struct ParsedResources: Sendable {
  /// Keeps the nodes alive that the resources refer to.
  let tree: SourceTree
  var meshes: [MeshResource] = []
  var dataplanes: [DataplaneResource] = []
  var services: [MeshExternalServiceResource] = []
  var generators: [HostnameGeneratorResource] = []
  var secrets: [SecretResource] = []

  init(tree: SourceTree) {
    self.tree = tree
  }

  mutating func append(_ other: ParsedResources) {
    meshes += other.meshes
    dataplanes += other.dataplanes
    services += other.services
    generators += other.generators
    secrets += other.secrets
  }
}
