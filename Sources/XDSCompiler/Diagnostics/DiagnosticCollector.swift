/// What flags said about lints: `--warn ID`, `--deny ID`, `--allow ID`.
public struct LintLevels: Sendable, Equatable {
  public enum Level: String, CaseIterable, Sendable {
    case allow
    case warn
    case deny
  }

  private var levels: [DiagnosticID: Level] = [:]

  public init() {}

  /// Sets one lint's level; the last call for an id wins. The id must be a lint.
  public mutating func set(_ id: DiagnosticID, to level: Level) {
    levels[id] = level
  }

  /// The level that was set, if any.
  subscript(id: DiagnosticID) -> Level? { levels[id] }
}

/// Where every stage reports what it finds. The core never prints.
struct DiagnosticCollector: Sendable {
  private let levels: LintLevels
  /// What the input itself says about lints; nil where it says nothing.
  let comments: LintComments?
  private var list = DiagnosticList()
  private var silencedFindings = BoundedFindings<SilencedDiagnostic>()
  /// The rulings of comments that something was found for, by their indices.
  private(set) var usedRulings: Set<Int> = []

  init(levels: LintLevels, comments: LintComments? = nil) {
    self.levels = levels
    self.comments = comments
  }

  /// An empty collector under the same levels, for a worker whose findings are appended later.
  func sibling() -> DiagnosticCollector { DiagnosticCollector(levels: levels, comments: comments) }

  /// A lint gets the level that a comment gives it, else that of a flag, else its own.
  ///
  /// - Parameter place: where comments are asked for its level, instead of at its own place.
  mutating func add(_ diagnostic: Diagnostic, asAt place: SourcePosition? = nil) {
    var diagnostic = diagnostic
    if diagnostic.id.isLint {
      let ruling = (place ?? diagnostic.range?.start).flatMap { comments?.ruling(on: diagnostic.id, at: $0) }
      if let ruling { usedRulings.insert(ruling) }
      switch ruling.flatMap({ comments?.rulings[$0].level }) ?? levels[diagnostic.id] {
      case .allow:
        if let ruling, let comments {
          silencedFindings.add(SilencedDiagnostic(diagnostic: diagnostic, reason: comments.rulings[ruling].reason))
        }
        return
      case .warn: diagnostic.severity = .warning
      case .deny: diagnostic.severity = .error
      case nil: break
      }
    }
    list.add(diagnostic)
  }

  /// Adds what is wrong with a text, which no level changes.
  mutating func append(_ errors: DiagnosticList) { list.append(errors) }

  mutating func append(_ other: DiagnosticCollector) {
    list.append(other.list)
    silencedFindings.append(other.silencedFindings)
    usedRulings.formUnion(other.usedRulings)
  }

  /// All findings that are to be shown, in their order.
  var diagnostics: [Diagnostic] { list.shown }

  /// What comments silenced, in its order; where that is not all, last how many are left out.
  var silenced: [SilencedDiagnostic] {
    let (shown, leftOut) = silencedFindings.shown
    guard let leftOut else { return shown }
    let rest = silencedFindings.count - shown.count
    let message =
      "\(rest) more silenced finding\(rest == 1 ? "" : "s") left out, the first of them here: a run shows \(shown.count)"
    let last = Diagnostic(
      .findingsLimit, severity: leftOut.diagnostic.severity, message, at: leftOut.diagnostic.range)
    return shown + [SilencedDiagnostic(diagnostic: last, reason: leftOut.reason)]
  }

  var errorCount: Int { list.errorCount }

  /// Whether anything is wrong beside lints, so that the input may hold more than could be read.
  var isInputInDoubt: Bool { list.hasErrorsBesideLints }

  /// The sources that errors stand in, by their indices.
  var filesWithErrors: Set<UInt32> { list.filesWithErrors }
}

extension Diagnostic {
  /// The total order in which diagnostics are shown: by place, then the graver first, then id and text.
  static func inOrder(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    switch (a.range, b.range) {
    case (let x?, let y?) where x != y: return x < y
    case (nil, _?): return false
    case (_?, nil): return true
    default: break
    }
    if a.severity != b.severity { return a.severity > b.severity }
    if a.id != b.id { return a.id.rawValue < b.id.rawValue }
    if a.path != b.path { return (a.path ?? "") < (b.path ?? "") }
    return a.message < b.message
  }
}
