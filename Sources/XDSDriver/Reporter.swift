import XDSCompiler
import XDSFiles
import XDSReport

/// How a verb speaks to people and to programs on standard error.
public struct Reporter: Sendable {
  public enum Format: String, CaseIterable, Sendable {
    case text, json
  }

  public var format = Format.text
  public var usesColor = false
  /// Leaves notes out.
  public var isQuiet = false
  /// Says what was done, too.
  public var isVerbose = false

  public init() {}

  /// Writes all diagnostics, in their order.
  func report(_ diagnostics: [Diagnostic], sources: [SourceFile], to console: Console) {
    switch format {
    case .text: report(diagnostics, DiagnosticText(sources: sources, usesColor: usesColor), console)
    case .json: report(diagnostics, DiagnosticJSON(sources: sources), console)
    }
  }

  private func report(_ diagnostics: [Diagnostic], _ format: some DiagnosticFormat, _ console: Console) {
    var format = format
    var text = ""
    for diagnostic in diagnostics where !isQuiet || diagnostic.severity != .note {
      text += format.format(diagnostic)
    }
    console.error(text)
  }

  /// Why the tool could not do its work.
  func fail(_ errors: [FileError], to console: Console) -> ExitStatus {
    for error in errors { fail(error.message, path: error.path, help: error.help, to: console) }
    return .failure
  }

  func fail(_ message: String, path: String? = nil, help: String? = nil, to console: Console) {
    switch format {
    case .text:
      console.error("xdsc: error: \(path.map { "\($0): " } ?? "")\(message)\n\(help.map { "  help: \($0)\n" } ?? "")")
    case .json:
      let object = JSONValue.object([
        ("id", "failure"), ("severity", "error"), ("message", .string(message)), ("file", path.map { .string($0) }),
        ("help", help.map { .string($0) }),
      ])
      console.error(object.line + "\n")
    }
  }

  func warn(_ message: String, to console: Console) {
    switch format {
    case .text: console.error("xdsc: warning: \(message)\n")
    case .json:
      let object = JSONValue.object([
        ("id", "output"), ("severity", "warning"), ("message", .string(message)),
      ])
      console.error(object.line + "\n")
    }
  }

  func say(_ message: String, to console: Console) {
    if isVerbose, format == .text { console.error("xdsc: \(message)\n") }
  }
}
