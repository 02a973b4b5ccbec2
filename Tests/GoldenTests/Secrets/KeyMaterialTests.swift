import Foundation
import Testing

/// Key material reaches files that only their owner can read, and nothing else that the tool can emit.
@Suite(.serialized) struct KeyMaterialTests {
  private let tool: BuiltTool

  init() throws {
    tool = try BuiltTool()
    try tool.write("old/mesh.yaml", MarkedMesh.text(MarkedMesh.keys[0]))
    try tool.write("mesh/mesh.yaml", MarkedMesh.text(MarkedMesh.keys[1]))
  }

  /// Whatever comes of a command line, no key is among what it says.
  @discardableResult private func run(
    _ arguments: [String], status: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> BuiltTool.Run {
    let run = try tool.run(arguments)
    let errors = String(decoding: run.errors, as: UTF8.self)
    #expect(run.status == status, "\(arguments): \(errors)", sourceLocation: sourceLocation)
    for (name, text) in [("stdout", run.output), ("stderr", run.errors)] {
      #expect(!MarkedMesh.occurs(in: text), "\(arguments): a key on \(name)", sourceLocation: sourceLocation)
    }
    return run
  }

  /// Which files have a key, other than inputs; each must be its owner's alone.
  private func filesWithKeys(
    below folder: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Set<String> {
    var found: Set<String> = []
    for (path, isOpen) in tool.files() where path.hasPrefix("\(folder)/") {
      guard MarkedMesh.occurs(in: try tool.read(path)) else { continue }
      found.insert(String(path.dropFirst(folder.count + 1)))
      #expect(!isOpen, "\(path) has a key, and others can read it", sourceLocation: sourceLocation)
    }
    return found
  }

  private static let dataplanes = ["default/cart", "default/web"]

  private static func files(_ names: String...) -> Set<String> {
    Set(dataplanes.flatMap { folder in names.map { "\(folder)/\($0)" } })
  }

  @Test func aCompileSaysNone() throws {
    let run = try run(["compile", "mesh", "-v"])
    #expect(String(decoding: run.output, as: UTF8.self).contains("[redacted: "))
  }

  @Test(arguments: [[], ["--bootstrap", "dynamic"]]) func aTreeHasThemInItsOwnersFiles(options: [String]) throws {
    let emit = ["--emit", "yaml", "--emit", "provenance"]
    try run(["compile", "mesh", "-o", "out", "-v", "--depfile", "out.d"] + emit + options)
    let bootstrap = options.isEmpty ? Self.files("bootstrap.pb", "bootstrap.yaml") : []
    #expect(
      try filesWithKeys(below: "out")
        == Self.files("clusters.pb", "clusters.yaml", "transport_sockets.pb", "transport_sockets.yaml").union(bootstrap)
    )
    #expect(!MarkedMesh.occurs(in: try tool.read("out.d")))
    #expect(tool.files().contains { $0.path == "out/default/web/clusters.provenance.json" })
    // Once more over another tree, and with nothing to do.
    try run(["compile", "old", "-o", "out", "-v"] + options)
    try run(["compile", "old", "-o", "out", "-v"] + options)
    #expect(
      try filesWithKeys(below: "out")
        == Self.files("clusters.pb", "transport_sockets.pb").union(options.isEmpty ? Self.files("bootstrap.pb") : []))
  }

  @Test(arguments: [[], ["--bootstrap", "dynamic"]])
  func aTreeWithSDSHasThemInSecretsAlone(options: [String]) throws {
    try tool.write("mesh/mesh.yaml", MarkedMesh.text(MarkedMesh.keys[1], isPatched: false))
    let sds = ["--secrets", "sds"] + options
    try run(["compile", "mesh", "-o", "out", "-v", "--emit", "yaml", "--emit", "provenance"] + sds)
    #expect(try filesWithKeys(below: "out") == Self.files("secrets.pb", "secrets.yaml"))
    #expect(tool.files().contains { $0.path == "out/default/web/secrets.provenance.json" })
    try run(["compile", "mesh", "--secrets", "sds", "--tree-path", "/x"])
    try run(["explain", "mesh", "secrets", "--secrets", "sds", "--tree-path", "/x"])
    for file in ["secrets.pb", "secrets.yaml"] { try run(["decode", "out/default/web/\(file)"]) }
    for format in ["text", "json", "markdown"] {
      let sides = ["diff", "out", "old", "--format", format, "--secrets", "sds", "--tree-path", "out"]
      let run = try run(sides, status: 1)
      #expect(String(decoding: run.output, as: UTF8.self).contains("[redacted: "))
      try self.run(["diff", "out", "mesh", "--format", format], status: 1)
    }
  }

