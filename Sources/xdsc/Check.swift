import ArgumentParser
import XDSDriver

struct Check: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with resources; write nothing.")

  @OptionGroup var compile: CompileArguments

  @Option(help: .init("File that remembers which VIP each service has.", valueName: "file"))
  var vipLock: String?

  @Flag(help: "Make it an error when the lock file would have to change.")
  var frozen = false

  func validate() throws {
    if frozen, vipLock == nil { throw ValidationError("--frozen needs --vip-lock") }
  }

  func run(_ console: Console) -> ExitStatus {
    var request = compile.request(for: console)
    request.checksOnly = true
    request.lockPath = vipLock
    request.isFrozen = frozen
    return request.run(console)
  }
}
