import ArgumentParser
import XDSDriver

struct Explain: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell where the output comes from, field by field.",
    discussion: """
      Of each field: its value, the rule that made it, and the line of the input, the option or the default that it \
      comes from. Without a resource, a table of all services.

      A resource is the name of an Envoy resource, or of a MeshExternalService for all that is about it. With a file in \
      front, such as clusters/NAME, it is of that file; a file alone, such as bootstrap, is all of it. Files are \
      clusters, listeners, transport_sockets, secrets and bootstrap. A field is a path or a part of one.

      Examples:
        xdsc explain mesh                      services, VIPs, hostnames
        xdsc explain mesh httpbin              all that is about httpbin
        xdsc explain mesh httpbin sni          one field
        xdsc explain mesh bootstrap            the bootstrap of each dataplane
        xdsc explain mesh --why-not database   who reaches it, and who does not
      """)

  @Argument(
    help: .init(
      "Files, folders or - for standard input; then a resource, and a field of it.",
      valueName: "input-or-target"),
    completion: .file())
  var arguments: [String]

  @Option(
    help: .init("Tell which dataplanes reach this service, and why others do not; repeatable.", valueName: "service"))
  var whyNot: [String] = []

  @Option(help: "text or json.")
  var format = ExplainRequest.Format.text

  @OptionGroup(title: CompileArguments.title) var compile: CompileArguments

  var report: ReportArguments { compile.report }

  func validate() throws { try compile.checkTreePath() }

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus {
    var request = ExplainRequest(arguments: arguments, compile: compile.request([], reporter))
    request.whyNot = whyNot
    request.format = format
    return request.run(console)
  }
}

extension ExplainRequest.Format: ExpressibleByArgument {}
