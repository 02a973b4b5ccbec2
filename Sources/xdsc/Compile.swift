import ArgumentParser
import XDSCompiler
import XDSDriver

struct Compile: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compile resources to Envoy configuration.",
    discussion: """
      Without -o, readable YAML goes to standard output. With -o, DIR gets a folder per mesh and dataplane with \
      clusters.pb, listeners.pb, transport_sockets.pb and bootstrap.pb, and a manifest.json; with --secrets sds also \
      secrets.pb. DIR is replaced as a whole: with errors, nothing is written.

      Examples:
        xdsc compile mesh                       see what comes of mesh/
        xdsc compile mesh -o out --emit yaml    write it, with readable twins
        xdsc compile mesh --dataplane web       only for one sidecar
        envoy -c out/default/web/bootstrap.pb   run a sidecar with it
      """)

  @OptionGroup var input: InputArguments

  @OptionGroup(title: CompileArguments.title) var compile: CompileArguments

  @Option(
    name: [.customShort("o"), .customLong("output")], help: .init("Folder to write.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Option(
    help: .init(
      """
      yaml: also write readable twins of the protobuf files; provenance: also write where each field comes from. \
      Repeatable.
      """, valueName: "kind"))
  var emit: [Emission] = []

  @Option(
    help: .init(
      "static: bootstrap.pb holds everything; dynamic: it makes Envoy watch the tree and take every new compile.",
      valueName: "kind"))
  var bootstrap = BootstrapArgument.static

  @Option(
    help: .init("File to write for make and ninja, outside DIR: what DIR depends on.", valueName: "file"),
    completion: .file())
  var depfile: String?

  @Option(
    help: .init(
      """
      Only the dataplanes of part I of N, so that N runs share the work, each into a folder of its own. With \
      --vip-lock it needs --frozen.
      """, valueName: "i/n"))
  var shard: Shard?

  var report: ReportArguments { compile.report }

  func request(_ reporter: Reporter) -> CompileRequest {
    var request = compile.request(input.inputs, reporter, output: output)
    request.options.shard = shard
    request.output = output
    request.dependencyFile = depfile
    request.emitsYAML = emit.contains(.yaml)
    request.emitsProvenance = emit.contains(.provenance)
    if bootstrap == .dynamic, let path = compile.treePath(output: output) {
      request.options.bootstrap = .dynamic(treePath: path)
    }
    return request
  }

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus { request(reporter).run(console) }

  func validate() throws {
    if bootstrap == .dynamic, output == nil { throw ValidationError("--bootstrap dynamic needs -o") }
    try compile.checkTreePath(output: output, isWatched: bootstrap == .dynamic)
    if shard != nil, compile.vipLock != nil, !compile.frozen {
      throw ValidationError("--shard with --vip-lock needs --frozen: one run alone may change the lock file")
    }
    if depfile != nil, output == nil { throw ValidationError("--depfile needs -o") }
    if !emit.isEmpty, output == nil { throw ValidationError("--emit needs -o") }
  }
}

enum BootstrapArgument: String, ExpressibleByArgument, CaseIterable {
  case `static`, dynamic
}

enum Emission: String, ExpressibleByArgument, CaseIterable {
  case yaml, provenance
}

extension Shard: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
