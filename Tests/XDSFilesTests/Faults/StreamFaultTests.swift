import Foundation
import Glibc
import Testing

/// Standard streams that cannot be read or written.
@Suite struct StreamFaultTests {
  private let scenario: FaultScenario

  init() throws { scenario = try FaultScenario(.compile, dataplanes: 2) }

  /// A shell's way to run what follows.
  private func shell(_ command: String) -> [String] { ["bash", "-c", command, "bash"] }

  @Test(arguments: [
    (#""$@" > /dev/full"#, "No space left on device"),
    (#""$@" >&-"#, "Bad file descriptor"),
    (#"exec {end}> >(exec <&-); wait $!; "$@" >&$end"#, "Broken pipe"),
  ])
  func standardOutput(command: String, message: String) throws {
    let input = try scenario.prepare(.old)[1]
    let commands = [
      ["compile", input], ["explain", input], ["schema"], ["help", "compile"], ["--version"],
      ["decode", "\(scenario.place)/out/default/proxy-1/clusters.pb"], ["--generate-completion-script", "bash"],
      ["diff", input, try scenario.prepare(.new)[1]],
    ]
    for arguments in commands {
      let outcome = try RunXdsc.run(arguments, by: shell(command))
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.error == "xdsc: error: <stdout>: \(message)\n", "\(arguments)")
    }
  }

  @Test func standardInputThatIsClosed() throws {
    let outcome = try RunXdsc.run(["check", "-"], by: shell(#""$@" <&-"#))
    #expect(outcome.status == 2)
    #expect(outcome.error == "xdsc: error: <stdin>: Bad file descriptor\n")
  }

  /// The next file to be opened would have the number of a stream that is closed, and get what is said.
  @Test(arguments: [#""$@" <&- >&- 2>&-"#, #""$@" 2>/dev/full"#])
  func whatIsSaidGetsIntoNoFile(command: String) throws {
    let new = try scenario.state(after: .new)
    _ = try scenario.state(after: .old)
    let outcome = try RunXdsc.run(try scenario.prepare(.new) + ["-v"], by: shell(command))
    #expect(outcome.status == 0)
    #expect(scenario.state() == new)
  }
}