  /// A CA's own key is for nobody: the files that have the CA are open to all.
  @Test func aKeyBesideACertificateAuthorityIsLeftOut() throws {
    let both = Data((MarkedMesh.keys[0].pem + MarkedMesh.certificate).utf8).base64EncodedString()
    try tool.write(
      "ca/mesh.yaml",
      """
      type: MeshExternalService
      name: a
      spec:
        endpoints: [{address: a.example, port: 443}]
        tls: {enabled: true, verification: {caCert: {inline: \(both)}}}
      ---

      """ + MarkedMesh.dataplane("web", reaching: ["a"]))
    let run = try run(["compile", "ca", "-o", "out", "--emit", "yaml"])
    #expect(String(decoding: run.errors, as: UTF8.self).contains("[ca-key]"))
    #expect(try filesWithKeys(below: "out").isEmpty)
    let certificate = Data(MarkedMesh.certificate.trimmingCharacters(in: .newlines).utf8)
    #expect(try tool.read("out/default/web/clusters.pb").firstRange(of: certificate) != nil)
  }

  @Test func joinedPartsHaveThemInTheirOwnersFiles() throws {
    for part in 1...2 { try run(["compile", "mesh", "-o", "part-\(part)", "-v", "--shard", "\(part)/2"]) }
    try run(["join", "part-1", "part-2", "-o", "out", "-v"])
    let parts = try ["part-1", "part-2"].map { try filesWithKeys(below: $0) }
    #expect(parts[0].union(parts[1]) == Self.files("clusters.pb", "transport_sockets.pb", "bootstrap.pb"))
    #expect(try filesWithKeys(below: "out") == parts[0].union(parts[1]))
  }

  @Test(arguments: ["text", "json", "sarif", "github"]) func diagnosticsSayNone(format: String) throws {
    let mismatch = try run(["check", "mesh", "-v", "--diagnostics", format], status: 1)
    #expect(String(decoding: mismatch.errors + mismatch.output, as: UTF8.self).contains("key-mismatch"))
    try run(["check", "mesh", "--allow", "key-mismatch", "--now", "2025-01-01", "--diagnostics", format])
    try run(["check", "mesh", "-v", "--strict", "--diagnostics", format, "--deny", "inline-key"], status: 1)
    for (index, fault) in MarkedMesh.faults(MarkedMesh.keys[0]).enumerated() {
      let name = "faults/\(index)\(fault.name == "JSON" ? ".json" : ".yaml")"
      try tool.write(name, fault.text)
      let options = ["-v", "--diagnostics", format, "--deny", "inline-key"]
      let check = try run(["check", name] + options, status: 1)
      #expect(!check.errors.isEmpty, "\(fault.name)")
      // The other verbs say the same in the same words.
      guard format == "text" else { continue }
      try run(["compile", name, "-o", "out", "--keep-going"] + options, status: 1)
      try run(["explain", name] + options, status: 1)
      try run(["diff", "mesh", name] + options, status: 2)
    }
    #expect(try filesWithKeys(below: "out").isEmpty)
  }

  @Test func differencesSayNone() throws {
    try run(["compile", "old", "-o", "out", "--emit", "yaml"])
    try run(["compile", "mesh", "-o", "new", "--emit", "yaml"])
    let file = "default/web/transport_sockets"
    let sides = [
      ["old", "mesh"], ["out", "mesh"], ["old", "new"], ["out", "new"], ["out/\(file).pb", "new/\(file).yaml"],
      ["out/\(file).yaml", "new/\(file).pb"], ["out/default/web/bootstrap.pb", "new/default/web/bootstrap.pb"],
      ["out/default/web/bootstrap.yaml", "new/default/web/bootstrap.yaml"],
    ]
    for sides in sides {
      for format in ["text", "json", "markdown"] {
        let run = try run(["diff"] + sides + ["-v", "--color", "always", "--format", format], status: 1)
        #expect(String(decoding: run.output, as: UTF8.self).contains("[redacted: "), "\(sides)")
      }
    }
  }

