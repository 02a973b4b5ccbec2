import Foundation
import Glibc
import Testing

/// Several runs at once.
@Suite(.serialized) struct CompetingRunTests {
  @Test func aSecondRunSaysThatItWaits() throws {
    let scenario = try FaultScenario(.compile, dataplanes: 2)
    let new = try scenario.state(after: .new)
    _ = try scenario.state(after: .old)
    let tree = open("\(scenario.place)/out", O_RDONLY | O_CLOEXEC)
    #expect(flock(tree, LOCK_EX) == 0)
    let process = try RunXdsc.start(try scenario.prepare(.new))
    let message = "xdsc: warning: waiting for another run that writes \(scenario.place)/out\n"
    for _ in 0..<6000 where process.error.isEmpty { usleep(10_000) }
    close(tree)
    let outcome = process.end()
    #expect(outcome.status == 0)
    #expect(outcome.error == message)
    #expect(scenario.state() == new)
  }

  /// Into one tree, also into one that is not there yet.
  @Test(arguments: [false, true])
  func manyRunsMakeTheTreeOfOne(isThereATree: Bool) throws {
    let scenario = try FaultScenario(.compile, dataplanes: 10)
    let states = try FaultScenario.Version.allCases.map { try scenario.state(after: $0) }
    for _ in 0..<max(1, FaultCount.wanted / 10) {
      if !isThereATree { try FileManager.default.removeItem(atPath: "\(scenario.place)/out") }
      let processes = try (0..<6).map { index in
        try RunXdsc.start(try scenario.prepare(index % 2 == 0 ? .old : .new))
      }
      for outcome in processes.map({ $0.end() }) where outcome.status != 0 {
        // The lock file of VIPs was another one already.
        #expect(outcome.status == 2)
        #expect(outcome.error.contains("vips.lock: was changed by another program meanwhile\n  help: run again\n"))
      }
      let isOfOne = states.contains(scenario.state())
      #expect(isOfOne)
    }
  }
}
