import ArgumentParser
import XDSDriver

struct Join: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "Join the parts that compile --shard wrote.",
    discussion: """
      DIR gets what compile would have written without --shard, byte for byte. All parts must be there, compiled from \
      the same inputs with the same options. DIR is replaced as a whole, and what did not change keeps its modification \
      time.

      Examples:
        xdsc compile mesh -o part-1 --shard 1/2   on one machine
        xdsc compile mesh -o part-2 --shard 2/2   on another
        xdsc join part-1 part-2 -o out            the whole
      """)

  @Argument(help: .init("Folders that compile --shard wrote, in any order.", valueName: "part"), completion: .directory)
  var parts: [String]

  @Option(
    name: [.customShort("o"), .customLong("output")], help: .init("Folder to write.", valueName: "dir"),
    completion: .directory)
  var output: String

  @OptionGroup var report: ReportArguments

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus {
    var request = JoinRequest(parts: parts, output: output)
    request.reporter = reporter
    return request.run(console)
  }
}
