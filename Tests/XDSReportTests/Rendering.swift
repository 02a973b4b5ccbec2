import XDSCompiler
import XDSReport

/// One file, and a place in it by its text: the first occurrence of `marked`.
struct Example {
  let source: SourceFile
  let range: SourceRange

  init(_ text: String, marked: String, path: String = "mesh/external.yaml") {
    source = SourceFile(path: path, bytes: Array(text.utf8))
    var line: UInt32 = 1
    var column: UInt32 = 1
    let scalars = Array(text.unicodeScalars)
    let wanted = Array(marked.unicodeScalars)
    let start = scalars.indices.first { scalars[$0...].starts(with: wanted) } ?? scalars.endIndex
    for scalar in scalars[..<start] { (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1) }
    range = SourceRange(
      file: 0, line: line, column: column, endLine: line, endColumn: column + UInt32(wanted.count))
  }

  func text(_ message: String = "message", usesColor: Bool = false) -> String {
    var format = DiagnosticText(sources: [source], usesColor: usesColor)
    return format.format(Diagnostic(.tlsMode, message, at: range))
  }

  /// The line shown and the line with the caret, without the gutter.
  func excerpt() -> [String] {
    text().split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast().map {
      String($0.dropFirst("      | ".count))
    }
  }
}

/// Compiles a text and renders all that is found in every format, by the name of the format.
func render(_ text: String, path: String = "a.yaml", strict: Bool = false) -> (formats: [String: String], count: Int) {
  var options = CompileOptions()
  options.strict = strict
  let compilation = Pipeline(options).compile([SourceFile(path: path, bytes: Array(text.utf8))])
  var plain = DiagnosticText(sources: compilation.sources, usesColor: false)
  var sarif = SARIFLog()
  sarif.add(compilation.diagnostics, sources: compilation.sources)
  let formats = [
    "text": compilation.diagnostics.map { plain.format($0) }.joined(),
    "json": compilation.diagnostics.map(DiagnosticJSON(sources: compilation.sources).format).joined(),
    "github": compilation.diagnostics.map(DiagnosticGitHub(sources: compilation.sources).format).joined(),
    "sarif": String(decoding: sarif.document(version: "1", exitCode: 0, isSuccessful: true), as: UTF8.self),
  ]
  return (formats, compilation.diagnostics.count)
}
