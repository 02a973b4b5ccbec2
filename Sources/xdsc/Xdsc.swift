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

      Examples:
        xdsc compile mesh          see what comes of the resources in mesh/
        xdsc compile mesh -o out   write it
        xdsc check mesh            only say what is wrong
        xdsc help compile          learn the options of a verb

      Exit codes: 0 fine, 1 findings (errors in the input, a difference, a failed case), 2 the tool could not do its \
      work.
      """,
    version: xdscVersion,
    subcommands: [
      Compile.self, Check.self, Explain.self, Diff.self, Join.self, Decode.self, Schema.self, Golden.self,
    ])

  static func main() {
    PrepareProcess.run()
    Glibc.exit(run(ProcessArguments.all, console: .standard).rawValue)
  }

  /// Runs a command line in this process: golden cases do as `main` does, with a console of their own.
  static func run(_ arguments: [String], console: Console) -> ExitStatus {
    do {
      var command = try parseAsRoot(arguments)
      if let command = command as? any ConsoleCommand {
        let reporter = command.report.reporter(for: console)
        let status = command.run(console, reporter)
        reporter.end(status, to: console)
        return status
      }
      try command.run()
      return .success
    } catch {
      // Help and versions are answers; everything else here is about how the tool was called.
      let message = fullMessage(for: error) + "\n"
      guard exitCode(for: error) == .success else {
        refuse(arguments, message, for: error, console)
        return .failure
      }
      do throws(ConsoleError) {
        try console.out(Array(message.utf8))
        return .success
      } catch {
        console.error("xdsc: error: <stdout>: \(error)\n")
        return .failure
      }
    }
  }

  /// Says what is wrong with a command line: to people with how to call the verb, to programs in the format they asked for.
  private static func refuse(_ arguments: [String], _ fullMessage: String, for error: any Error, _ console: Console) {
    var reporter = Reporter()
    reporter.format = ReportArguments.format(in: arguments)
    if reporter.format == .text { return console.error(fullMessage) }
    reporter.fail(message(for: error), to: console)
    reporter.end(.failure, to: console)
  }
}

/// A verb: what it says goes to a console, so that a golden case can have it.
protocol ConsoleCommand: ParsableCommand {
  /// How it is to speak.
  var report: ReportArguments { get }

  func run(_ console: Console, _ reporter: Reporter) -> ExitStatus
}
