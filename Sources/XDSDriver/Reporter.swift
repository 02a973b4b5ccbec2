import Synchronization
import XDSCompiler
import XDSFiles
import XDSReport

/// How a verb speaks to people and to programs on standard error.
public struct Reporter: Sendable {
  public enum Format: String, CaseIterable, Sendable {
    case text, json, sarif, github
  }

  public var format = Format.text
  public var usesColor = false
  /// Leaves notes out.
  public var isQuiet = false
  /// Says what was done, too.
  public var isVerbose = false
  /// Tells people how far a long run is.
  public var showsProgress = false
  private let log = Log()

  public init() {}

  /// Writes all diagnostics, in their order.
  ///
  /// - Parameter silenced: what comments in the input silenced, for formats that have a place for it.
  func report(
    _ diagnostics: [Diagnostic], silenced: [SilencedDiagnostic] = [], sources: [SourceFile], to console: Console
  ) {
    let shown = isQuiet ? diagnostics.filter { $0.severity != .note } : diagnostics
    switch format {
    case .text: write(shown, DiagnosticText(sources: sources, usesColor: usesColor), console)
    case .json: write(shown, DiagnosticJSON(sources: sources), console)
    case .github: write(shown, DiagnosticGitHub(sources: sources), console)
    case .sarif: log.content.withLock { $0.add(shown, silenced: silenced, sources: sources) }
    }
  }

  private func write(_ diagnostics: [Diagnostic], _ format: some DiagnosticFormat, _ console: Console) {
    var format = format
    var text = ""
    for diagnostic in diagnostics { text += format.format(diagnostic) }
    console.error(text)
  }

  /// Why the tool could not do its work.
  func fail(_ errors: [FileError], to console: Console) -> ExitStatus {
    for error in errors { fail(error.message, path: error.path, help: error.help, to: console) }
    return .failure
  }

  public func fail(_ message: String, path: String? = nil, help: String? = nil, to console: Console) {
    tell(ToolNotice(.error, message, path: path, help: help), console)
  }

  func warn(_ message: String, to console: Console) { tell(ToolNotice(.warning, message), console) }

  func note(_ message: String, to console: Console) {
    if !isQuiet { tell(ToolNotice(.note, message), console) }
  }

  private func tell(_ notice: ToolNotice, _ console: Console) {
    switch format {
    case .text: console.error(DiagnosticText(sources: [], usesColor: usesColor).format(notice))
    case .json: console.error(DiagnosticJSON(sources: []).format(notice))
    case .github: console.error(DiagnosticGitHub(sources: []).format(notice))
    case .sarif: log.content.withLock { $0.add(notice) }
    }
  }

  func say(_ message: String, to console: Console) {
    if isVerbose, format == .text { console.error("xdsc: \(printable(message))\n") }
  }

  /// Ends what a verb has to say: writes the log of formats that have one for the whole run.
  public func end(_ status: ExitStatus, to console: Console) {
    guard format == .sarif else { return }
    let document = log.content.withLock {
      $0.document(version: xdscVersion, exitCode: status.rawValue, isSuccessful: status != .failure)
    }
    console.error(String(decoding: document, as: UTF8.self))
  }

  /// What copies of one reporter share.
  private final class Log: Sendable {
    let content = Mutex(SARIFLog())
  }
}
