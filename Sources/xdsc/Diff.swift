import ArgumentParser
import XDSDiff
import XDSDriver

struct Diff: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed, per dataplane, resource and field, and what it weighs.",
    discussion: """
      Every change weakens security, moves traffic, or is tuning. What is the same in several dataplanes is said once; \
      private keys are fingerprints.

      Each side is one of: resources to compile; a folder that compile wrote, or the folder of a dataplane in it; one \
      of its files (.pb, its readable twin, or what decode prints); the config_dump of an Envoy's admin interface; \
      git:REV:PATH, for any of these as a commit has it; - for a file on standard input. The content decides.

      Examples:
        xdsc diff out mesh                      what compiling again would change
        xdsc diff git:HEAD:mesh mesh            what an edit does
        xdsc diff out mesh --fail-on security   for CI
        xdsc diff out mesh --format markdown    for a pull request

      Exit codes: 0 no difference, 1 a difference (with --fail-on, one that weighs as much), 2 a side that cannot be \
      read or does not compile.
      """)

  @Argument(help: .init("What it was.", valueName: "old"), completion: .file())
  var old: String

  @Argument(help: .init("What it is now.", valueName: "new"), completion: .file())
  var new: String

  @Option(help: "How to show it. markdown: for a pull request.")
  var format = DiffRequest.Format.text

  @Option(help: .init("Exit with 1 only for changes that weigh as much.", valueName: "weight"))
  var failOn: FailWeight?

  @Flag(help: "Never show a long text by $PAGER (default: less).")
  var noPager = false

  @OptionGroup(title: CompileArguments.title) var compile: CompileArguments

  var report: ReportArguments { compile.report }

  func validate() throws { try compile.checkTreePath() }

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus {
    var request = DiffRequest(old: old, new: new, compile: compile.request([], reporter))
    request.format = format
    request.failWeight = failOn.map { $0 == .security ? .security : .traffic } ?? .tuning
    request.usesPager = !noPager
    request.usesColor = report.usesColor(onTerminal: console.outIsTerminal)
    return request.run(console)
  }
}

enum FailWeight: String, ExpressibleByArgument, CaseIterable {
  case security, traffic
}

extension DiffRequest.Format: ExpressibleByArgument {}
