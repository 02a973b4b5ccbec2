import Testing

@testable import XDSCompiler

@Suite struct TreeErrorTests {
  @Test func reportsDuplicateKeys() {
    let found = expectDiagnostics("s:\n  ⟦aka⟧: 1\n  l: 2\n  ⟦1'k'1⟧: 3\n", .duplicateKey)
    #expect(found.first?.path == "s.k")
    expectDiagnostics("{⟦a1a⟧: a, ⟦1\"1\"1⟧: b}", .duplicateKey)
    expectDiagnostics("{\"a\": {\"k\": 1}, \"b\": [{⟦a\"k\"a⟧: 1, ⟦1\"k\"1⟧: 2}]}", .duplicateKey, path: "a.json")
  }

  @Test func reportsDuplicatesAmongManyKeys() {
    let many = (0..<500).map { "key\($0 * 7919 % 500): 1\n" }.joined()
    expectDiagnostics(many, path: "a.yaml")
    expectDiagnostics(
      "⟦axa⟧: 0\n⟦byb⟧: 0\n" + many + "⟦1x1⟧: 1\n⟦2y2⟧: 1\n", .duplicateKey, .duplicateKey)
    let (_, thrice) = readTree("x: 0\n" + many + "x: 1\nx: 2\n")
    #expect(thrice.map(\.range?.line) == [502, 503])
    #expect(thrice.map { $0.notes.map(\.range.line) } == [[1], [1]])
  }

  @Test func refusesMergeKeys() throws {
    let found = expectDiagnostics("a: &x {p: 1}\nb:\n  ⟦1<<1⟧: *x\n  q: 2\n", .mergeKey)
    #expect(found.first?.help != nil)
    let (tree, _) = readTree("{<<: {a: 1}, b: 2}")
    #expect(tree.map(outline) == ["{'b': integer 2}"])
    let (quotedTree, quoted) = try readDocument("\"<<\": 1")
    #expect(quoted["<<"]?.integer == 1)
    withExtendedLifetime(quotedTree) {}
  }

  @Test func refusesKeysThatAreNoScalars() {
    expectDiagnostics("⟦1{1⟧a: 1}: 2\nb: 3\n", .complexKey)
    expectDiagnostics("? ⟦1-1⟧ a\n: b\n", .complexKey)
    expectDiagnostics("a: &x [1]\n⟦1*x1⟧ : b\n", .complexKey)
    let (tree, _) = readTree("{[a, {b: c}]: {d: e}, f: g, ? {} : h}")
    #expect(tree.map(outline) == ["{'f': 'g'}"])
  }

  @Test func refusesUnknownAndUnfitTags() {
    expectDiagnostics(
      "[⟦1!x 11⟧, ⟦2!!binary x2⟧, ⟦3!3⟧y [], ⟦4!!int a4⟧, ⟦5!5⟧!map [], ⟦6!6⟧!str {}, ⟦7!!seq x7⟧, ⟦8!!bool yes8⟧]",
      .unknownTag, .unknownTag, .unknownTag, .tagMismatch, .tagMismatch, .tagMismatch, .tagMismatch, .tagMismatch)
  }

  @Test(arguments: ["a.yaml", "a.json"])
  func limitsNesting(path: String) {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    let (tree, none) = readTree(nested(100), path: path)
    #expect(none == [])
    #expect(tree.documents.count == 1)
    for depth in [101, 5000] {
      let (_, found) = readTree(nested(depth), path: path)
      #expect(found.map(\.id) == [.nestingLimit])
      #expect(found.first?.range?.column == 101)
    }
  }

  @Test func limitsNestingOfBlocks() {
    let (tree, found) = readTree(String(repeating: "- ", count: 101) + "a\n---\nb: 1\n")
    #expect(found.map(\.id) == [.nestingLimit])
    #expect(found.first?.range?.column == 201)
    #expect(tree.map(outline) == ["{'b': integer 1}"])
  }

  @Test func refusesNUL() {
    expectDiagnostics("a: ⟦1\"x\\0y\"1⟧\nb: ⟦2\"\\u0000\"2⟧\n---\nc: 1\n", .nulByte, .nulByte)
    expectDiagnostics("a: é⟦1\01⟧\n---\nb: [⟦2\"\\x00\"2⟧]\n", .nulByte, .nulByte)
    expectDiagnostics("[\"é\", ⟦1\"x\\u0000\"1⟧]", .nulByte, path: "a.json")
    expectDiagnostics("[\"é⟦1\01⟧\"]", .nulByte, path: "a.json")
  }

  @Test(arguments: ["a.yaml", "a.json"])
  func refusesOtherEncodings(path: String) {
    let texts: [[UInt8]] = [
      [0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61], Array("\"é".utf8) + [0xE9] + Array("\"".utf8),
      Array("\"".utf8) + [0xC3], Array("\"".utf8) + [0xED, 0xA0, 0x80, 0x22], Array("\"".utf8) + [0xC0, 0x80, 0x22],
    ]
    let (tree, found) = readTree(bytes: texts.map { $0 } + [Array("1".utf8)], path: path)
    let closed = found.filter { $0.range?.file != 3 }
    #expect(closed.map(\.id) == Array(repeating: .invalidEncoding, count: 5))
    #expect(closed.map(\.range?.column) == [1, 1, 3, 2, 2])
    #expect(found.contains { $0.range?.file == 3 })
    #expect(tree.map(\.string) == ["1"])
  }

  @Test func readsDocumentsAroundABadByte() {
    let before = Array("a: 1\n---\nb: é".utf8)
    let after = Array("\n---\nc: 1\n--- {d: 1, d: 2}".utf8)
    let (tree, found) = readTree(bytes: [before + [0xFF] + after])
    #expect(found.map(\.id) == [.invalidEncoding, .duplicateKey])
    #expect(found.first?.range.map { [$0.line, $0.column] } == [3, 5])
    #expect(tree.map(\.range.line) == [1, 5, 6])
  }

  /// After an error libyaml gets shares of the text that grow as long as nothing is wrong.
  @Test func findsEveryBadDocumentAmongMany() {
    let kinds = (0..<2000).map { $0 % 7 == 3 || $0 % 100 > 90 || (500..<510).contains($0) }
    var line = 1
    var (good, bad): ([UInt32], [UInt32]) = ([], [])
    let text = kinds.enumerated().map { index, isBad in
      line += 2
      if isBad { bad.append(UInt32(line - 1)) } else { good.append(UInt32(line - 1)) }
      return "---\n\(isBad ? "[a" : "\(index)")\n"
    }.joined()
    let (tree, found) = readTree(text + "---\nend: 1\n")
    #expect(found.map(\.range?.line) == bad)
    #expect(tree.map(\.range.line) == good + [UInt32(line + 1)])
  }

  @Test func refusesLargeSources() {
    var list = DiagnosticList()
    let sources = ["12345", "1234"].map { SourceFile(path: "a.yaml", bytes: Array($0.utf8)) }
    let tree = SourceTree.parse(sources, jobs: 1, diagnostics: &list, sizeLimit: 4)
    let found = list.shown
    #expect(found.map(\.id) == [.sourceTooLarge])
    #expect(found.first?.range == .start(ofFile: 0))
    #expect(tree.map(\.string) == ["1234"])
  }
}
