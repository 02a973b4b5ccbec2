import Testing

@testable import XDSCompiler

@Suite struct TreeNodeTests {
  static let service = """
    type: MeshExternalService
    labels:
      kuma.io/zone: "east"
    spec:
      match: {port: 80, protocol: http}
      endpoints:
      - address: example.com
        port: 443
      - address: 10.0.0.1
      tls:
        enabled: true
    """

  @Test func givesValuesByKey() throws {
    let (tree, root) = try readDocument(TreeNodeTests.service)
    #expect(root.kind == .mapping)
    #expect(root.count == 3)
    #expect(root["type"]?.string == "MeshExternalService")
    #expect(root["missing"] == nil)
    #expect(root["typ"] == nil)
    let spec = try #require(root["spec"])
    #expect(spec["match"]?["port"]?.integer == 80)
    #expect(spec.value(forKey: "tls")?["enabled"]?.boolean == true)
    #expect(spec["endpoints"]?.count == 2)
    #expect(spec["endpoints"]?["address"] == nil)
    #expect(root["labels"]?.value(forKey: "kuma.io/zone")?.string == "east")
    #expect(root["type"]?["type"] == nil)
    #expect(tree.documents == [root])
  }

  @Test func knowsParentsAndKeys() throws {
    let (tree, root) = try readDocument(TreeNodeTests.service)
    let endpoints = try #require(root["spec"]?["endpoints"])
    #expect(endpoints.key?.string == "endpoints")
    #expect(endpoints.parent == root["spec"])
    #expect(endpoints.parent?.parent == root)
    #expect(root.parent == nil && root.key == nil)
    for element in endpoints.elements {
      #expect(element.parent == endpoints)
      #expect(element.key == nil)
    }
    for (key, value) in root.entries {
      #expect(key.key == nil && key.parent == root)
      #expect(value.key == key)
    }
    withExtendedLifetime(tree) {}
  }

  @Test func writesPathsAsKumaDoes() throws {
    let (tree, root) = try readDocument(TreeNodeTests.service + "\n'a\"b\\': {_x-1: [[1], [2, {é: 3}]]}\n")
    let paths = allNodes(root).map(\.path)
    #expect(paths.first == "")
    for path in [
      "type", "labels[\"kuma.io/zone\"]", "spec.match.port", "spec.endpoints[0].port", "spec.endpoints[1].address",
      "spec.endpoints[1]", "spec.tls.enabled", #"["a\"b\\"]._x-1[1][1]["é"]"#, #"["a\"b\\"]._x-1[0][0]"#,
    ] {
      #expect(paths.contains(path), "\(path) in \(paths)")
    }
    let key = try #require(root["spec"]?.entries.first { _ in true }?.key)
    #expect(key.path == "spec.match")
    withExtendedLifetime(tree) {}
  }

  /// Indices of long lists are not counted from the first element.
  @Test(arguments: [1, 64, 65, 127, 128, 129, 1000])
  func writesPathsInLongLists(count: Int) throws {
    let elements = (0..<count).map { $0 % 3 == 0 ? "\($0)" : $0 % 3 == 1 ? "[\($0), \($0)]" : "{x: [\($0)]}" }
    let list = "[\(elements.joined(separator: ", "))]"
    for (text, path) in [("{a: &a \(list), b: [*a]}", "a.yaml"), (#"{"a": \#(list), "b": [\#(list)]}"#, "a.json")] {
      let json = text.replacing("x:", with: "\"x\":")
      let (tree, root) = try readDocument(path == "a.json" ? json : text, path: path)
      for (sequence, start) in [(root["a"], "a"), (root["b"]?.elements.first { _ in true }, "b[0]")] {
        let sequence = try #require(sequence)
        #expect(sequence.count == count)
        for (index, element) in sequence.elements.enumerated() {
          let path = "\(start)[\(index)]"
          #expect(element.path == path)
          #expect(
            element.elements.map(\.path) == (0..<element.count).filter { _ in index % 3 == 1 }.map { "\(path)[\($0)]" })
          #expect(element.entries.map(\.value.path) == (index % 3 == 2 ? ["\(path).x"] : []))
        }
      }
      withExtendedLifetime(tree) {}
    }
  }

  /// What is found while a list is read is in lists that have not ended yet.
  @Test func writesPathsWhileReading() {
    let (_, found) = readTree("a:\n- [x, [{<<: {}}]]\n" + String(repeating: "- - {b: 1, b: 1}\n", count: 200))
    #expect(found.map(\.path) == ["a[0][1][0][\"<<\"]"] + (1...200).map { "a[\($0)][0].b" })
  }

  @Test func tellsQuotedFromPlain() throws {
    let (tree, root) = try readDocument("- 1.10\n- '1.10'\n- \"x\"\n- x\n- |\n x\n- !!str 5\n- [a]\n")
    #expect(root.elements.map(\.isPlain) == [true, false, false, true, false, false, false])
    withExtendedLifetime(tree) {}
  }

  @Test func leavesOutEmptyDocuments() {
    let (tree, diagnostics) = readTree(
      "# nothing\n---\n---\na: 1\n---\n~\n---\n# more\n---\n''\n...\n", "", "# b\n", "2")
    #expect(diagnostics == [])
    #expect(tree.map(outline) == ["{'a': integer 1}", "''", "integer 2"])
    #expect(tree.map(\.range.file) == [0, 0, 3])
  }

  @Test func keepsDocumentsInOrder() {
    let (tree, _) = readTree("1\n--- 2\n--- 3", "4", "--- 5\n...\n---\n6")
    #expect(tree.map(\.string) == ["1", "2", "3", "4", "5", "6"])
  }
}
