import ArgumentParser
import XDSDriver

struct Golden: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "golden",
    abstract: "Run folders of golden cases.",
    discussion: """
      A case is a folder with what is run and what must come of it, byte for byte; a file that is absent means that \
      nothing of its kind may come.

      Run, in the folder of the case: compile with the lines of args as its arguments, and then input/, unless args \
      names that or something in it. Or, for a case of any verb, the lines of command: the verb and its arguments, one \
      on each line. Empty lines and lines that begin with # do not count.

      Expected: expected/ (what compile -o writes), stdout.txt, stderr.txt, and exit, which has the exit code where it \
      is not what the errors in stderr.txt tell: 1 for an error, 2 where the tool failed, else 0.

      Examples:
        xdsc golden check cases    run every case below cases/
        xdsc golden update cases   record what comes, to be read and committed
      """,
    subcommands: [GoldenCheck.self, GoldenUpdate.self])
}

struct GoldenCheck: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compare what comes with what is expected.")

  @Argument(help: .init("Folders in which cases are, at any depth.", valueName: "dir"), completion: .directory)
  var folders: [String]

  @OptionGroup var report: ReportArguments

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus {
    GoldenRequest(folders: folders, updates: false, reporter: reporter, runCommand: Xdsc.run)
      .run(console)
  }
}

struct GoldenUpdate: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Record what comes as what is expected.",
    discussion: "Read the difference before you commit it. The exit code is 1 when anything changed.")

  @Argument(help: .init("Folders in which cases are, at any depth.", valueName: "dir"), completion: .directory)
  var folders: [String]

  @OptionGroup var report: ReportArguments

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus {
    GoldenRequest(folders: folders, updates: true, reporter: reporter, runCommand: Xdsc.run)
      .run(console)
  }
}
