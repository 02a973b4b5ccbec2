import ArgumentParser
import Glibc
import XDSDriver
import XDSFiles

struct Golden: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "golden",
    abstract: "Run folders of golden cases.",
    discussion: """
      A case is a folder with input/, args (a line for each argument of compile), expected/ (what compile -o writes, \
      byte for byte) and stderr.txt (what it says; absent when it says nothing).
      """,
    subcommands: [GoldenCheck.self, GoldenUpdate.self])
}

struct GoldenCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compare what compiles to what is expected.")

  @Argument(help: .init("Folders in which cases are, at any depth.", valueName: "dir"))
  var folders: [String]

  @OptionGroup var report: ReportArguments

  func run() throws {
    try GoldenRequest(folders: folders, updates: false, reporter: report.reporter(), compile: Compile.runCase)
      .run(.standard).end()
  }
}

struct GoldenUpdate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Record what compiles as what is expected.",
    discussion: "Read the difference before you commit it. The exit code is 1 when anything changed.")

  @Argument(help: .init("Folders in which cases are, at any depth.", valueName: "dir"))
  var folders: [String]

  @OptionGroup var report: ReportArguments

  func run() throws {
    try GoldenRequest(folders: folders, updates: true, reporter: report.reporter(), compile: Compile.runCase)
      .run(.standard).end()
  }
}

extension Compile {
  /// One golden case, in this process: as if it were called with these arguments.
  static func runCase(_ arguments: [String], output: String, console: Console) -> ExitStatus {
    do {
      guard let compile = try Xdsc.parseAsRoot(["compile"] + arguments + ["-o", output]) as? Compile else {
        return .failure
      }
      return compile.request().run(console)
    } catch {
      console.error(Xdsc.fullMessage(for: error) + "\n")
      return .failure
    }
  }
}
