import ArgumentParser
import XDSCompiler

/// What becomes of lints.
struct LintArguments: ParsableArguments {
  static let title = "Lints"

  @Option(
    help: .init(
      "Make a lint a warning; repeatable. Ids: \(LintID.names.joined(separator: ", ")).", valueName: "id"),
    completion: .list(LintID.names))
  var warn: [LintID] = []

  @Option(help: .init("Make a lint an error; repeatable.", valueName: "id"), completion: .list(LintID.names))
  var deny: [LintID] = []

  @Option(help: .init("Silence a lint; repeatable.", valueName: "id"), completion: .list(LintID.names))
  var allow: [LintID] = []

  /// The defaults, as these options change them.
  func levels() -> LintLevels {
    var levels = LintLevels()
    for (ids, level) in [(warn, LintLevels.Level.warn), (deny, .deny), (allow, .allow)] {
      for id in ids { levels.set(id.id, to: level) }
    }
    return levels
  }
}

/// The id of a lint.
struct LintID: ExpressibleByArgument {
  let id: DiagnosticID

  init?(argument: String) {
    guard let id = DiagnosticID(rawValue: argument), id.isLint else { return nil }
    self.id = id
  }

  static var names: [String] { DiagnosticID.allCases.filter(\.isLint).map(\.rawValue).sorted() }
}
