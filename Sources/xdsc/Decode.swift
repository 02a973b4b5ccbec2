import ArgumentParser
import EnvoyAPI
import XDSDriver

struct Decode: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Show messages as YAML or JSON.",
    discussion: """
      Reads protobuf files and their readable twins. Private keys are shown as fingerprints.

      Examples:
        xdsc decode out/default/web/clusters.pb
        xdsc decode out/default/web/bootstrap.pb --format json
        xdsc decode cluster.pb --type envoy.config.cluster.v3.Cluster
      """)

  @Argument(
    help: .init("Files that xdsc wrote, or bare messages with --type.", valueName: "file"),
    completion: .file())
  var files: [String]

  @Option(
    help: .init("Full name of the message, such as envoy.config.cluster.v3.Cluster.", valueName: "name"),
    completion: .list(MessageType.all.map(\.fullName)))
  var type: String?

  @Option(help: "What to show messages as.")
  var format = TextFormat.yaml

  @OptionGroup var report: ReportArguments

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus {
    var request = DecodeRequest(files: files)
    request.typeName = type
    request.format = format
    request.reporter = reporter
    return request.run(console)
  }
}

extension TextFormat: ExpressibleByArgument {
  public init?(argument: String) {
    switch argument {
    case "yaml": self = .yaml
    case "json": self = .json
    default: return nil
    }
  }

  public var defaultValueDescription: String { self == .yaml ? "yaml" : "json" }
  public static var allValueStrings: [String] { ["yaml", "json"] }
}
