import Foundation
import Testing
import XDSCompiler
import XDSDriver

@testable import XDSFiles
@testable import xdsc

/// A golden case as the compiler itself gets it.
struct GoldenCompile: Sendable {
  /// Below `golden/`.
  let name: String
  let sources: [SourceFile]
  let options: CompileOptions
  let lock: LockFile?

  private static let root =
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/golden"

  /// Every case whose compile gives files.
  static func all() throws -> [GoldenCompile] {
    try GoldenCase.find(below: [root]).filter { !$0.hasCommand && lookUp($0.expectedPath) != nil }.map(
      GoldenCompile.init)
  }

  static func named(_ name: String) throws -> GoldenCompile { try GoldenCompile(GoldenCase(path: "\(root)/\(name)")) }

  private init(_ golden: GoldenCase) throws {
    let folder = golden.path
    func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : "\(folder)/\(path)" }
    let compile = try #require(try Xdsc.parseAsRoot(try golden.command(output: "out")) as? Compile)
    let request = compile.request(Reporter())
    name = String(folder.dropFirst(GoldenCompile.root.count + 1))
    let read = InputReader().read(request.inputs.map(absolute))
    try #require(read.errors.isEmpty)
    sources = read.files.map { file in
      SourceFile(path: String(file.source.path.dropFirst(folder.count + 1)), bytes: file.source.bytes)
    }
    options = request.options
    lock = try request.lockPath.map { path in
      LockFile(
        source: lookUp(absolute(path)) == nil ? nil : try InputReader().readFile(absolute(path)),
        isFrozen: request.isFrozen)
    }
  }

  /// What no golden case happens to have.
  static let supplement = GoldenCompile(
    name: "supplement",
    text: """
      apiVersion: kuma.io/v1alpha1
      kind: Dataplane
      mesh: default
      metadata: {name: web, namespace: shop}
      spec:
        networking:
          address: 192.168.0.1
          inbound:
          - {port: 8080, tags: {kuma.io/service: web}}
          outbound:
          - port: 8081
            backendRef: {kind: MeshExternalService, name: tcp}
          - port: 8082
            backendRef: {kind: MeshExternalService, name: http}
      ---
      type: MeshExternalService
      name: tcp
      spec:
        match: {protocol: tcp}
        endpoints: [{address: a.example, port: 1}, {address: "unix:///a"}]
      ---
      type: MeshExternalService
      name: http
      spec:
        match: {protocol: http}
        endpoints: [{address: a.example, port: 1}, {address: "unix:///a"}]
      ---
      type: MeshExternalService
      name: other
      spec:
        match: {protocol: tcp}
        endpoints: [{address: a.example, port: 1}, {address: "unix:///a"}]
      ---
      type: MeshExternalService
      name: another
      spec:
        match: {protocol: http}
        endpoints: [{address: a.example, port: 1}]

      """)

  private init(name: String, text: String) {
    self.name = name
    sources = [SourceFile(path: "\(name).yaml", bytes: Array(text.utf8))]
    options = CompileOptions()
    lock = nil
  }

  func compile() -> Compilation { Pipeline(options).compile(sources, lock: lock) }
}

extension GoldenCompile: CustomTestStringConvertible {
  var testDescription: String { name }
}
