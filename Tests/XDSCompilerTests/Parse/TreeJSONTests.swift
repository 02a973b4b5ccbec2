import Testing

@testable import XDSCompiler

@Suite struct TreeJSONTests {
  /// JSON and the YAML that says the same.
  @Test(arguments: [
    (
      #"{"a": [1, -2.5, 1e3, true, false, null], "b": {}, "c": []}"#,
      "a: [1, -2.5, 1e3, true, false, null]\nb: {}\nc: []"
    ),
    (#""x\"\\\/\b\f\n\r\t""#, #""x\"\\/\b\f\n\r\t""#),
    (#"["\u00e9\ud83d\ude00", "é😀"]"#, "- é😀\n- é😀"),
    (#"{"1": "1", "true": "yes", "": ""}"#, "1: '1'\ntrue: yes\n'': ''"),
    (" \t\r\n 0 ", "0"),
  ])
  func agreesWithYAML(json: String, yaml: String) throws {
    let (jsonTree, jsonRoot) = try readDocument(json, path: "a.json")
    let (yamlTree, yamlRoot) = try readDocument(yaml)
    #expect(outline(jsonRoot) == outline(yamlRoot))
    withExtendedLifetime((jsonTree, yamlTree)) {}
  }

  @Test func takesSeveralValuesAsDocuments() {
    let (tree, found) = readTree("{\"a\": 1}\n{\"b\": 2}[3] null 4", path: "a.json")
    #expect(found == [])
    #expect(tree.map(outline) == ["{'a': integer 1}", "{'b': integer 2}", "[integer 3]", "integer 4"])
  }

  @Test(arguments: [
    "[1⟦1,1⟧]", "{\"a\": 1⟦1,1⟧ }", "[1 ⟦121⟧]", "{⟦1a1⟧: 1}", "{\"a\" ⟦111⟧}", "{\"a\":⟦1}1⟧", "[⟦1't'1⟧]", "[⟦101⟧1]",
    "[0⟦1", "[-⟦1x1⟧]", "[1.⟦1]1⟧", "[1e+⟦1]1⟧", "[⟦1tru1⟧]", "[⟦1N1⟧aN]", "⟦1+1⟧1", "{\"a\": ⟦1/1⟧/ x\n1}",
    "[⟦1\"1⟧x]",
    "[\"x⟦1\n1⟧\"]", "[\"x⟦1\t1⟧\"]", #"["⟦1\1⟧x"]"#, #"["\u12⟦1g1⟧4"]"#, #"["⟦1\1⟧ud800"]"#, #"["é⟦1\1⟧udc00\ud800"]"#,
    #"["⟦1\1⟧ud800\u0041"]"#, "1 ⟦1]1⟧", "[\"é\" ⟦1\u{FEFF}1⟧]",
  ])
  func refusesWhatIsNotJSON(marked: String) {
    let input = MarkedText(marked)
    let (tree, found) = readTree("[]", input.text, path: "a.json")
    #expect(found.map(\.id) == [.jsonSyntax])
    #expect(found.first?.range?.file == 1)
    #expect(found.first?.range?.line == input.places["1"]?.line)
    #expect(found.first?.range?.column == input.places["1"]?.column)
    #expect(tree.map(\.kind).first == .sequence)
  }

  @Test func keepsDocumentsBeforeAnError() {
    let (tree, _) = readTree("{\"a\": 1} [1,", path: "a.json")
    #expect(tree.map(outline) == ["{'a': integer 1}"])
  }

  @Test func triesJSONOnStandardInput() {
    let pair = " \n{\"a\": \"\\ud83d\\ude00\"}\n{\"b\": 1}"
    let (json, none) = readTree(pair, path: "<stdin>")
    #expect(none == [])
    #expect(json.map(outline) == ["{'a': '😀'}", "{'b': integer 1}"])
    let (yaml, fine) = readTree("{a: 1, 'b': [x,]}\n---\n- 2\n", path: "<stdin>")
    #expect(fine == [])
    #expect(yaml.map(outline) == ["{'a': integer 1, 'b': ['x']}", "[integer 2]"])
    let (_, found) = readTree("{\"a\": 1, \"a\": 2}\n---\n{b: 1", path: "<stdin>")
    #expect(found.map(\.id) == [.duplicateKey, .yamlSyntax])
  }
}
