import Testing

@testable import XDSCompiler

@Suite struct FieldPatternTests {
  @Test func stepsAreFieldsKeysAndElements() {
    let pattern: FieldPattern = "a.b[].labels[\"kuma.io/zone[]\"].c[3][*].d"
    let steps = pattern.steps.map { step in
      switch step {
      case .field(let name): name
      case .key(let key): "{\(key ?? "*")}"
      case .element(let index): "[\(index.map(String.init) ?? "")]"
      }
    }
    #expect(steps == ["a", "b", "[]", "labels", "{kuma.io/zone[]}", "c", "[3]", "{*}", "d"])
    #expect(("" as FieldPattern).steps.isEmpty)
  }

  @Test func valuesAreFoundByTheirPaths() throws {
    let (tree, root) = try readDocument(
      """
      spec: {ports: [1, 2], none: null}
      labels: {"kuma.io/zone": east}
      """)
    #expect(root.value(at: "spec.ports[1]")?.string == "2")
    #expect(root.value(at: "labels[\"kuma.io/zone\"]")?.string == "east")
    #expect(root.value(at: "spec.ports[2]") == nil)
    #expect(root.value(at: "spec.none") == nil)
    #expect(root.value(at: "spec.gone.further") == nil)
    withExtendedLifetime(tree) {}
  }
}
