import Glibc

/// Runs golden cases: compares what a compile gives with what each case's folder says, or records it there.
public struct GoldenSuite {
  /// What a compile did besides writing its output folder.
  public struct Run: Sendable {
    public var exitCode: Int32
    public var standardError: [UInt8]

    public init(exitCode: Int32, standardError: [UInt8]) {
      self.exitCode = exitCode
      self.standardError = standardError
    }
  }

  /// Compiles as `xdsc compile ARGUMENTS -o OUTPUT` does in that folder, so that messages name `input/x.yaml`.
  public typealias Runner = (_ arguments: [String], _ workingDirectory: String, _ output: String) -> Run

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
    let expectedError = try GoldenTree.file(golden.standardErrorPath)
    var problems: [String] = []
    if expected == nil, expectedError == nil { problems.append("it expects nothing: neither expected/ nor stderr.txt") }
    if expected?.files.isEmpty == true { problems.append("expected/ is empty") }
    if expectedError?.isEmpty == true { problems.append("stderr.txt is empty") }
    if golden.isRunnable {
      let (produced, run) = try compile(golden)
      problems += Self.exitProblems(run)
      problems += GoldenDifference.between(expectedError ?? [], run.standardError, name: "stderr.txt")
      problems += GoldenDifference.between(expected: expected, produced: produced)
    } else {
      problems.append(Self.nothingToRun)
    }
    return outcome(golden, problems)
  }

  /// Records what came as what must come, unless it is nothing that could be expected.
  public func update(_ golden: GoldenCase) throws(FileError) -> Outcome {
    guard golden.isRunnable else { return outcome(golden, [Self.nothingToRun]) }
    let (produced, run) = try compile(golden)
    var problems = Self.exitProblems(run)
    if produced?.files.isEmpty != false, run.standardError.isEmpty { problems.append("it produced nothing to expect") }
    guard problems.isEmpty else { return outcome(golden, problems) }

    let expected = try GoldenTree.read(golden.expectedPath)
    let expectedError = try GoldenTree.file(golden.standardErrorPath)
    var changes: [String] = []
    if expectedError ?? [] != run.standardError || expectedError?.isEmpty == true {
      changes += GoldenDifference.between(expectedError ?? [], run.standardError, name: "stderr.txt")
      try write(run.standardError, to: golden.standardErrorPath)
      if changes.isEmpty { changes.append("removed: an empty stderr.txt") }
    }
    let differences = GoldenDifference.between(expected: expected, produced: produced)
    let isEmptyFolder = expected?.files.isEmpty == true && produced?.files.isEmpty != false
    if !differences.isEmpty || isEmptyFolder {
      changes += isEmptyFolder ? ["removed: an empty expected/"] : differences
      try (produced ?? GoldenTree()).write(to: golden.expectedPath)
    }
    return Outcome(path: golden.path, kind: changes.isEmpty ? .passed : .updated, lines: changes)
  }

  private static let nothingToRun = "there is nothing to run: neither input/ nor args"

  private func outcome(_ golden: GoldenCase, _ problems: [String]) -> Outcome {
    if problems.isEmpty { return Outcome(path: golden.path, kind: .passed, lines: []) }
    let command = "\(updateCommand) \(ShellWord.quoted(golden.path))"
    return Outcome(path: golden.path, kind: .failed, lines: [command] + problems)
  }

  private func compile(_ golden: GoldenCase) throws(FileError) -> (GoldenTree?, Run) {
    let scratch = try TemporaryFolder()
    let output = "\(scratch.path)/out"
    let run = run(try golden.arguments(), golden.path, output)
    return (try GoldenTree.read(output), run)
  }

  /// The exit code is not written down: the errors on stderr tell it.
  private static func exitProblems(_ run: Run) -> [String] {
    let expected = GoldenMessages.impliedExitCode(run.standardError)
    guard run.exitCode != expected else { return [] }
    let reason = expected == 0 ? "stderr has no error" : "stderr has an error"
    return ["exit code \(run.exitCode) instead of \(expected): \(reason)"]
      + (run.exitCode == 2
        ? String(decoding: run.standardError, as: UTF8.self).split(separator: "\n").map { "  \($0)" } : [])
  }

  private func write(_ standardError: [UInt8], to path: String) throws(FileError) {
    if !standardError.isEmpty {
      try AtomicFile.replace(path: path, contents: standardError)
    } else if unlink(path) != 0, errno != ENOENT {
      throw .writing(path, errno)
    }
  }
}

extension GoldenCase {
  fileprivate var isRunnable: Bool { hasInput || hasArguments }
}
