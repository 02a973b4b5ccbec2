import Testing

@testable import XDSCompiler

@Suite struct TreePlaceTests {
  /// Every marked place must be the range of a node.
  private func expectNodes(
    _ marked: String, path: String = "a.yaml", _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let input = MarkedText(marked)
    let (tree, root) = try readDocument(input.text, path: path, sourceLocation: location)
    let ranges = allNodes(root).map(\.range)
    #expect(!input.places.isEmpty, sourceLocation: location)
    for (name, place) in input.places {
      #expect(ranges.contains(place), "place \(name): \(place) not among \(ranges)", sourceLocation: location)
    }
    withExtendedLifetime(tree) {}
  }

  @Test func placesScalars() throws {
    try expectNodes("⟦1type1⟧: ⟦2Mesh2⟧ # c\nspec:\n  ⟦3a3⟧: ⟦4'q''q'4⟧\n  b: ⟦5\"x\\ny\"5⟧\n")
    try expectNodes("a: ⟦1one\n  two1⟧\nb: ⟦2|\n  x\n  y\n2⟧c:⟦33⟧\nd: ⟦4!!str 54⟧\n")
  }

  @Test func placesCollections() throws {
    try expectNodes("a: ⟦1{x: 1, y: [2]}1⟧\nb: ⟦2[2⟧1,\n  2]\nc:\n⟦3-3⟧ 1\n- ⟦4-4⟧ 2\n  - ⟦5k5⟧: 1\n    l: 2\n")
    try expectNodes("a: &x\n  ⟦1b1⟧: 1\n")
  }

  @Test func countsColumnsInScalarValues() throws {
    try expectNodes("é😀: {日本: ⟦1\"ü😀\"1⟧, z: ⟦21e\u{301}2⟧, y: ⟦3x3⟧}\n")
    try expectNodes("{\"é😀\": {\"日本\": ⟦1\"ü😀\"1⟧, \"z\": ⟦313⟧}}\n", path: "a.json")
  }

  @Test func acceptsCarriageReturns() throws {
    try expectNodes("a: 1\r\nb:\r\n  - ⟦1x1⟧\r\n")
    try expectNodes("{\r\n \"a\": ⟦131⟧,\r\n \"b\": ⟦2true2⟧}\r\n", path: "a.json")
    let (tree, root) = try readDocument("a: |\r\n  x\r\n  y\r\n")
    #expect(root["a"]?.string == "x\ny\n")
    withExtendedLifetime(tree) {}
  }

  @Test func ignoresAByteOrderMark() throws {
    for (path, text) in [("a.yaml", "ab: 1"), ("a.json", "{\"ab\": 1}"), ("<stdin>", "{\"ab\": 1}")] {
      let (tree, root) = try readDocument("\u{FEFF}" + text, path: path)
      #expect(root["ab"]?.integer == 1)
      #expect(root.range.column == 1)
      withExtendedLifetime(tree) {}
    }
  }

  @Test func placesJSON() throws {
    try expectNodes(
      "⟦1{1⟧\n  ⟦2\"a\"2⟧: ⟦3[1, 2]3⟧,\n  \"b\": ⟦4-1.5e34⟧, \"c\": ⟦5\"\\u00e9\"5⟧, \"d\": ⟦6null6⟧\n}\n",
      path: "a.json")
  }

  @Test func placesJSONStringsWithNUL() {
    let (tree, diagnostics) = readTree("[\"x\\u0000\", 1]", path: "a.json")
    let places = tree.map { $0.elements.map { [$0.range.column, $0.range.endColumn] } }
    #expect(places == [[[2, 11], [13, 14]]])
    #expect(diagnostics.map { $0.range?.column } == [2])
  }

  @Test func placesLaterDocuments() {
    let (tree, _) = readTree("a: 1\n---\nb: 1\n", "\n\nc: 1\n")
    #expect(tree.map { [$0.range.file, $0.range.line] } == [[0, 1], [0, 3], [1, 3]])
  }
}
