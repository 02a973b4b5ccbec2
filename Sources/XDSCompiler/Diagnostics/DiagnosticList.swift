/// What was found: all of it is counted, and as much kept as is shown.
struct DiagnosticList: Sendable {
  /// So many findings are shown.
  static let limit = 10_000

  private var kept = BoundedFindings<Diagnostic>()
  private(set) var errorCount = 0
  private var warningCount = 0
  private var noteCount = 0
  /// The sources that errors stand in, by their indices.
  private(set) var filesWithErrors: Set<UInt32> = []
  /// Whether anything is wrong beside lints.
  private(set) var hasErrorsBesideLints = false

  var isEmpty: Bool { kept.count == 0 }

  /// What is to be shown, in the order of places; where that is not all, last how many are left out.
  var shown: [Diagnostic] {
    let (shown, leftOut) = kept.shown
    return shown + (leftOut.map { [self.leftOut(beginningWith: $0)] } ?? [])
  }

  mutating func add(_ diagnostic: Diagnostic) {
    switch diagnostic.severity {
    case .error:
      errorCount += 1
      if let file = diagnostic.range?.file { filesWithErrors.insert(file) }
      if !diagnostic.id.isLint { hasErrorsBesideLints = true }
    case .warning: warningCount += 1
    case .note: noteCount += 1
    }
    kept.add(diagnostic)
  }

  mutating func append(_ other: DiagnosticList) {
    guard !other.isEmpty else { return }
    errorCount += other.errorCount
    warningCount += other.warningCount
    noteCount += other.noteCount
    filesWithErrors.formUnion(other.filesWithErrors)
    hasErrorsBesideLints = hasErrorsBesideLints || other.hasErrorsBesideLints
    kept.append(other.kept)
  }

  private func leftOut(beginningWith first: Diagnostic) -> Diagnostic {
    var rest = DiagnosticList.limit
    // As many of each as are not among those shown, which are the gravest.
    let counts = [(errorCount, "error"), (warningCount, "warning"), (noteCount, "note")].compactMap { count, noun in
      let shown = min(count, rest)
      rest -= shown
      return count > shown ? "\(count - shown) more \(noun)\(count - shown == 1 ? "" : "s")" : nil
    }
    return Diagnostic(
      .findingsLimit, severity: first.severity,
      "\(counts.joined(separator: ", ")) left out, the first of them here: a run shows \(DiagnosticList.limit) findings",
      at: first.range, help: "correct what is shown, and run again")
  }
}
