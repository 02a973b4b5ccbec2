import Testing

@testable import XDSCompiler

@Suite struct LintLevelsTests {
  private func severities(_ id: DiagnosticID, _ level: LintLevels.Level) -> [Severity] {
    var levels = LintLevels()
    levels.set(id, to: level)
    var collector = DiagnosticCollector(levels: levels)
    collector.add(Diagnostic(id, "message", at: nil))
    #expect(collector.errorCount == collector.diagnostics.count { $0.severity == .error })
    return collector.diagnostics.map(\.severity)
  }

  @Test(arguments: DiagnosticID.allCases.filter(\.isLint)) func lintsObeyFlags(_ id: DiagnosticID) {
    #expect(severities(id, .allow) == [])
    #expect(severities(id, .warn) == [.warning])
    #expect(severities(id, .deny) == [.error])
  }

  @Test(arguments: DiagnosticID.allCases.filter { !$0.isLint }) func nothingElseDoes(_ id: DiagnosticID) {
    for level in [LintLevels.Level.allow, .warn, .deny] {
      #expect(severities(id, level) == [id.defaultSeverity])
    }
  }

  /// Ids are a contract: flags and scripts name them.
  @Test(arguments: DiagnosticID.allCases) func idsAreLowerCaseWords(_ id: DiagnosticID) {
    #expect(id.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+[0-9]*|-[0-9]+)*/) != nil)
  }

  @Test func pemInvalidDeniesByDefault() {
    #expect(DiagnosticID.pemInvalid.isLint && DiagnosticID.pemInvalid.defaultSeverity == .error)
  }
}

@Suite struct DiagnosticOrderTests {
  private func diagnostic(
    _ message: String, _ id: DiagnosticID = .matchPort, file: UInt32 = 0, line: UInt32 = 1, column: UInt32 = 1,
    path: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      id, message,
      at: SourceRange(file: file, line: line, column: column, endLine: line, endColumn: column + 1), path: path)
  }

  @Test func placesComeFirstThenGravityThenIdThenPathThenText() {
    let ordered = [
      diagnostic("1", line: 1, column: 9), diagnostic("2", line: 2, column: 1), diagnostic("3", line: 10, column: 1),
      diagnostic("4", .endpointPort, file: 1), diagnostic("5", file: 1), diagnostic("6", file: 1, path: "a"),
      diagnostic("7", file: 1, path: "a"), diagnostic("8", .sanUnchecked, file: 1),
      diagnostic("9", .outboundSkipped, file: 1), Diagnostic(.vipFrozen, "no place", at: nil),
    ]
    for offset in ordered.indices {
      let rotated = Array(ordered[offset...] + ordered[..<offset])
      #expect(rotated.sorted(by: Diagnostic.inOrder) == ordered)
      #expect(Array(rotated.reversed()).sorted(by: Diagnostic.inOrder) == ordered)
    }
  }
}
