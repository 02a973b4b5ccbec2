import Testing
import XDSFiles

@Suite struct DependencyFileTests {
  private func text(_ inputs: String..., tree: String = "out") throws(FileError) -> String {
    let contents = try DependencyFile(tree: tree, inputs: inputs.map { Array($0.utf8) }).contents()
    return String(decoding: contents, as: UTF8.self)
  }

  @Test func inputsAreSortedAndEachIsATarget() throws {
    #expect(
      try text("mesh/b.yaml", "mesh", "mesh/B.yaml", "mesh/b.yaml") == """
        out/manifest.json: \\
          mesh \\
          mesh/B.yaml \\
          mesh/b.yaml

        mesh:

        mesh/B.yaml:

        mesh/b.yaml:

        """)
  }

  @Test func withoutInputsItIsARuleWithoutAny() throws {
    #expect(try text() == "out/manifest.json:\n")
  }

  @Test(arguments: [("out/", "out"), ("a/out//", "a/out"), ("o#t", ##"o\#t"##)])
  func theTargetIsTheManifest(_ tree: String, _ folder: String) throws {
    #expect(try text(tree: tree) == "\(folder)/manifest.json:\n")
  }

  @Test(arguments: [
    ("a b", #"a\ b"#), (" a", #"\ a"#), ("a  b", #"a\ \ b"#), ("a#b", ##"a\#b"##), ("a$b", "a$$b"), ("a:b", #"a\:b"#),
    (#"a\b"#, #"a\b"#), (#"a\\b"#, #"a\\b"#), ("é/日本", "é/日本"), ("../!+,-_@{}.yaml", "../!+,-_@{}.yaml"),
  ])
  func quoting(_ path: String, _ quoted: String) throws {
    #expect(try text(path) == "out/manifest.json: \\\n  \(quoted)\n\n\(quoted):\n")
  }

  @Test func bytesThatAreNoUTF8Stay() throws {
    let contents = try DependencyFile(tree: "out", inputs: [[0x61, 0xff]]).contents()
    #expect(
      contents == Array("out/manifest.json: \\\n  a".utf8) + [0xff] + Array("\n\na".utf8) + [0xff] + Array(":\n".utf8))
  }

  @Test(
    arguments: ["a ", "a:", #"a\"#, #"a\ b"#, ##"a\#b"##, #"a\:b"#, "a\nb", "a\tb", "a\u{7F}b"]
      + #""%&'()*;<=>?[]^`|~"#.map { "a\($0)b" })
  func whatOneOfThemMisreadsIsAnError(_ path: String) {
    let error = #expect(throws: FileError.self) { try text(path) }
    #expect(error?.kind == .unnameable)
    #expect(error?.path == path)
  }
}
