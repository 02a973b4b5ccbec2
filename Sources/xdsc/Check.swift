import ArgumentParser
import XDSDriver

struct Check: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with resources; write nothing.")

  @OptionGroup var input: InputArguments

  @OptionGroup var compile: CompileArguments

  var report: ReportArguments { compile.report }

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus {
    var request = compile.request(input.inputs, reporter)
    request.checksOnly = true
    return request.run(console)
  }
}
