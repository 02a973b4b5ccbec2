import ArgumentParser
import XDSDriver

struct Check: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with resources; write nothing.")

  @OptionGroup var input: InputArguments

  @OptionGroup var compile: CompileArguments

  func run(_ console: Console) -> ExitStatus {
    var request = compile.request(input.inputs, for: console)
    request.checksOnly = true
    return request.run(console)
  }
}
