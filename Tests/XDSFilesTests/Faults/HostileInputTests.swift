import Foundation
import Glibc
import Testing

/// Input that is made to take forever or to fill the memory.
///
/// Sizes go with `XDSC_FAULTS`: 1,000 are the full ones. What takes more than linear time or memory does not get
/// through the limits of the process, which are far from what is needed.
@Suite struct HostileInputTests {
  private static let megabyte = 1_000_000

  /// A text made of one unit again and again.
  struct Shape: Sendable, CustomTestStringConvertible {
    let name: String
    var head = ""
    let unit: String
    var tail = ""
    /// What is told first of it, behind the name of the file.
    let finding: String
    var path = "a.yaml"

    var testDescription: String { name }
  }

  private static let service = "type: MeshExternalService\nmesh: default\nname: a\nspec:\n"

  private static let shapes = [
    Shape(
      name: "wrong items of a list", head: service + "  endpoints:\n", unit: "  - 1\n",
      finding: ":6:5: error: must be a mapping, found an integer [wrong-type]"),
    Shape(
      name: "merge keys in a list", unit: "- {<<: {a: 1}}\n",
      finding: ":1:4: error: \"<<\" merges nothing in YAML 1.2 [merge-key]"),
    Shape(
      name: "duplicate keys in a list", unit: "- {a: 1, a: 1}\n",
      finding: ":1:10: error: the key \"a\" is here twice [duplicate-key]"),
    Shape(
      name: "duplicate keys", unit: "a: 1\n",
      finding: ":2:1: error: the key \"a\" is here twice [duplicate-key]"),
    Shape(
      name: "bad documents", unit: "---\n[\n", finding: ":3:1: error: expected a value here"),
    Shape(
      name: "bad documents behind good ones", unit: "---\na: 1\n---\n- [a\n",
      finding: ":4:3: error: this \"[\" is never closed"),
    Shape(
      name: "bad bytes", unit: "---\na: \u{7}\n", finding: ":2:4: error: the control character U+0007"),
    Shape(
      name: "unknown aliases", unit: "- *b\n", finding: ":1:3: error: no anchor \"&b\" comes before"),
    Shape(name: "aliases", head: "- &a x\n", unit: "- *a\n", finding: ":10002:3: error: the aliases"),
    Shape(name: "brackets", unit: "[", finding: ":1:101: error: this is nested more than 100"),
    Shape(
      name: "brackets of JSON", unit: "[", finding: ":1:101: error: this is nested more than 100",
      path: "a.json"),
    Shape(
      name: "unknown fields", head: service, unit: "  ?: 1\n", finding: ":5:3: error: unknown field"),
    Shape(
      name: "template", head: "type: HostnameGenerator\nname: a\nspec:\n  template: \"", unit: "{{ .Name }}",
      tail: "\"\n", finding: ":4:11014: error: more than 1000 parts [generator-template]"),
    Shape(
      name: "JSON values", head: "[", unit: "1,", tail: "1]",
      finding: ":1:1: error: a resource must be a mapping, found a list", path: "a.json"),
    Shape(
      name: "comments", head: "type: Mesh\nname: default\n", unit: "# xdsc: allow pem-invalid -- x\n",
      finding: ":3:15: warning: no pem-invalid is found here"),
  ]

  @Test(arguments: shapes)
  func takesLinearTimeAndMemory(shape: Shape) throws {
    let folder = try TestFolder()
    let size = FaultCount.wanted * Self.megabyte / 100
    let count = (size - shape.head.utf8.count - shape.tail.utf8.count) / shape.unit.utf8.count
    try folder.write(shape.path, shape.head + String(repeating: shape.unit, count: count) + shape.tail)
    let outcome = try check(folder[shape.path], size: size)
    let lines = outcome.error.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix(folder[shape.path] + shape.finding) }, "\(lines.prefix(5))")
    #expect(outcome.status == (shape.finding.contains(" error: ") ? 1 : 0))
    // At most all findings with their excerpts, and one more that counts the rest.
    #expect(outcome.error.utf8.count < 16 * Self.megabyte)
  }

  @Test func aScalarOf100MB() throws {
    let folder = try TestFolder()
    let size = FaultCount.wanted * Self.megabyte / 10
    try folder.write("a.yaml", "type: Mesh\nname: " + String(repeating: "x", count: size))
    let outcome = try check(folder["a.yaml"], size: size)
    #expect(outcome.status == 1)
    #expect(outcome.error.hasPrefix("\(folder["a.yaml"]):2:7: error: must be a plain name"))
    #expect(outcome.error.utf8.count < 10_000, "a long text is not shown as a whole")
  }

  @Test func aMillionDocuments() throws {
    let folder = try TestFolder()
    let count = FaultCount.wanted * 1000
    try folder.write("a.yaml", String(repeating: "---\ntype: X\n", count: count))
    let outcome = try check(folder["a.yaml"], size: 13 * count)
    #expect(outcome.status == 0)
    #expect(outcome.error.contains("a.yaml:2:7: note: \(count) X resources were skipped"), "\(outcome.error)")
  }

  /// Nothing of it is read.
  @Test func aFileOf1GB() throws {
    let folder = try TestFolder()
    try folder.write("a.yaml")
    try #require(truncate(folder["a.yaml"], off_t(1000 * Self.megabyte)) == 0)
    let outcome = try check(folder["a.yaml"], size: 0)
    #expect(outcome.status == 2)
    #expect(
      outcome.error == """
        xdsc: error: \(folder["a.yaml"]): is more than fits into 256 MiB, the limit for all inputs together
          help: compile fewer files at a time, or leave out what is no input

        """)
  }

  /// Each line is nine times the one before: ten of them would be thousands of millions.
  @Test func anAliasBomb() throws {
    let folder = try TestFolder()
    let lines = (1...10).map {
      "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ","))]\n"
    }
    try folder.write("a.yaml", "type: Mesh\nname: default\na0: &a0 x\n" + lines.joined())
    let outcome = try check(folder["a.yaml"], size: 0)
    #expect(outcome.status == 1)
    #expect(outcome.error.contains(":8:10: error: the aliases of this document stand for more than 10000 nodes"))
  }

  @Test func aThousandLevels() throws {
    let folder = try TestFolder()
    let levels = (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }
    try folder.write("a.yaml", levels.joined())
    let outcome = try check(folder["a.yaml"], size: 500_000)
    #expect(outcome.status == 1)
    #expect(outcome.error.hasPrefix("\(folder["a.yaml"]):101:101: error: this is nested more than 100 levels deep"))
  }

  /// Runs `check` in 1 GB and 40 bytes for each of the input, and two minutes of a processor.
  private func check(_ path: String, size: Int) throws -> RunXdsc.Outcome {
    let limits = "ulimit -v \((1000 * Self.megabyte + 40 * size) / 1024) -t 120 && exec \"$@\""
    return try RunXdsc.run(["check", path], by: ["bash", "-c", limits, "bash"])
  }
}
