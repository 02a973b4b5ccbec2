import XDSCompiler

/// Diagnostics as workflow commands, which GitHub Actions shows as annotations of the files.
///
///     ::error file=mesh/external.yaml,line=14,col=13,endLine=14,endColumn=21,title=tls-mode::"mode" must be one of …
public struct DiagnosticGitHub: DiagnosticFormat {
  private let sources: [SourceFile]

  public init(sources: [SourceFile]) {
    self.sources = sources
  }

  public func format(_ diagnostic: Diagnostic) -> String {
    var properties: [(String, String)] = []
    if let range = diagnostic.range {
      properties = [
        ("file", sources.path(range.file)), ("line", "\(range.line)"), ("col", "\(range.column)"),
        ("endLine", "\(range.endLine)"), ("endColumn", "\(range.endColumn)"),
      ]
    }
    properties.append(("title", diagnostic.id.rawValue))
    var lines = [diagnostic.message] + (diagnostic.subject.map { [$0] } ?? [])
    for note in diagnostic.notes {
      lines.append("\(sources.path(note.range.file)):\(note.range.line):\(note.range.column): note: \(note.message)")
    }
    if let help = diagnostic.help { lines.append("help: \(help)") }
    return command(diagnostic.severity, properties, lines)
  }

  public func format(_ notice: ToolNotice) -> String {
    let file = notice.path.map { [("file", $0)] } ?? []
    let help = notice.help.map { ["help: \($0)"] } ?? []
    return command(notice.severity, file + [("title", notice.id)], [notice.message] + help)
  }

  private func command(_ severity: Severity, _ properties: [(key: String, value: String)], _ lines: [String]) -> String
  {
    let name =
      switch severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    let list = properties.map { "\($0)=\(escaped(printable($1), ":,"))" }.joined(separator: ",")
    return "::\(name) \(list)::\(escaped(lines.map(printable).joined(separator: "\n")))\n"
  }

  /// What would end a value, or be read as an escape, by its hexadecimal code.
  private func escaped(_ text: String, _ others: String = "") -> String {
    let special = "%\r\n\(others)".unicodeScalars
    guard text.unicodeScalars.contains(where: special.contains) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if special.contains(scalar) {
        let code = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (code.count == 1 ? "0" : "") + code
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}
