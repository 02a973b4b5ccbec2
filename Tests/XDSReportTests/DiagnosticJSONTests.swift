import Foundation
import Testing
import XDSCompiler
import XDSReport

@Suite struct DiagnosticJSONTests {
  private let source = SourceFile(path: "dir/a \"b\".yaml", bytes: [])
  private let range = SourceRange(file: 0, line: 3, column: 4, endLine: 5, endColumn: 6)

  @Test func allKeys() {
    let diagnostic = Diagnostic(
      .tlsMode, "a \"quoted\" \\ message\n\t\u{1} é😀", at: range,
      resource: ResourceID(kind: "Dataplane", mesh: "m", name: "d"), path: "spec.tls",
      notes: [.init(message: "note", range: range)], help: "help")
    #expect(
      DiagnosticJSON(sources: [source]).format(diagnostic)
        == #"{"id": "tls-mode", "severity": "error", "message": "a \"quoted\" \\ message\u000a\u0009\u0001 é😀", "#
        + #""file": "dir/a \"b\".yaml", "line": 3, "column": 4, "endLine": 5, "endColumn": 6, "#
        + #""resource": {"kind": "Dataplane", "mesh": "m", "name": "d"}, "path": "spec.tls", "#
        + #""notes": [{"message": "note", "file": "dir/a \"b\".yaml", "line": 3, "column": 4}], "help": "help"}"# + "\n"
    )
  }

  @Test func whatHasNoValueIsAbsent() {
    #expect(
      DiagnosticJSON(sources: []).format(Diagnostic(.skippedKind, "message", at: nil, path: ""))
        == #"{"id": "skipped-kind", "severity": "note", "message": "message"}"# + "\n")
    #expect(
      DiagnosticJSON(sources: []).format(
        Diagnostic(.tlsMode, severity: .warning, "m", at: nil, resource: ResourceID(kind: "Mesh", mesh: nil, name: "x"))
      )
        == #"{"id": "tls-mode", "severity": "warning", "message": "m", "resource": {"kind": "Mesh", "name": "x"}}"#
        + "\n")
  }

  /// One object per line that any JSON reader takes.
  @Test func everyControlCharacterIsEscaped() throws {
    let message = String(String.UnicodeScalarView((0...0xFF).compactMap(Unicode.Scalar.init))) + "\u{2028}"
    let line = DiagnosticJSON(sources: []).format(Diagnostic(.tlsMode, message, at: nil))
    #expect(line.utf8.count { $0 == UInt8(ascii: "\n") } == 1)
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect(object?["message"] as? String == message)
  }
}
