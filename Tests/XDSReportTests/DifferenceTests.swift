import EnvoyAPI
import Testing

@testable import XDSDiff
@testable import XDSReport

@Suite struct DifferenceTests {
  private func field(_ path: String, _ weight: Weight, _ old: String?, _ new: String?) -> FieldChange {
    FieldChange(
      path: FieldPath(path.split(separator: ".").map { .field(String($0)) }),
      kind: old == nil ? .added : new == nil ? .removed : .changed, old: old.map { .string($0) },
      new: new.map { .string($0) }, verdict: Verdict(weight: weight, reason: ""))
  }

  private func resource(_ name: String, _ fields: FieldChange...) -> ResourceChange {
    ResourceChange(type: "a.Cluster", name: name, kind: .changed, fields: fields)
  }

  private func report(
    _ dataplanes: KeyValuePairs<String, [ResourceChange]>, compared: Int? = nil
  ) -> DifferenceReport {
    let differences = dataplanes.map { name, changes in
      DataplaneDifference(
        name: DataplaneName(mesh: "m", name: name), resources: changes, hidden: [])
    }
    return DifferenceReport(
      old: "a", new: "b",
      difference: Difference(
        compared: compared ?? dataplanes.count, added: [], removed: [], dataplanes: differences))
  }

  private func text(_ report: DifferenceReport) -> String { DifferenceText(usesColor: false).format(report) }

  @Test func whatIsTheSameInSeveralDataplanesIsSaidOnce() {
    let shared = resource("s", field("f", .traffic, "1", "2"))
    let own = resource("o", field("f", .tuning, "1", "2"))
    let text = text(report(["x": [shared], "y": [own, shared], "z": [shared]]))
    #expect(
      text == """
        all 3 dataplanes of mesh m: x, y, z
          ~ cluster s
              moves traffic
                ~ f: "1" → "2"

        dataplane m/y
          ~ cluster o
              tuning
                ~ f: "1" → "2"

        2 resources differ in 3 of 3 dataplanes: 1 change moves traffic, 1 is tuning

        """)
  }

  @Test func titlesAreShort() {
    let group = { (count: Int) in
      ChangeGroup(dataplanes: (0..<count).map { DataplaneName(mesh: "m", name: "d\($0)") }, changes: [])
    }
    #expect(group(1).title(of: 9) == "dataplane m/d0")
    #expect(group(2).title(of: 2) == "both dataplanes of mesh m: d0, d1")
    #expect(group(7).title(of: 9) == "7 dataplanes of mesh m: d0, d1, d2, d3, d4 and 2 more")
    let meshes = ChangeGroup(
      dataplanes: [.init(mesh: "a", name: "x"), .init(mesh: "b", name: "x")], changes: [])
    #expect(meshes.title(of: 3) == "2 dataplanes: a/x, b/x")
    #expect(ChangeGroup(dataplanes: [nil], changes: []).title(of: 1) == "")
  }

  @Test func theHeaviestFieldsComeFirst() {
    let change = resource(
      "s", field("a", .tuning, "x", "y"), field("b", .security, nil, "y"), field("c", .tuning, "x", nil))
    let lines = text(report(["x": [change]])).split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
    #expect(lines.dropFirst(2).prefix(5) == ["weakens security", "+ b: y", "tuning", "~ a: x → y", "- c: x"])
    #expect(lines.last == "1 resource differs: 1 change weakens security, 2 are tuning")
  }

  @Test func aLongPathIsReadOnce() {
    let change = resource("s", field("a.b.c.d", .tuning, "x", "y"), field("a.b.c.e.f", .tuning, "x", "y"))
    let lines = text(report(["x": [change]])).split(separator: "\n")
    #expect(lines.dropFirst(3).prefix(3) == ["        a.b.c", "          ~ d: x → y", "          ~ e.f: x → y"])
  }

  @Test func controlCharactersDoNotReachATerminal() {
    let change = resource("s\u{1B}[31m", field("a", .tuning, "\u{1B}[2J", "\u{202E}"))
    for text in [text(report(["x\u{7}": [change]])), DifferenceMarkdown().format(report(["x\u{7}": [change]]))] {
      #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
      #expect(!text.contains("\u{202E}"))
    }
  }

  @Test func aCommentIsNeverTooLong() {
    let changes = (0..<3000).map { resource("c\($0)", field("f", $0 == 2999 ? .security : .tuning, "1", "2")) }
    let differences = [DataplaneDifference(name: nil, resources: changes, hidden: [])]
    let markdown = DifferenceMarkdown().format(
      DifferenceReport(
        old: "a", new: "b", difference: Difference(compared: 1, added: [], removed: [], dataplanes: differences)))
    #expect(markdown.utf16.count < 65_536)
    #expect(markdown.utf16.count > 50_000)
    // The heaviest comes first, so that it is not what is left out.
    #expect(markdown.contains("<details open><summary><b>weakens security</b> · cluster <code>c2999</code></summary>"))
    #expect(markdown.contains("more resources, none of which weighs more."))
  }

  @Test(arguments: [
    ("a", "a"), ("a b", "\"a b\""), ("", "\"\""), ("1", "\"1\""), ("true", "\"true\""), ("a,b", "\"a,b\""),
    ("é", "\"é\""), ("a\nb", "\"a\\u000ab\""), ("/a/b.c:1", "/a/b.c:1"),
    ("[redacted: 1 bytes, sha256 0]", "[redacted: 1 bytes, sha256 0]"),
  ])
  func stringsHaveQuotesWhereTheyNeedThem(_ text: String, _ expected: String) {
    #expect(ShownValue.text(.string(text)) == expected)
  }

  @Test func longTextsAreTheirBeginningsAndFingerprints() {
    let text = String(repeating: "a", count: 81)
    let shown = ShownValue.text(.string(text))
    #expect(shown == "\"aaaaaaaaaaaaaaaaaaaaaaaa…\" (81 characters, sha256 8c48280d57fb)")
    #expect(ShownValue.text(.string(text)) != ShownValue.text(.string(text.dropLast() + "b")))
  }

  @Test func valuesAreOnOneLine() {
    let value = MessageValue.object([
      .init(name: "@type", value: .string("type.googleapis.com/a.b.C")), .init(name: "a.b c", value: .word("1")),
      .init(name: "l", value: .list([.string("x"), .object([])])),
    ])
    #expect(ShownValue.text(value) == #"C {"a.b c": 1, l: [x, {}]}"#)
  }
}
