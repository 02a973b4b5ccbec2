import Foundation
import Testing

@testable import XDSCompiler

@Suite struct DiagnosticMeaningTests {
  private static let guide = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/XDSCompiler/XDSCompiler.docc/Diagnostics.md")

  @Test(arguments: DiagnosticID.allCases) func isOneSentence(_ id: DiagnosticID) {
    #expect(id.explanation.wholeMatch(of: /[A-Z][^\n]*[^. ]\./) != nil)
  }

  /// The guide has a row for each id with its level and meaning, in the order of the ids, and no others.
  @Test func theGuideListsAll() throws {
    let guide = try String(contentsOf: Self.guide, encoding: .utf8)
    let rows = guide.split(separator: "\n").drop { $0 != "## Lints" }.filter { $0.hasPrefix("| `") }.map(String.init)
    let ids = DiagnosticID.allCases.filter(\.isLint) + DiagnosticID.allCases.filter { !$0.isLint }
    let expected = ids.map { "| `\($0.rawValue)` | \($0.defaultSeverity.rawValue) | \($0.explanation) |" }
    for row in expected where !rows.contains(row) { Issue.record("missing: \(row)") }
    for row in rows where !expected.contains(row) { Issue.record("of no id: \(row)") }
    let isInOrder = rows == expected
    #expect(isInOrder)
  }
}
