/// What was found at a place.
protocol Finding: Sendable {
  var diagnostic: Diagnostic { get }
  /// With what it quotes cut short: many findings may quote one long text.
  var abridged: Self { get }
}

/// As many findings as anybody may want to read, so that no input, whatever is in it, fills the memory with them.
///
/// The gravest findings are kept, and of those that are equally grave the first by place. So what is kept depends on
/// nothing but what was added, in whatever order and parts that happened.
struct BoundedFindings<Element: Finding>: Sendable {
  /// How many were added.
  private(set) var count = 0
  /// One more than are shown, the first ones in order, if that many were ever there; then what has come since.
  private var kept: [Element] = []
  private var isFull = false

  /// What is to be shown, in the order of places, and, where that is not all, the first of what is left out.
  var shown: (findings: [Element], leftOut: Element?) {
    guard kept.count > DiagnosticList.limit else { return (kept.sorted(by: Self.inOrder), nil) }
    let sorted = kept.sorted(by: Self.isGraver)
    return (sorted.prefix(DiagnosticList.limit).sorted(by: Self.inOrder), sorted[DiagnosticList.limit])
  }

  mutating func add(_ finding: Element) {
    count += 1
    keep(finding)
  }

  mutating func append(_ other: BoundedFindings) {
    count += other.count
    for finding in other.kept { keep(finding) }
  }

  private mutating func keep(_ finding: Element) {
    if isFull, !Self.isGraver(finding, kept[DiagnosticList.limit]) { return }
    kept.append(finding.abridged)
    if kept.count > 2 * DiagnosticList.limit {
      kept.sort(by: Self.isGraver)
      kept.removeLast(kept.count - DiagnosticList.limit - 1)
      isFull = true
    }
  }

  private static func inOrder(_ a: Element, _ b: Element) -> Bool { Diagnostic.inOrder(a.diagnostic, b.diagnostic) }

  /// The order in which findings are worth keeping.
  private static func isGraver(_ a: Element, _ b: Element) -> Bool {
    a.diagnostic.severity == b.diagnostic.severity ? inOrder(a, b) : a.diagnostic.severity > b.diagnostic.severity
  }
}

extension Diagnostic: Finding {
  var diagnostic: Diagnostic { self }

  var abridged: Diagnostic {
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

extension SilencedDiagnostic: Finding {
  var abridged: SilencedDiagnostic {
    SilencedDiagnostic(diagnostic: diagnostic.abridged, reason: reason.abridged)
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
