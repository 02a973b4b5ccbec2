import Testing

@testable import XDSCompiler

@Suite struct TreeAliasTests {
  @Test func copiesWhatTheAnchorNames() throws {
    let (tree, root) = try readDocument(
      "a: &x {p: [1, 2], q: &y z}\nb: *x\nc: [*y, *x]\n*y : key\nd: &x 3\ne: *x\nf: !!str &n 7\ng: *n\n")
    let x = "{'p': [integer 1, integer 2], 'q': 'z'}"
    #expect(
      outline(root)
        == "{'a': \(x), 'b': \(x), 'c': ['z', \(x)], 'z': 'key', 'd': integer 3, 'e': integer 3, 'f': '7', 'g': '7'}")
    let copy = try #require(root["b"])
    #expect(copy["p"]?.path == "b.p")
    #expect(copy["p"]?.elements.map(\.path) == ["b.p[0]", "b.p[1]"])
    #expect(copy.key?.string == "b")
    #expect(copy.parent == root)
    withExtendedLifetime(tree) {}
  }

  @Test func placesTheCopyAtTheAlias() throws {
    let input = MarkedText("a: &x {p: ⟦111⟧}\nb: ⟦2*x2⟧\n")
    let (tree, root) = try readDocument(input.text)
    #expect(root["b"]?.range == input.places["2"])
    #expect(root["b"]?["p"]?.range == input.places["1"])
    withExtendedLifetime(tree) {}
  }

  @Test func keepsAnchorsInsideTheirDocument() {
    expectDiagnostics("a: &x 1\nb: *x\n---\nc: ⟦1*x1⟧\n", .unknownAlias)
    expectDiagnostics("a: ⟦1*x1⟧\nb: &x 1\n", .unknownAlias)
  }

  @Test func refusesAnAliasInsideItself() {
    expectDiagnostics("a: ⟦a&a⟧x\n  b: [⟦1*x1⟧]\n", .aliasLimit)
  }

  @Test func limitsWhatAliasesExpandTo() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    let (tree, diagnostics) = readTree(text + "---\n" + text + "---\nb: &b 1\nc: *b\n")
    #expect(diagnostics.map(\.id) == [.aliasLimit, .aliasLimit])
    #expect(tree.documents.count == 3)
    #expect(tree.map { allNodes($0).count }.allSatisfy { $0 < 11_000 })
    #expect(tree.map(outline).last == "{'b': integer 1, 'c': integer 1}")
  }

  @Test func limitsTheDepthThatAliasesReach() {
    let deep = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
    let (_, diagnostics) = readTree("a: &x \(deep)\nb: " + deep.replacing("[]", with: "[*x]") + "\n")
    #expect(diagnostics.map(\.id) == [.nestingLimit])
    let (_, none) = readTree("a: &x \(deep)\nb: [[*x]]\n")
    #expect(none == [])
  }
}
