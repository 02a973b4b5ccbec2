/// What was found: all of it is counted, and as much kept as anybody may want to read, so that no input, however much is
/// wrong with it, fills the memory with findings.
///
/// The gravest findings are kept, and of those that are equally grave the first by place. So what is kept depends on
/// nothing but what was added, in whatever order and parts that happened.
struct DiagnosticList: Sendable {
  /// So many findings are shown.
  static let limit = 10_000

  /// One more than are shown, the first ones in order, if that many were ever there; then what has come since.
  private var kept: [Diagnostic] = []
  private var isFull = false
  private(set) var errorCount = 0
  private var warningCount = 0
  private var noteCount = 0
  /// The sources that errors stand in, by their indices.
  private(set) var filesWithErrors: Set<UInt32> = []
  /// Whether anything is wrong beside lints.
  private(set) var hasErrorsBesideLints = false

  var isEmpty: Bool { kept.isEmpty }

  /// What is to be shown, in the order of places; where that is not all, last how many are left out.
  var shown: [Diagnostic] {
    guard kept.count > DiagnosticList.limit else { return kept.sorted(by: Diagnostic.inOrder) }
    let sorted = kept.sorted(by: Diagnostic.isGraver)
    return sorted.prefix(DiagnosticList.limit).sorted(by: Diagnostic.inOrder)
      + [leftOut(beginningWith: sorted[DiagnosticList.limit])]
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
    keep(diagnostic)
  }

  mutating func append(_ other: DiagnosticList) {
    guard !other.isEmpty else { return }
    errorCount += other.errorCount
    warningCount += other.warningCount
    noteCount += other.noteCount
    filesWithErrors.formUnion(other.filesWithErrors)
    hasErrorsBesideLints = hasErrorsBesideLints || other.hasErrorsBesideLints
    for diagnostic in other.kept { keep(diagnostic) }
  }

  private mutating func keep(_ diagnostic: Diagnostic) {
    if isFull, !Diagnostic.isGraver(diagnostic, kept[DiagnosticList.limit]) { return }
    kept.append(diagnostic.abridged)
    if kept.count > 2 * DiagnosticList.limit {
      kept.sort(by: Diagnostic.isGraver)
      kept.removeLast(kept.count - DiagnosticList.limit - 1)
      isFull = true
    }
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

extension Diagnostic {
  /// The order in which findings are worth keeping.
  fileprivate static func isGraver(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    a.severity == b.severity ? inOrder(a, b) : a.severity > b.severity
  }

  /// With what it quotes cut short: many findings may quote one long text.
  fileprivate var abridged: Diagnostic {
    var result = self
    result.message = message.abridged
    result.path = path?.abridged
    result.help = help?.abridged
    result.resource = resource.map {
      ResourceID(kind: $0.kind.abridged, mesh: $0.mesh?.abridged, name: $0.name.abridged)
    }
    for index in notes.indices { result.notes[index].message = notes[index].message.abridged }
    return result
  }
}

extension String {
  /// The most bytes of a text that a finding has, about.
  private static let longest = 1000

  fileprivate var abridged: String {
    guard utf8.count > String.longest else { return self }
    return String(decoding: utf8.prefix(String.longest), as: UTF8.self) + "…"
  }
}
