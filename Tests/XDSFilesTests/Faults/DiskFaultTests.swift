import Foundation
import Glibc
import Testing

/// A disk that is full, broken or not to be written: what was there stays, as a whole, and the exit code is 2.
@Suite(.serialized) struct DiskFaultTests {
  /// Every call that changes a file or folder fails, one after the other.
  @Test(arguments: FaultScenario.Verb.allCases, [SystemCalls.Fault.fullDisk, .brokenDisk])
  func inEveryCallOfTheSystem(verb: FaultScenario.Verb, fault: SystemCalls.Fault) throws {
    let scenario = try FaultScenario(verb, dataplanes: 2)
    let new = try scenario.state(after: .new)
    let old = try scenario.state(after: .old)
    let count = try SystemCalls.failEach(fault) { prefix, call in
      let outcome = try RunXdsc.run(try scenario.prepare(.new), by: prefix)
      let state = scenario.state()
      if scenario.isDone(outcome) {
        // It was of no consequence, unless for the tree that has been replaced.
        #expect(state.tree == new.tree && state.files == new.files, "\(call)")
      } else {
        #expect(outcome.status == 2, "\(call): \(outcome.error)")
        #expect(state.leftovers == [], "\(call)")
        // What cannot be said may already be done.
        let isSaid = call.hasPrefix("write ")
        #expect(state.tree == old.tree || isSaid && state.tree == new.tree, "\(call)")
        #expect(Set(state.files.keys) == Set(old.files.keys), "\(call)")
        if !isSaid { #expect(outcome.error.hasPrefix("xdsc: error: "), "\(call): \(outcome.error)") }
      }
      #expect(try scenario.state(after: .old) == old, "\(call)")
    }
    #expect(count > 10)
  }

  /// A small disk with room for one page or file more, and one more, until the new tree fits.
  @Test(arguments: FaultScenario.Verb.allCases, ["size", "nr_inodes"])
  func onASmallDisk(verb: FaultScenario.Verb, option: String) throws {
    let folder = try TestFolder()
    let disk = try SmallDisk(at: folder.path)
    let scenario = try FaultScenario(verb, dataplanes: 2, place: disk.path)
    let new = try scenario.state(after: .new)
    let old = try scenario.state(after: .old)
    var failures = 0
    let step = max(1, 30 / FaultCount.wanted)
    while true {
      let arguments = try scenario.prepare(.new)
      try disk.leave(failures, option)
      let outcome = try RunXdsc.run(arguments)
      try disk.leave(nil, option)
      if scenario.isDone(outcome) { break }
      failures += step
      let state = scenario.state()
      #expect(outcome.status == 2 && outcome.error.contains("No space left on device"), "\(outcome.error)")
      #expect(state == old, "\(failures)")
      try #require(failures < 1000)
    }
    #expect(failures > 5)
    #expect(scenario.state() == new)
  }

  @Test func aLimitOfFileSizes() throws {
    let scenario = try FaultScenario(.compile, dataplanes: 2)
    let new = try scenario.state(after: .new)
    let old = try scenario.state(after: .old)
    var failures = 0
    while true {
      let limit = ["sh", "-c", "ulimit -f \(failures) && exec \"$@\"", "sh"]
      let outcome = try RunXdsc.run(try scenario.prepare(.new), by: limit)
      if outcome.status == 0 { break }
      failures += 1
      #expect(outcome.status == 2, "\(outcome.error)")
      #expect(scenario.state() == old, "\(failures)")
      try #require(failures < 1000)
    }
    #expect(failures > 2)
    #expect(scenario.state() == new)
  }

  @Test func aDiskThatIsReadOnly() throws {
    let folder = try TestFolder()
    let disk = try SmallDisk(at: folder.path)
    let scenario = try FaultScenario(.compile, dataplanes: 2, place: disk.path)
    let old = try scenario.state(after: .old)
    let unchanged = try scenario.prepare(.old)
    let changed = try scenario.prepare(.new)
    try disk.makeReadOnly()
    #expect(try RunXdsc.run(unchanged).status == 0)
    let outcome = try RunXdsc.run(changed)
    #expect(outcome.status == 2)
    #expect(
      outcome.error == """
        xdsc: error: \(disk.path)/out: Read-only file system
          help: make the folder above it writable: a tree is replaced as a whole

        """)
    #expect(scenario.state() == old)
  }
}

/// A disk in memory, where this user may mount one.
private final class SmallDisk {
  let path: String

  init(at path: String) throws {
    self.path = path
    guard mount("tmpfs", path, "tmpfs", 0, "size=64m") == 0 else { try Test.cancel("no permission to mount a tmpfs") }
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
  }

  /// Leaves room for so many pages or files; nil for many.
  func leave(_ count: Int?, _ option: String) throws {
    var disk = statvfs()
    try #require(statvfs(path, &disk) == 0)
    let used =
      option == "size" ? Int(disk.f_blocks - disk.f_bfree) * Int(disk.f_frsize) : Int(disk.f_files - disk.f_ffree)
    let unit = option == "size" ? Int(disk.f_frsize) : 1
    let value = count.map { used + $0 * unit } ?? (64 << 20)
    try #require(mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT), "\(option)=\(value)") == 0)
  }

  func makeReadOnly() throws {
    try #require(mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT) | UInt(MS_RDONLY), nil) == 0)
  }
}
