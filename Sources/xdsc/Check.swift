import ArgumentParser
import XDSCompiler
import XDSDriver

struct Check: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with resources; write nothing.",
    discussion: """
      Every finding has its place, an id in brackets, and a suggestion where one is sure. Errors stay errors; lints \
      can be made errors, warnings or nothing, here or by a comment in the resource. Certificates are looked into here \
      alone: whether they are valid, fit their keys and have the names that are asked for.

      Examples:
        xdsc check mesh                          what is wrong with mesh/
        xdsc check mesh --deny tls-skip-all      let nobody skip verification
        xdsc check mesh --now 2030-01-31         which certificates will have expired
        xdsc check mesh --diagnostics json       a JSON object for each finding
        xdsc check mesh --diagnostics sarif      for a code-scanning tool
      """)

  @OptionGroup var input: InputArguments

  @OptionGroup(title: CompileArguments.title) var compile: CompileArguments

  @Option(
    help: .init(
      """
      When certificates are to be valid: a date such as 2030-01-31, or a time such as 2030-01-31T12:00:00Z. Default: the \
      clock.
      """, valueName: "time"))
  var now: CheckTime?

  var report: ReportArguments { compile.report }

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus {
    var request = compile.request(input.inputs, reporter)
    request.checksOnly = true
    request.now = now?.timestamp
    return request.run(console)
  }
}

/// The argument of `--now`; a date is its first moment in UTC.
struct CheckTime: ExpressibleByArgument {
  let timestamp: Timestamp

  init?(argument: String) {
    guard let timestamp = Timestamp(argument) ?? Timestamp("\(argument)T00:00:00Z") else { return nil }
    self.timestamp = timestamp
  }
}