  @Test(arguments: ["text", "json"]) func explanationsSayNone(format: String) throws {
    let targets =
      [[], ["patched"], ["misplaced"]] + MarkedMesh.services.map { [$0] }
      + ["clusters", "listeners", "transport_sockets", "bootstrap"].map { [$0] } + [["clusters", "privateKey"]]
    for target in targets { try run(["explain", "mesh"] + target + ["-v", "--format", format]) }
    for service in MarkedMesh.services { try run(["explain", "mesh", "--why-not", service, "--format", format]) }
    let run = try run(["explain", "mesh", "clusters", "privateKey", "--format", format])
    #expect(String(decoding: run.output, as: UTF8.self).contains("redacted: "))
    for (index, fault) in MarkedMesh.faults(MarkedMesh.keys[0]).enumerated() where fault.name != "JSON" {
      // An argument may be the key itself.
      try tool.write("faults/\(index).yaml", fault.text)
      try self.run(["explain", "faults/\(index).yaml", "a", "--format", format], status: 2)
    }
  }

  @Test(arguments: ["yaml", "json"]) func decodedFilesSayNone(format: String) throws {
    try run(["compile", "mesh", "-o", "out", "--emit", "yaml"])
    for (path, _) in tool.files() where path.hasPrefix("out/default/web/") {
      let run = try run(["decode", path, "-v", "--format", format])
      #expect(!run.output.isEmpty)
    }
    // Of another type than it is.
    for type in ["envoy.config.cluster.v3.Cluster", "google.protobuf.Struct", "google.protobuf.Any"] {
      _ = try tool.run(["decode", "out/default/web/clusters.pb", "--type", type, "--format", format])
      for name in ["stdout", "stderr"] { #expect(!MarkedMesh.occurs(in: try tool.read(name)), "\(type) on \(name)") }
    }
  }

  @Test func goldenCasesSayNone() throws {
    func text(_ key: String) -> String {
      MarkedMesh.patch(with: key) + "---\n" + MarkedMesh.dataplane("web", reaching: [])
    }
    try tool.write("cases/a/input/mesh.yaml", text("inlineBytes: \(MarkedMesh.keys[0].base64)\n"))
    try tool.write("cases/a/args", "--emit\nyaml\n")
    try run(["golden", "check", "cases"], status: 1)
    try run(["golden", "update", "cases", "-v"], status: 1)
    #expect(try filesWithKeys(below: "cases/a/expected").contains("default/web/bootstrap.yaml"))
    // A version control system gives everybody's mode to what it checks out.
    for (path, _) in tool.files() where path.hasPrefix("cases/a/expected/") {
      chmod(tool.folder.appending(path: path).path, 0o644)
    }
    for key in ["inlineBytes: \(MarkedMesh.keys[1].base64)\n", "filename: /etc/key.pem\n"] {
      try tool.write("cases/a/input/mesh.yaml", text(key))
      let check = try run(["golden", "check", "cases", "-v"], status: 1)
      #expect(String(decoding: check.output, as: UTF8.self).contains("differs: expected/default/web/bootstrap.yaml"))
      try run(["golden", "update", "cases", "-v"], status: 1)
      _ = try filesWithKeys(below: "cases/a/expected")
    }
  }

  @Test func theRestSaysNone() throws {
    for arguments in [["schema"], ["schema", "Secret"], ["help", "compile"], ["--version"]] { try run(arguments) }
    for verb in ["schema", "compile", "decode", "join", "golden"] {
      // The key given as an argument by mistake is shown by whoever ran it, but not beyond.
      try run([verb, "--no-such-option", "mesh"], status: 2)
    }
  }
}
