import XDSCompiler

extension FuzzTarget {
  /// The templates of hostnames: alone, and in a HostnameGenerator for one service.
  static let template = FuzzTarget("template") { bytes in
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    do throws(HostnameTemplate.SyntaxError) {
      _ = try HostnameTemplate(text)
    } catch {
      let end = text.unicodeScalars.count
      try require(
        error.offset >= 0 && error.length > 0 && error.offset + error.length <= end && !error.message.isEmpty,
        "not in the template: \(error)")
    }
    // It takes a hundred times as long.
    if bytes.count % 16 == 0 { try compileGenerator(text) }
  }

  private static func compileGenerator(_ text: String) throws {
    let generator = """
      {"type": "HostnameGenerator", "name": "g", "spec": {"selector": {"meshExternalService": {}}, "template":
      \(JSONValue.string(text).line)
      }}
      """
    let compilation = Pipeline(CompileOptions()).compile([
      SourceFile(path: "generator.json", bytes: Array(generator.utf8)),
      SourceFile(path: "service.yaml", bytes: Array(service.utf8)),
    ])
    try compilation.checkFindings()
    for diagnostic in compilation.diagnostics where diagnostic.range?.file == 0 {
      try require(diagnostic.range?.line == 2, "not at the template: \(diagnostic)")
    }
    if !text.contains("{{"), compilation.errorCount == 0 {
      let hostnames = Explainer(compilation).services.flatMap(\.hostnames)
      let rooted = hostnames.map { $0 + "." }
      try require(hostnames == [text] || rooted == [text], "without an action, the hostnames are \(hostnames)")
    }
  }

  private static let service = """
    type: MeshExternalService
    name: httpbin
    mesh: default
    labels: {a: b, kuma.io/display-name: shown, k8s.kuma.io/namespace: space}
    spec:
      match: {port: 80}
      endpoints: [{address: 192.0.2.1, port: 80}]
    """
}
