import Foundation
import Testing

@testable import XDSDiff

/// The guide has the table of weights as it is.
@Suite struct GuideTests {
  private static let guide = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/XDSCompiler/XDSCompiler.docc/Diff.md")

  @Test func guideHasEveryWeight() throws {
    let lines = try String(contentsOf: Self.guide, encoding: .utf8).split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("| field | change |") })
    let table = lines[(start + 2)...].prefix { $0.hasPrefix("|") }
    let expected = WeightRule.table.map { rule in
      let field = rule.field.description.replacing("|", with: "\\|")
      return "| `\(field)` | \(rule.condition.name) | \(rule.weight) | \(rule.reason) |"
    }
    #expect(Array(table) == expected, "the table should be\n\(expected.joined(separator: "\n"))")
  }
}
