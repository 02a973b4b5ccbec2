import ArgumentParser
import Glibc
import XDSCompiler
import XDSDriver

/// The command line. Exit codes: 0 fine, 1 findings, 2 the tool could not do its work.
@main
struct Xdsc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xdsc",
    abstract: "Compiles service-mesh resources to Envoy configuration.",
    discussion: """
      Reads Mesh, Dataplane, MeshExternalService, HostnameGenerator and Secret resources, in Universal or Kubernetes \
      spelling, and writes the clusters, listeners and transport sockets of each dataplane, and an Envoy bootstrap \
      that runs them.

      Exit codes: 0 fine, 1 errors in the input or a failed case, 2 the tool could not do its work.
      """,
    version: xdscVersion,
    subcommands: [Compile.self, Check.self, Decode.self, Golden.self])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let status as ExitCode {
      Glibc.exit(status.rawValue)
    } catch {
      // Help and versions are answers; everything else here is about how the tool was called.
      let message = fullMessage(for: error) + "\n"
      guard exitCode(for: error) == .success else {
        Console.standard.error(message)
        Glibc.exit(ExitStatus.failure.rawValue)
      }
      do throws(ConsoleError) {
        try Console.standard.out(Array(message.utf8))
      } catch {
        Console.standard.error("xdsc: error: <stdout>: \(error)\n")
        Glibc.exit(ExitStatus.failure.rawValue)
      }
    }
  }
}

extension ExitStatus {
  /// Ends a command with this status.
  func end() throws {
    if self != .success { throw ExitCode(rawValue) }
  }
}
