import Foundation
import Glibc
import Testing
import XDSCompiler
import XDSFiles

@Suite struct JoinTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Writes a part with one output of its own.
  private func part(
    _ name: String, _ shard: String?, zone: String = "west", input: String = "input", version: String = "1"
  ) throws -> CompiledTree {
    var options: [String: Manifest.Option] = ["zone": .text(zone)]
    options["shard"] = shard.map { .text($0) }
    let tree = try OutputTree(directory: folder[name])
    try tree.write("default/\(name)/clusters.pb", Array(name.utf8), isSecret: name == "b")
    let input = Manifest.Input(name: "a.yaml", digest: SHA256.hash(Array(input.utf8)))
    _ = try tree.commit(manifest: Manifest(version: version, options: options, inputs: [input]))
    return try CompiledTree(folder[name])
  }

  private func message(_ parts: [CompiledTree]) -> String? {
    let error = #expect(throws: FileError.self) { try Manifest.joining(parts) }
    return error.map { $0.description.replacingOccurrences(of: folder.path + "/", with: "") }
  }

  @Test func thePartsMakeTheWholeInAnyOrder() throws {
    let parts = try [part("a", "1/3"), part("b", "2/3"), part("c", "3/3")]
    let joined = try Manifest.joining(parts)
    #expect(joined.options == ["zone": .text("west")])
    #expect(joined.inputs == parts[0].manifest.inputs)
    #expect(joined.version == "1")
    #expect(joined.outputs.map(\.path) == ["a", "b", "c"].map { "default/\($0)/clusters.pb" })
    #expect(try Manifest.joining(parts.reversed()).json() == joined.json())
  }

  @Test func whatDoesNotBelongTogetherIsAnError() throws {
    let first = try part("a", "1/2")
    #expect(message([]) == ": no part was given")
    #expect(message([first]) == "a: part 2/2 of this compile was not given")
    #expect(
      message([try part("b", "1/9000000000000000000")]) == "b: part 2/9000000000000000000 of this compile was not given"
    )
    #expect(message([first, try part("b", nil)]) == "b: was compiled without --shard")
    #expect(message([first, try part("b", "x")]) == "b: was compiled without --shard")
    #expect(message([first, try part("b", "1/2")]) == "b: is part 1/2, and so is a")
    #expect(message([first, try part("b", "2/3")]) == "b: is part 2/3, but a is one of 2")
    for other in [
      try part("b", "2/2", zone: "east"), try part("c", "2/2", input: "other"), try part("d", "2/2", version: "2"),
    ] {
      #expect(message([first, other])?.hasSuffix(": is of another compile than a") == true)
    }
  }

  @Test func outputsAreReadWithTheirSecrecy() throws {
    for (name, isSecret) in [("a", false), ("b", true)] {
      let tree = try part(name, "1/1")
      let read = try tree.read(tree.manifest.outputs[0])
      #expect(read.bytes == Array(name.utf8))
      #expect(read.isSecret == isSecret)
    }
  }

  @Test func whatIsNotAsCompiledIsAnError() throws {
    let tree = try part("a", "1/1")
    var output = tree.manifest.outputs[0]
    func kind() -> FileError.Kind? { #expect(throws: FileError.self) { try tree.read(output) }?.kind }
    for text in ["b", "aa", ""] {
      try folder.write("a/default/a/clusters.pb", text)
      #expect(kind() == .notCompiled)
    }
    try FileManager.default.removeItem(atPath: folder["a/default/a/clusters.pb"])
    #expect(kind() == .missing)
    mkfifo(folder["a/default/a/clusters.pb"], 0o600)
    #expect(kind() == .notCompiled)
    try folder.write("secret", "a")
    output.path = "../secret"
    #expect(kind() == .unsafePath)
  }

  @Test func aFolderWithoutAManifestIsNoTree() throws {
    try folder.makeFolder("empty")
    #expect(#expect(throws: FileError.self) { try CompiledTree(folder["empty"]) }?.kind == .missing)
    try folder.write("other/manifest.json", "{}")
    #expect(#expect(throws: FileError.self) { try CompiledTree(folder["other"]) }?.kind == .notCompiled)
  }
}
