import ArgumentParser
import XDSCompiler
import XDSDriver

struct Schema: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Write the JSON Schema of resources, for editors.",
    discussion: """
      Editors complete, explain and check resources by it, in Universal and Kubernetes spelling. Save it, and name it in \
      the first line of a file, for editors with the YAML language server:

        # yaml-language-server: $schema=xdsc.schema.json

      Examples:
        xdsc schema >xdsc.schema.json     documents of any kind
        xdsc schema MeshExternalService   documents of one kind
      """)

  @Argument(
    help: .init(
      "One of \(ResourceSchema.kinds.joined(separator: ", ")). Default: documents of any kind.", valueName: "kind"),
    completion: .list(ResourceSchema.kinds))
  var kind: String?

  @OptionGroup var report: ReportArguments

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus {
    var request = SchemaRequest(kind: kind)
    request.reporter = reporter
    return request.run(console)
  }
}
