/// What flags said about lints: `--warn ID`, `--deny ID`, `--allow ID`.
public struct LintLevels: Sendable, Equatable {
  public enum Level: String, Sendable {
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

  /// The level in force, or nil when the lint is silenced.
  func severity(of diagnostic: Diagnostic) -> Severity? {
    guard diagnostic.id.isLint, let level = levels[diagnostic.id] else { return diagnostic.severity }
    return switch level {
    case .allow: nil
    case .warn: .warning
    case .deny: .error
    }
  }
}

/// Where every stage reports what it finds. The core never prints.
struct DiagnosticCollector: Sendable {
  private let levels: LintLevels
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var errorCount = 0

  init(levels: LintLevels) {
    self.levels = levels
  }

  /// An empty collector under the same levels, for a worker whose findings are appended later.
  func sibling() -> DiagnosticCollector { DiagnosticCollector(levels: levels) }

  mutating func add(_ diagnostic: Diagnostic) {
    guard let severity = levels.severity(of: diagnostic) else { return }
    var diagnostic = diagnostic
    diagnostic.severity = severity
    if severity == .error { errorCount += 1 }
    diagnostics.append(diagnostic)
  }

  mutating func append(_ other: DiagnosticCollector) {
    diagnostics += other.diagnostics
    errorCount += other.errorCount
  }

  /// Whether any error stands in the source of this index.
  func hasErrors(inFile file: Int) -> Bool {
    errorCount > 0 && diagnostics.contains { $0.severity == .error && $0.range.map { Int($0.file) } == file }
  }
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
