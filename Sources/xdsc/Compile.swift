import ArgumentParser
import XDSDriver

struct Compile: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile resources to Envoy configuration.",
    discussion: """
      Without -o, readable YAML goes to standard output. With -o, DIR gets a folder per mesh and dataplane with \
      clusters.pb, listeners.pb, transport_sockets.pb and bootstrap.pb, and a manifest.json. DIR is replaced as a \
      whole: with errors, nothing is written.
      """)

  @OptionGroup var compile: CompileArguments

  @Option(name: [.customShort("o"), .customLong("output")], help: .init("Folder to write.", valueName: "dir"))
  var output: String?

  @Option(help: .init("Also write readable twins of the protobuf files.", valueName: "yaml"))
  var emit: [Emission] = []

  @Option(help: .init("File that remembers which VIP each service has; created when missing.", valueName: "file"))
  var vipLock: String?

  @Flag(help: "Make it an error when the lock file would have to change.")
  var frozen = false

  func request() -> CompileRequest {
    var request = compile.request()
    request.output = output
    request.emitsYAML = emit.contains(.yaml)
    request.lockPath = vipLock
    request.isFrozen = frozen
    return request
  }

  func validate() throws {
    if frozen, vipLock == nil { throw ValidationError("--frozen needs --vip-lock") }
    if !emit.isEmpty, output == nil { throw ValidationError("--emit needs -o") }
  }

  func run() throws { try request().run(.standard).end() }
}

enum Emission: String, ExpressibleByArgument {
  case yaml
}
