import XDSCompiler

/// Diagnostics for people: place, message, the line with a caret below it, and what to do.
///
///     mesh/external.yaml:14:13: error: "mode" must be one of ["SkipSAN", "SkipCA", "SkipAll", "Secured"] [tls-mode]
///        14 |       mode: SkipSans
///           |             ^~~~~~~~
///     spec.tls.verification.mode of MeshExternalService mes-https, mesh default
///       help: did you mean "SkipSAN"?
public struct DiagnosticText: DiagnosticFormat {
  /// Whether to colour severities and carets for a terminal.
  public var usesColor: Bool
  private var excerpts: Excerpts

  public init(sources: [SourceFile], usesColor: Bool) {
    self.usesColor = usesColor
    excerpts = Excerpts(sources)
  }

  public mutating func format(_ diagnostic: Diagnostic) -> String {
    var text = ""
    if let range = diagnostic.range { text += "\(place(range)): " }
    text += "\(colored(diagnostic.severity.rawValue, diagnostic.severity)): "
    text += "\(printable(diagnostic.message)) [\(diagnostic.id.rawValue)]\n"
    if let range = diagnostic.range { text += excerpt(range, diagnostic.severity) }
    if let subject = diagnostic.subject { text += printable(subject) + "\n" }
    for note in diagnostic.notes {
      text += "  \(place(note.range)): note: \(printable(note.message))\n"
    }
    if let help = diagnostic.help { text += "  help: \(printable(help))\n" }
    return text
  }

  public func format(_ notice: ToolNotice) -> String {
    let place = notice.path.map { "\(printable($0)): " } ?? ""
    let text = "xdsc: \(notice.severity.rawValue): \(place)\(printable(notice.message))\n"
    return text + (notice.help.map { "  help: \(printable($0))\n" } ?? "")
  }

  private func place(_ range: SourceRange) -> String {
    "\(printable(excerpts.path(range.file))):\(range.line):\(range.column)"
  }

  private mutating func excerpt(_ range: SourceRange, _ severity: Severity) -> String {
    guard let line = excerpts.line(range) else { return "" }
    let number = String(range.line)
    let gutter = String(repeating: " ", count: max(5, number.count))
    let padded = String(gutter.dropLast(number.count)) + number
    return "\(padded) | \(line.text)\n\(gutter) | \(line.indentation)\(colored(line.marker, severity))\n"
  }

  private func colored(_ text: String, _ severity: Severity) -> String {
    guard usesColor else { return text }
    let color =
      switch severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    return "\u{1B}[1;\(color)m\(text)\u{1B}[0m"
  }
}
