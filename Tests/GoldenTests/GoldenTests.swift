import Foundation
import Testing
import XDSDriver
import XDSFiles

@testable import xdsc

/// The folder `golden/`, by the same code as `xdsc golden check`.
@Suite(.serialized) struct GoldenTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test func everyCaseMatches() throws {
    let request = GoldenRequest(
      folders: ["\(Self.root)/golden"], updates: false, reporter: Reporter(), runCommand: Xdsc.run)
    let outcomes = try request.outcomes()
    #expect(outcomes.count > 100, "golden cases have gone missing")
    for outcome in outcomes where outcome.kind != .passed {
      Issue.record("\(outcome.path)\n\(outcome.lines.joined(separator: "\n"))")
    }
  }
}
