import Glibc
import Synchronization
import XDSFiles
import XDSReport

/// Folders of golden cases to check or to update.
public struct GoldenRequest: Sendable {
  public typealias CommandRunner = @Sendable (_ arguments: [String], _ console: Console) -> ExitStatus

  private let folders: [String]
  private let updates: Bool
  private let reporter: Reporter
  private let runCommand: CommandRunner

  /// - Parameter runCommand: runs `xdsc` with these arguments in the working directory, which is the folder of a case.
  public init(folders: [String], updates: Bool, reporter: Reporter, runCommand: @escaping CommandRunner) {
    self.folders = folders
    self.updates = updates
    self.reporter = reporter
    self.runCommand = runCommand
  }

  /// Says what is to be said about each case, and how many passed.
  public func run(_ console: Console) -> ExitStatus {
    do {
      var passed = 0
      var failed = 0
      var updated = 0
      for outcome in try outcomes() {
        switch outcome.kind {
        case .passed: passed += 1
        case .failed: failed += 1
        case .updated: updated += 1
        }
        guard outcome.kind != .passed else { continue }
        try console.out(text("\(printable(outcome.path)): \(outcome.kind == .failed ? "failed" : "updated")\n"))
        for line in outcome.lines { try console.out(text("  \(printable(line))\n")) }
      }
      try console.out(text("\(passed) passed, \(failed) failed\(updates ? ", \(updated) updated" : "")\n"))
      if passed + failed + updated == 0 {
        reporter.fail("no golden case below \(folders.joined(separator: ", "))", to: console)
        return .failure
      }
      return failed + updated == 0 ? .success : .findings
    } catch let error as FileError {
      return reporter.fail([error], to: console)
    } catch let error as ConsoleError {
      return reporter.fail([.standardOutput(error)], to: console)
    } catch {
      reporter.fail("internal error: \(error)", to: console)
      return .failure
    }
  }

  /// What came of each case, in the order of their paths.
  public func outcomes() throws -> [GoldenSuite.Outcome] {
    let suite = GoldenSuite(run: runCase)
    return try GoldenCase.find(below: folders).map { updates ? try suite.update($0) : try suite.check($0) }
  }

  private func runCase(_ arguments: [String], _ folder: String) -> GoldenSuite.Run {
    let home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer {
      fchdir(home)
      close(home)
    }
    guard home >= 0, chdir(folder) == 0 else {
      let message = text("\(folder): cannot be entered\n")
      return .init(exitCode: ExitStatus.failure.rawValue, standardOutput: [], standardError: message)
    }
    let written = Mutex<[UInt8]>([])
    let said = Mutex<[UInt8]>([])
    let console = Console(
      out: { (data) throws(ConsoleError) in written.withLock { $0 += data } },
      error: { text in said.withLock { $0 += text } })
    let status = runCommand(arguments, console)
    return .init(
      exitCode: status.rawValue, standardOutput: written.withLock { $0 }, standardError: said.withLock { $0 })
  }

  private func text(_ string: String) -> [UInt8] { Array(string.utf8) }
}
