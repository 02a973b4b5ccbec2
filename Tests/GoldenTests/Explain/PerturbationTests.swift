import Testing

@testable import XDSCompiler

/// The table of origins says the truth: what it names decides, and no other value does.
///
/// Each scalar of a golden's input is replaced in turn, and what is compiled then compared. A field that names the scalar
/// must lose its value; a field that gets another value from one of the same kind must name it.
@Suite struct PerturbationTests {
  @Test func originsAreRight() async throws {
    // What policies decide is found by replacing values already, so one of their cases is enough.
    let goldens =
      try [.supplement]
      + GoldenCompile.all().filter {
        !$0.name.hasPrefix("policies/") || $0.name == "policies/precedence"
      }
    let reports = try await withThrowingTaskGroup(of: Trial.Report.self) { group in
      for golden in goldens { group.addTask { try Trial(golden).report() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for problem in reports.flatMap(\.problems).sorted() { Issue.record("\(problem)") }
    // What no change of any golden has shown is no better than a guess.
    let shown = Set(reports.flatMap(\.shown))
    for claim in Set(reports.flatMap(\.claims)).subtracting(shown).sorted() {
      Issue.record("no golden shows that this decides: \(claim)")
    }
    #expect(shown.count > 60)
  }
}

/// One golden, and what becomes of its output.
private struct Trial {
  /// What came of a golden.
  struct Report {
    var problems: [String] = []
    /// What the table says, and what of it was seen to be so.
    var claims: Set<String> = []
    var shown: Set<String> = []
  }

  private let golden: GoldenCompile
  private var options: CompileOptions
  private let errorCount: Int
  private let before: OutputFields
  /// The fields that name a place.
  private let named: [SourceRange: [OutputFields.Field]]

  init(_ golden: GoldenCompile) throws {
    self.golden = golden
    options = golden.options
    // A bootstrap that holds all resources again has nothing to add.
    if options.bootstrap == .static { options.bootstrap = .dynamic(treePath: "/xds") }
    let compilation = Pipeline(options).compile(golden.sources, lock: golden.lock)
    errorCount = compilation.errorCount
    before = try OutputFields(Explainer(compilation))
    named = Dictionary(
      grouping: before.resources.flatMap { resource, fields in
        fields.byPath.values.flatMap { field in
          (field.origin?.places ?? []).map { (place: $0, field: OutputFields.Field(resource: resource, field: field)) }
        }
      }, by: \.place
    ).mapValues { $0.map(\.field) }
  }

  func report() throws -> Report {
    let perturber = Perturber(golden.sources)
    var report = Report()
    for place in perturber.alternatives.keys { try judge(place, perturber, &report) }
    return report
  }

  /// Tries what the table says about one place.
  private func judge(_ place: SourceRange, _ perturber: Perturber, _ report: inout Report) throws {
    let alternatives = perturber.alternatives[place] ?? []
    var unmoved = named[place] ?? []
    report.claims.formUnion(unmoved.flatMap { $0.field.claims(on: place) })
    var isConclusive = !alternatives.isEmpty
    for alternative in alternatives {
      guard let after = try output(alternative) else {
        isConclusive = false
        continue
      }
      let moved = unmoved.filter { after.isDecided($0, by: place) }
      report.shown.formUnion(moved.flatMap { $0.field.claims(on: place) })
      unmoved.removeAll { after.isDecided($0, by: place) }
      guard alternative.keepsKind else { continue }
      for change in after.changes where !change.isExplained(where: { $0.names(alternative) }) {
        report.problems.append(
          "\(describe(place)) decides \(describe(change.resource)) \(change.field.path), which does not name it")
      }
    }
    guard isConclusive else { return }
    for field in unmoved where try !decideTogether(field, perturber) {
      report.problems.append(
        "\(describe(place)) does not decide \(describe(field.resource)) \(field.field.path), which names it")
    }
  }

  /// Whether a field changes with all that it names: one DNS name of two can go, and the cluster still resolves names.
  private func decideTogether(_ field: OutputFields.Field, _ perturber: Perturber) throws -> Bool {
    let alternatives = (field.field.origin?.places ?? []).map { perturber.alternatives[$0] ?? [] }
    for turn in 0..<(alternatives.map(\.count).max() ?? 0) {
      let together = alternatives.compactMap { $0.isEmpty ? nil : $0[min(turn, $0.count - 1)].replacements }
      let perturbation = Perturbation(
        replacements: together.reduce(into: [:]) { $0.merge($1) { first, _ in first } }, keepsKind: false)
      guard let after = try output(perturbation) else { continue }
      if after.isDecided(field, by: nil) { return true }
    }
    return false
  }

  /// Nil where the change is not valid.
  private func output(_ perturbation: Perturbation) throws -> Comparison? {
    let compilation = Pipeline(options).compile(perturbation.apply(to: golden.sources), lock: golden.lock)
    return compilation.errorCount > errorCount ? nil : Comparison(before, try OutputFields(Explainer(compilation)))
  }

  private func describe(_ place: SourceRange) -> String {
    "\(golden.name): \(golden.sources[Int(place.file)].path):\(place.line):\(place.column)"
  }

  private func describe(_ resource: OutputFields.Resource) -> String {
    "\(resource.dataplane)/\(resource.file) \(resource.subject)\(resource.part)"
  }
}

extension ExplainedField {
  /// What the table says about a place: that by some rule this field of a resource decides.
  fileprivate func claims(on place: SourceRange) -> [String] {
    (origin?.sources ?? []).compactMap { source in
      guard case .field(let field) = source, field.range == place else { return nil }
      // On Kubernetes these have their fields one level down.
      let isNested = ["Dataplane", "Mesh"].contains(field.resource?.kind) && field.path.hasPrefix("spec.")
      let path = field.path.dropFirst(isNested ? "spec.".count : 0).replacing(/\[[0-9]+\]/, with: "[]")
      return "\(origin?.rule ?? ""): \(field.resource?.kind ?? "lock") \(path)"
    }
  }
}

extension Origin {
  fileprivate func names(_ perturbation: Perturbation) -> Bool {
    places.contains { perturbation.replacements[$0] != nil }
  }
}
