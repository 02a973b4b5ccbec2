/// Runs golden cases: compares what a command gives with what each case's folder says, or records it there.
public struct GoldenSuite {
  /// What a command did besides writing its output folder.
  public struct Run: Sendable {
    public var exitCode: Int32
    public var standardOutput: [UInt8]
    public var standardError: [UInt8]

    public init(exitCode: Int32, standardOutput: [UInt8], standardError: [UInt8]) {
      self.exitCode = exitCode
      self.standardOutput = standardOutput
      self.standardError = standardError
    }
  }

  /// Runs `xdsc` with these arguments in that folder, so that messages name `input/x.yaml`.
  public typealias Runner = (_ arguments: [String], _ workingDirectory: String) -> Run

  /// What is to be said about one case.
  public struct Outcome: Sendable, Equatable {
    public enum Kind: Sendable { case passed, failed, updated }

    public var path: String
    public var kind: Kind
    /// For people: nothing for a case that passed; for a failure the command that would update it comes first.
    public var lines: [String]
  }

  /// What users type to update a case, without the path.
  public var updateCommand: String
  public var run: Runner

  public init(updateCommand: String = "xdsc golden update", run: @escaping Runner) {
    self.updateCommand = updateCommand
    self.run = run
  }

  /// Compares, and writes nothing.
  public func check(_ golden: GoldenCase) throws(FileError) -> Outcome {
    let expected = try GoldenTree.read(golden.expectedPath)
    let texts = try GoldenTexts.read(golden)
    var problems: [String] = []
    if expected == nil, texts.expectNothing {
      problems.append("it expects nothing: neither expected/ nor stdout.txt nor stderr.txt")
    }
    if expected?.files.isEmpty == true { problems.append("expected/ is empty") }
    problems += texts.empty.map { "\($0) is empty" }
    if let obstacle = golden.obstacle { return outcome(golden, problems + [obstacle]) }
    let (produced, run) = try perform(golden)
    problems += Self.exitProblems(run, of: golden)
    problems += GoldenTexts(run, of: golden).differences(from: texts)
    problems += GoldenDifference.between(expected: expected, produced: produced)
    return outcome(golden, problems)
  }

  /// Records what came as what must come, unless it is nothing that could be expected.
  public func update(_ golden: GoldenCase) throws(FileError) -> Outcome {
    if let obstacle = golden.obstacle { return outcome(golden, [obstacle]) }
    let (produced, run) = try perform(golden)
    var problems = Self.exitProblems(run, of: golden)
    let producedTexts = GoldenTexts(run, of: golden)
    if produced?.files.isEmpty != false, producedTexts.expectNothing {
      problems.append("it produced nothing to expect")
    }
    guard problems.isEmpty else { return outcome(golden, problems) }

    let expected = try GoldenTree.read(golden.expectedPath)
    let texts = try GoldenTexts.read(golden)
    var changes = texts.empty.map { "removed: an empty \($0)" }
    changes += producedTexts.differences(from: texts)
    try producedTexts.write(to: golden)
    // A killed run may have left it when all else was done.
    let failure = StagingName(for: golden.expectedPath).removeLeftover(whenWaiting: {})
    guard failure == 0 else { throw .writing(golden.expectedPath, failure) }
    let differences = GoldenDifference.between(expected: expected, produced: produced)
    let isEmptyFolder = expected?.files.isEmpty == true && produced?.files.isEmpty != false
    if !differences.isEmpty || isEmptyFolder {
      changes += isEmptyFolder ? ["removed: an empty expected/"] : differences
      try (produced ?? GoldenTree()).write(to: golden.expectedPath)
    }
    return Outcome(path: golden.path, kind: changes.isEmpty ? .passed : .updated, lines: changes)
  }

  private func outcome(_ golden: GoldenCase, _ problems: [String]) -> Outcome {
    if problems.isEmpty { return Outcome(path: golden.path, kind: .passed, lines: []) }
    let command = "\(updateCommand) \(ShellWord.quoted(golden.path))"
    return Outcome(path: golden.path, kind: .failed, lines: [command] + problems)
  }

  private func perform(_ golden: GoldenCase) throws(FileError) -> (GoldenTree?, Run) {
    let scratch = try TemporaryFolder()
    let output = "\(scratch.path)/out"
    let run = run(try golden.command(output: output), golden.path)
    let errors = String(decoding: run.standardError, as: UTF8.self)
    if run.exitCode == 2, errors.contains(scratch.path) {
      // Not what a case could expect: this folder is another one each time.
      let said = errors.split(separator: "\n").first ?? ""
      throw FileError(.unwritable, scratch.path, "is where \(golden.path) could not be run: \(said)")
    }
    return (try GoldenTree.read(output), run)
  }

  /// An exit code of a compile that its errors do not tell.
  private static func exitProblems(_ run: Run, of golden: GoldenCase) -> [String] {
    guard !golden.hasCommand else { return [] }
    let expected = GoldenMessages.impliedExitCode(run.standardError)
    guard run.exitCode != expected else { return [] }
    let reason = expected == 0 ? "stderr has no error" : "stderr has an error"
    return ["exit code \(run.exitCode) instead of \(expected): \(reason)"]
      + (run.exitCode == 2
        ? String(decoding: run.standardError, as: UTF8.self).split(separator: "\n").map { "  \($0)" } : [])
  }
}

extension GoldenCase {
  /// Why it cannot be run.
  fileprivate var obstacle: String? {
    if hasCommand { return hasArguments ? "it has both command and args" : nil }
    return hasInput || hasArguments ? nil : "there is nothing to run: neither input/ nor args nor command"
  }
}
