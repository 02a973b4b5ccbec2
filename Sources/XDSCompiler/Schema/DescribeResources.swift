extension ResourceKind {
  /// The fields of the kind's resources.
  func schema(in format: ResourceFormat) -> ObjectSchema {
    .describing { reader, tree in
      var resources = ParsedResources(tree: tree)
      resources.read(self, format, &reader)
    }
  }
}

extension ObjectSchema {
  /// What code asks for that reads the fields of a mapping.
  static func describing(_ read: (inout ObjectReader, SourceTree) -> Void) -> ObjectSchema {
    var diagnostics = DiagnosticList()
    // Reading stops at a resource without a name.
    let example = SourceFile(path: "", bytes: Array("name: example".utf8))
    let tree = SourceTree.parse([example], jobs: 1, diagnostics: &diagnostics)
    guard let root = tree.documents.first else { return ObjectSchema() }
    return withExtendedLifetime(tree) {
      let context = DecodingContext(
        root: root, findings: DiagnosticCollector(levels: LintLevels()), isDescribing: true)
      var reader = ObjectReader(root, context: context)
      read(&reader, tree)
      return reader.schema ?? ObjectSchema()
    }
  }
}
