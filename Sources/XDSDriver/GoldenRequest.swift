import Glibc
import Synchronization
import XDSFiles

/// Folders of golden cases to check or to update.
public struct GoldenRequest: Sendable {
  public typealias CompileCase =
    @Sendable (_ arguments: [String], _ output: String, _ console: Console) -> ExitStatus

  private let folders: [String]
  private let updates: Bool
  private let reporter: Reporter
  private let compile: CompileCase

  /// - Parameter compile: `xdsc compile` with the arguments of a case; runs in the case's folder.
  public init(folders: [String], updates: Bool, reporter: Reporter, compile: @escaping CompileCase) {
    self.folders = folders
    self.updates = updates
    self.reporter = reporter
    self.compile = compile
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
        try console.out(text("\(outcome.path): \(outcome.kind == .failed ? "failed" : "updated")\n"))
        for line in outcome.lines { try console.out(text("  \(line)\n")) }
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

  private func runCase(_ arguments: [String], _ folder: String, _ output: String) -> GoldenSuite.Run {
    let home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer {
      fchdir(home)
      close(home)
    }
    guard home >= 0, chdir(folder) == 0 else {
      return .init(exitCode: ExitStatus.failure.rawValue, standardError: text("\(folder): cannot be entered\n"))
    }
    let said = Mutex<[UInt8]>([])
    let console = Console(out: { (_) throws(ConsoleError) in }, error: { text in said.withLock { $0 += text } })
    let status = compile(arguments, output, console)
    return .init(exitCode: status.rawValue, standardError: said.withLock { $0 })
  }

  private func text(_ string: String) -> [UInt8] { Array(string.utf8) }
}
