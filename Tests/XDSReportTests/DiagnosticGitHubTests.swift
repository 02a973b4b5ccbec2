import Testing
import XDSCompiler
import XDSReport

@Suite struct DiagnosticGitHubTests {
  private let range = SourceRange(file: 0, line: 3, column: 4, endLine: 5, endColumn: 6)

  private func format(_ diagnostic: Diagnostic, path: String = "a.yaml") -> String {
    DiagnosticGitHub(sources: [SourceFile(path: path, bytes: [])]).format(diagnostic)
  }

  @Test func allParts() {
    let diagnostic = Diagnostic(
      .tlsMode, "message", at: range, resource: ResourceID(kind: "Dataplane", mesh: "m", name: "d"), path: "spec.tls",
      notes: [.init(message: "note", range: range)], help: "what to do")
    #expect(
      format(diagnostic)
        == "::error file=a.yaml,line=3,col=4,endLine=5,endColumn=6,title=tls-mode::message%0A"
        + "spec.tls of Dataplane d, mesh m%0Aa.yaml:3:4: note: note%0Ahelp: what to do\n")
  }

  @Test func severitiesHaveCommandsOfTheirOwn() {
    for (severity, command) in [(Severity.note, "notice"), (.warning, "warning"), (.error, "error")] {
      #expect(
        format(Diagnostic(.tlsMode, severity: severity, "m", at: nil)) == "::\(command) title=tls-mode::m\n")
    }
  }

  /// One line whatever is in the text, and nothing that would end a value or begin another.
  @Test func escapesWhatTheCommandReads() {
    #expect(
      format(Diagnostic(.tlsMode, "100%0A, a:b\nc\rd", at: range), path: "50%,a:b\n.yaml")
        == "::error file=50%25%2Ca%3Ab\\u{a}.yaml,line=3,col=4,endLine=5,endColumn=6,title=tls-mode::"
        + "100%250A, a:b\\u{a}c\\u{d}d\n")
  }

  @Test func noticesOfTheTool() {
    let format = DiagnosticGitHub(sources: [])
    #expect(
      format.format(ToolNotice(.error, "no", path: "a:b", help: "do"))
        == "::error file=a%3Ab,title=failure::no%0Ahelp: do\n")
    #expect(format.format(ToolNotice(.warning, "waiting")) == "::warning title=output::waiting\n")
  }
}
