extension ParsedResources {
  /// The same kind, mesh and name twice: an error at the later one, which is left out.
  mutating func refuseDuplicates(_ diagnostics: inout DiagnosticCollector) {
    let meshCount = meshes.count
    meshes.refuseDuplicates(\.header, &diagnostics)
    if meshes.count < meshCount { hidesMesh = true }
    dataplanes.refuseDuplicates(\.header, &diagnostics)
    services.refuseDuplicates(\.header, &diagnostics)
    generators.refuseDuplicates(\.header, &diagnostics)
    secrets.refuseDuplicates(\.header, &diagnostics)
    policies.refuseDuplicates(\.header, &diagnostics)
  }
}

extension Array {
  fileprivate mutating func refuseDuplicates(
    _ header: KeyPath<Element, ResourceHeader>, _ diagnostics: inout DiagnosticCollector
  ) {
    var first: [ResourceID: ResourceHeader] = [:]
    first.reserveCapacity(count)
    removeAll { element in
      let header = element[keyPath: header]
      guard let earlier = first.updateValue(header, forKey: header.id) else { return false }
      first[header.id] = earlier
      let mesh = header.id.mesh.map { " in mesh \($0)" } ?? ""
      diagnostics.report(
        .duplicateResource, "\(header.id.kind) \(header.coreName)\(mesh) is defined twice", at: Place(header.nameNode),
        of: header, notes: [.init(message: "first defined here", range: earlier.nameNode.range)])
      return true
    }
  }
}
