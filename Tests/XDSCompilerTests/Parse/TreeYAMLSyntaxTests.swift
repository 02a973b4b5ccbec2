import Testing

@testable import XDSCompiler

@Suite struct TreeYAMLSyntaxTests {
  private func expectSyntaxError(
    _ marked: String, _ message: String, _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    let found = expectDiagnostics(marked, .yamlSyntax, sourceLocation: location)
    #expect(found.first?.message == message, sourceLocation: location)
  }

  @Test func explainsIndentation() {
    expectSyntaxError("a:\n⟦1\t1⟧b: 1\n", "a tab cannot indent")
    expectSyntaxError("a: 1\n b⟦1:1⟧ 2\n", "\":\" is not allowed here")
    expectSyntaxError("⟦asa⟧:\n  a: x\n ⟦1b1⟧: 2\n", "expected a key of the mapping here")
    expectSyntaxError("s:\n  ⟦a-a⟧ x\n  ⟦1b1⟧: 2\n", "expected \"-\" here")
  }

  @Test func explainsColons() {
    expectSyntaxError("a: b⟦1:1⟧ c\n", "\":\" is not allowed here")
    expectSyntaxError("spec\n  match⟦1:1⟧ 1\n", "\":\" is not allowed here")
    expectSyntaxError("a: 1\n⟦1bcd efg1⟧  \ne: 2\n", "expected \":\" after this key")
  }

  @Test func findsWhatIsNeverClosed() {
    expectSyntaxError("a: ⟦1\"1⟧b\nc: d\n⟦aa⟧", "this quote is never closed")
    expectSyntaxError("a: ⟦1'1⟧b\n⟦a-a⟧--\nc: d\n", "this quote is never closed")
    expectSyntaxError("a: ⟦1[1⟧b, c\n⟦a-a⟧--\nc: d\n", "this \"[\" is never closed")
    expectSyntaxError("a: ⟦1{1⟧b: c\n⟦aa⟧", "this \"{\" is never closed")
    expectSyntaxError("a: ⟦a[a⟧b, \"c\" ⟦1\"1⟧d\"]\n", "expected \",\" or \"]\" here")
    expectSyntaxError("a: ⟦a{a⟧b: 1, \"c\": 2 ⟦1]1⟧\n", "expected \",\" or \"}\" here")
  }

  @Test func explainsOtherProblems() {
    expectSyntaxError("a: ⟦1@1⟧b\n", "\"@\" cannot begin a value")
    expectSyntaxError("a: ⟦a\"a⟧⟦1\\1⟧q\"\n", "unknown escape in double quotes")
    expectSyntaxError("a: ⟦1-1⟧ b\n", "a list item is not allowed here")
    expectSyntaxError("a: *⟦1 1⟧b\n", "expected the name of an anchor after \"*\"")
    expectSyntaxError("%YAML ⟦1x1⟧\n---\na: 1\n", "this is no directive of YAML")
    expectSyntaxError("a: ⟦1!1⟧x!y\n", "unknown tag")
    expectSyntaxError("a: ⟦1\u{7}1⟧\n", "the control character U+0007 is not allowed")
  }

  @Test func goesOnWithTheNextDocument() {
    let found = expectDiagnostics(
      "a: ⟦1\"1⟧x\n⟦a-a⟧--\nb: 1\n--- # fine\nc: 1⟦2:2⟧ 1\n---\nd: {⟦cec⟧: 1, ⟦3e3⟧: 1}\n",
      .yamlSyntax, .yamlSyntax, .duplicateKey)
    #expect(found.count == 3)
    let (tree, _) = readTree("a: 'x\n---\nb: 1\n---\nc: 1: 2\n---\nd: 1\n", "e: 1")
    #expect(tree.map(outline) == ["{'b': integer 1}", "{'d': integer 1}", "{'e': integer 1}"])
    #expect(tree.map(\.range.line) == [3, 7, 1])
  }

  @Test func readsDirectivesWithTheirDocument() {
    let (tree, found) = readTree("%YAML 1.2\n# c\n\n---\na: 1\n...\n%YAML 1.2\n---\nb: 'x\n---\nc: 1\n")
    #expect(found.map(\.id) == [.yamlSyntax])
    #expect(tree.map(outline) == ["{'a': integer 1}", "{'c': integer 1}"])
  }

  @Test func countsLinesAsEditorsDo() throws {
    let input = MarkedText("a: \"x\u{2028}y\u{85}z\"\n⟦1b1⟧: \"\r\"\nc: ⟦2é2⟧\n")
    let (tree, root) = try readDocument(input.text)
    let ranges = allNodes(root).map(\.range)
    #expect(ranges.contains(try #require(input.places["1"])))
    #expect(ranges.contains(try #require(input.places["2"])))
    withExtendedLifetime(tree) {}
  }
}
