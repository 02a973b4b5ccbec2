import ArgumentParser
import XDSDriver

struct Check: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with resources; write nothing.",
    discussion: """
      Every finding has its place, an id in brackets, and a suggestion where one is sure. Errors stay errors; lints \
      can be made errors, warnings or nothing, here or by a comment in the resource.

      Examples:
        xdsc check mesh                          what is wrong with mesh/
        xdsc check mesh --deny tls-skip-all      let nobody skip verification
        xdsc check mesh --diagnostics json       a JSON object for each finding
        xdsc check mesh --diagnostics sarif      for a code-scanning tool
      """)

  @OptionGroup var input: InputArguments

  @OptionGroup(title: CompileArguments.title) var compile: CompileArguments

  var report: ReportArguments { compile.report }

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus {
    var request = compile.request(input.inputs, reporter)
    request.checksOnly = true
    return request.run(console)
  }
}
