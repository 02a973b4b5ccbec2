import Foundation
import Glibc
import Testing

/// A run that is killed, at any moment, leaves what was there or what it was to make, and nothing that is in the way of the
/// next one.
@Suite(.serialized) struct KillTests {
  @Test func atRandomMomentsOfACompile() throws {
    let scenario = try FaultScenario(.compile, dataplanes: 60)
    try Data("mine".utf8).write(to: URL(filePath: "\(scenario.place)/out/proxy.txt"))
    var states: [FaultScenario.Version: FaultScenario.State] = [:]
    for version in FaultScenario.Version.allCases { states[version] = try scenario.state(after: version) }

    var now = FaultScenario.Version.new
    var duration = 100_000_000
    var moments: [String: Int] = [:]
    for _ in 0..<FaultCount.wanted {
      let next = now.other
      let arguments = try scenario.prepare(next)
      let outcome = try RunXdsc.run(arguments, killAfter: Int.random(in: 0...duration + duration / 10))
      let killed = scenario.state()
      try expectOneOf(now, next, states, killed)
      moments[Self.moment(outcome, killed, of: states[next]), default: 0] += 1

      let start = DispatchTime.now().uptimeNanoseconds
      #expect(try scenario.state(after: next) == states[next])
      duration = Int(DispatchTime.now().uptimeNanoseconds - start)
      now = next
    }
    print("\(FaultCount.wanted) random moments:", moments.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" })
    #expect(moments["at its end", default: 0] < FaultCount.wanted)
  }

  /// What a run was doing when it was to be killed.
  private static func moment(
    _ outcome: RunXdsc.Outcome, _ killed: FaultScenario.State, of new: FaultScenario.State?
  ) -> String {
    if outcome.status != RunXdsc.Outcome.killed { return "at its end" }
    if killed.tree == new?.tree { return killed.leftovers.isEmpty ? "with all done" : "while removing the old tree" }
    return killed.leftovers.isEmpty ? "before writing" : "while writing"
  }

  /// Every call that changes a file or folder, one after the other, is where a run ends.
  @Test(arguments: FaultScenario.Verb.allCases)
  func atEveryCallOfTheSystem(verb: FaultScenario.Verb) throws {
    let scenario = try FaultScenario(verb, dataplanes: 2)
    let new = try scenario.state(after: .new)
    let old = try scenario.state(after: .old)
    let states = [FaultScenario.Version.old: old, .new: new]
    let count = try SystemCalls.failEach(.kill) { prefix, call in
      #expect(try scenario.state(after: .old) == old)
      let outcome = try RunXdsc.run(try scenario.prepare(.new), by: prefix)
      #expect((outcome.status == RunXdsc.Outcome.killed) == (call != "none"), "\(call)")
      try expectOneOf(.old, .new, states, scenario.state(), "\(call)")
      #expect(try scenario.state(after: .new) == new, "\(call)")
    }
    #expect(count > 10)
  }

  private func expectOneOf(
    _ now: FaultScenario.Version, _ next: FaultScenario.Version,
    _ states: [FaultScenario.Version: FaultScenario.State], _ killed: FaultScenario.State, _ comment: Comment? = nil
  ) throws {
    let before = try #require(states[now])
    let after = try #require(states[next])
    #expect(killed.tree == before.tree || killed.tree == after.tree, comment)
    #expect(Set(killed.files.keys) == Set(before.files.keys), comment)
    for (path, contents) in killed.files {
      #expect(contents == before.files[path] || contents == after.files[path], comment)
    }
    // What depends on a VIP or on an input is never there before what remembers it.
    if killed.tree == after.tree { #expect(killed.files == after.files, comment) }
  }
}
