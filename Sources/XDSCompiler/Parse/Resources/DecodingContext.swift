/// What the decoding of one resource shares: whose fields they are, and where findings go.
final class DecodingContext {
  /// Completed as soon as the resource's name is known.
  var resource: ResourceID?
  let root: Node
  var findings: DiagnosticCollector
  /// Whether readers tell which fields they are asked for; there is nothing of the kind in a compile.
  let isDescribing: Bool

  init(root: Node, findings: DiagnosticCollector, isDescribing: Bool = false) {
    self.root = root
    self.findings = findings
    self.isDescribing = isDescribing
  }

  func report(
    _ id: DiagnosticID, _ message: String, at place: Place, notes: [Diagnostic.Note] = [], help: String? = nil
  ) {
    findings.add(
      Diagnostic(
        id, message, at: place.range, resource: resource, path: place.path(in: root), notes: notes, help: help))
  }
}
