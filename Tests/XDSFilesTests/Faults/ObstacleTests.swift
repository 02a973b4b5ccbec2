import Foundation
import Glibc
import Testing

/// Something else where the compiler writes.
@Suite struct ObstacleTests {
  private let scenario: FaultScenario

  init() throws { scenario = try FaultScenario(.compile, dataplanes: 2) }

  private func place(_ name: String) -> String { "\(scenario.place)/\(name)" }

  private func link(_ name: String, to target: String) throws {
    try? FileManager.default.removeItem(atPath: place(name))
    try FileManager.default.createSymbolicLink(atPath: place(name), withDestinationPath: target)
  }

  /// What is beside the place is never written.
  private func precious() throws -> TestFolder {
    let folder = try TestFolder()
    try folder.write("precious/file", "precious")
    return folder
  }

  @Test func aLinkInThePlaceOfAFileIsReplaced() throws {
    let precious = try precious()
    let new = try scenario.state(after: .new)
    try link("out/default/proxy-1/clusters.pb", to: precious["precious/file"])
    try link("out/manifest.json", to: precious["precious/file"])
    #expect(try scenario.state(after: .new) == new)
    #expect(precious.text("precious/file") == "precious")
  }

  @Test(arguments: ["out", "out/default", "out/default/proxy-1"])
  func aLinkInThePlaceOfAFolderIsAnError(name: String) throws {
    let precious = try precious()
    try link(name, to: precious["precious"])
    let state = scenario.state()
    let outcome = try RunXdsc.run(try scenario.prepare(.new))
    #expect(outcome.status == 2)
    #expect(outcome.error.hasPrefix("xdsc: error: \(place(name)): is "))
    #expect(scenario.state() == state)
    #expect(precious.files() == ["precious/file"])
  }

  @Test(arguments: ["out", "vips.lock", "out.d"], [false, true])
  func aLinkInThePlaceOfWhatIsToBeIsRemoved(name: String, isToAFolder: Bool) throws {
    let precious = try precious()
    let new = try scenario.state(after: .new)
    _ = try scenario.state(after: .old)
    try link(".\(name).xdsc-staging", to: precious[isToAFolder ? "precious" : "precious/file"])
    #expect(try scenario.state(after: .new) == new)
    #expect(precious.text("precious/file") == "precious")
  }

  @Test(arguments: ["vips.lock", "out.d"])
  func aLinkToALockOrDependencyFileStays(name: String) throws {
    let other = try TestFolder()
    let new = try scenario.state(after: .new)
    _ = try scenario.state(after: .old)
    #expect(rename(place(name), other["real"]) == 0)
    try link(name, to: other["real"])
    let outcome = try RunXdsc.run(try scenario.prepare(.new))
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(other.text("real").map { Data($0.utf8) } == new.files[name])
    #expect(other.files() == ["real"])
  }

  /// Lines that are gone, doubled or exchanged, bytes that are others or cut off.
  @Test func aLockFileThatWasEditedIntoNonsense() throws {
    let lock = try #require(FileManager.default.contents(atPath: place("vips.lock")))
    let old = scenario.state()
    var random = SeededGenerator(state: 1)
    var wrong = 0
    for _ in 0..<4 * FaultCount.wanted {
      let nonsense = Self.edit(lock, &random)
      try nonsense.write(to: URL(filePath: place("vips.lock")))
      let outcome = try RunXdsc.run(try scenario.prepare(.new))
      let after = scenario.state()
      if outcome.status == 0 {
        // It was good sense after all.
        #expect(after.tree != old.tree)
      } else {
        wrong += 1
        #expect(outcome.status == 1, "\(String(decoding: nonsense, as: UTF8.self)) \(outcome.error)")
        #expect(outcome.error.contains("vips.lock:"))
        #expect(after.files["vips.lock"] == nonsense)
        #expect(after.tree == old.tree && after.leftovers == [])
      }
      try lock.write(to: URL(filePath: place("vips.lock")))
      #expect(try scenario.state(after: .old) == old)
    }
    #expect(wrong > FaultCount.wanted)
  }

  private static func edit(_ lock: Data, _ random: inout SeededGenerator) -> Data {
    var lines = lock.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = Int.random(in: 0..<lines.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: lines.remove(at: line)
    case 1: lines.insert(lines[line], at: line)
    case 2: lines.swapAt(line, Int.random(in: 0..<lines.count, using: &random))
    case 3:
      var bytes = lock
      bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      return bytes
    default: return lock.prefix(Int.random(in: 0..<lock.count, using: &random))
    }
    return Data(lines.joined(separator: [UInt8(ascii: "\n")]))
  }
}

/// The same numbers in every run.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
