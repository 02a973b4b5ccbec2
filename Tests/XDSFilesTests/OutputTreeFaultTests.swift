import Foundation
import Glibc
import Testing
import XDSCompiler
import XDSFiles

/// Places where no tree can be put, full disks and competing runs.
@Suite struct OutputTreeFaultTests {
  private let folder: TestFolder
  private let manifest = Manifest(version: "1", options: [:], inputs: [])

  init() throws { folder = try TestFolder() }

  private func kindOfError(_ body: () throws -> Void) -> FileError.Kind? {
    (#expect(throws: FileError.self, performing: body))?.kind
  }

  @Test func aSymbolicLinkIsRefused() throws {
    try folder.makeFolder("real")
    try folder.link("out", to: "real")
    #expect(kindOfError { _ = try OutputTree(directory: folder["out"]) } == .notReplaceable)
  }

  @Test func aFileIsRefused() throws {
    try folder.write("out")
    #expect(kindOfError { _ = try OutputTree(directory: folder["out"]) } == .notReplaceable)
  }

  @Test func theParentMustBeAFolder() throws {
    try folder.write("file")
    #expect(kindOfError { _ = try OutputTree(directory: folder["gone/out"]) } == .missing)
    #expect(kindOfError { _ = try OutputTree(directory: folder["file/out"]) } == .unwritable)
  }

  @Test(arguments: ["/", ".", "..", "a/.."])
  func aFolderWithoutANameIsRefused(directory: String) {
    #expect(kindOfError { _ = try OutputTree(directory: directory) } == .notReplaceable)
  }

  @Test func aMountPointIsRefused() {
    #expect(kindOfError { _ = try OutputTree(directory: "/proc") } == .notReplaceable)
  }

  @Test func somethingElseWhereAnOutputBelongsIsAnError() throws {
    try folder.makeFolder("out/x.pb")
    try folder.write("out/file")
    try folder.link("out/link", to: "..")
    for path in ["x.pb", "file/x.pb", "link/x.pb"] {
      let tree = try OutputTree(directory: folder["out"])
      #expect(kindOfError { try tree.write(path, []) } == .inTheWay)
    }
    #expect(folder.files(below: "out") == ["file", "link"])
  }

  @Test func anotherTreeInItsPlaceIsNotDestroyed() throws {
    try folder.write("out/x", "1")
    let tree = try OutputTree(directory: folder["out"])
    try tree.write("x", Array("2".utf8))
    #expect(rename(folder["out"], folder["moved"]) == 0)
    try folder.write("out/theirs", "theirs")
    #expect(kindOfError { _ = try tree.commit(manifest: manifest) } == .notReplaceable)
    #expect(folder.files() == ["moved/x", "out/theirs"])
  }

  /// - Parameter first: a run that has written "first" into `x`, and commits as soon as the second waits.
  private func expectThatASecondRunWaits(for first: OutputTree) throws {
    var waited = 0
    let second = try OutputTree(directory: folder["out"]) {
      waited += 1
      #expect(throws: Never.self) { try first.commit(manifest: manifest) }
    }
    #expect(waited == 1)
    #expect(folder.text("out/x") == "first")
    try second.write("x", Array("second".utf8))
    _ = try second.commit(manifest: manifest)
    #expect(folder.text("out/x") == "second")
  }

  @Test(arguments: [false, true])
  func twoRunsAtOnceWriteOneAfterTheOther(isThereATree: Bool) throws {
    if isThereATree { try folder.write("out/mine") }
    let first = try OutputTree(directory: folder["out"])
    try first.write("x", Array("first".utf8))
    try expectThatASecondRunWaits(for: first)
    #expect(folder.files() == ["out/manifest.json"] + (isThereATree ? ["out/mine"] : []) + ["out/x"])
  }

  @Test func manyRunsAtOnceWriteOneAfterTheOther() async throws {
    let target = folder["out"]
    let manifest = manifest
    try await withThrowingTaskGroup(of: Void.self) { group in
      for run in 0..<8 {
        group.addTask {
          for turn in 0..<20 {
            let tree = try OutputTree(directory: target)
            for file in ["x", "y/z"] { try tree.write(file, [UInt8(run), UInt8(turn)]) }
            _ = try tree.commit(manifest: manifest)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(folder.text("out/x") == folder.text("out/y/z"))
    #expect(folder.files() == ["out/manifest.json", "out/x", "out/y/z"])
  }

  @Test(arguments: [false, true])
  func twoTreesInOneFolderDoNotWaitForEachOther(areThereTrees: Bool) throws {
    let names = ["a", "b"]
    if areThereTrees { for name in names { try folder.makeFolder(name) } }
    let first = try OutputTree(directory: folder["a"])
    try first.write("x", [])
    let second = try OutputTree(directory: folder["b"]) {
      Issue.record("waits")
      first.abandon()
    }
    try second.write("x", [])
    for tree in [second, first] { _ = try tree.commit(manifest: manifest) }
    #expect(folder.files() == ["a/manifest.json", "a/x", "b/manifest.json", "b/x"])
  }

  /// The folder that a user makes meanwhile is not the one that the first run has locked.
  @Test func aFolderMadeDuringTheFirstRunDoesNotLetASecondOneIn() throws {
    let first = try OutputTree(directory: folder["out"])
    try first.write("x", Array("first".utf8))
    try folder.makeFolder("out")
    try expectThatASecondRunWaits(for: first)
    #expect(folder.files() == ["out/manifest.json", "out/x"])
  }

  @Test(arguments: [false, true])
  func whatFailsBeforeTheLastStepLeavesTheOldTree(isThereATree: Bool) throws {
    if isThereATree { try folder.write("out/x", "old") }
    let tree = try OutputTree(directory: folder["out"])
    try tree.write("x", Array("new".utf8))
    let failure = FileError(.full, "lock", "full")
    #expect(throws: failure) {
      try tree.commit(manifest: manifest) { () throws(FileError) in throw failure }
    }
    #expect(folder.files() == (isThereATree ? ["out/x"] : []))
    if isThereATree { #expect(folder.text("out/x") == "old") }
  }

  @Test func manyThreadsWriteOneTree() async throws {
    let tree = try OutputTree(directory: folder["out"])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<4 {
        group.addTask {
          for file in 0..<50 { try tree.write("d\(file % 7)/w\(worker)-\(file)", [UInt8(file)]) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try tree.commit(manifest: manifest).written == 201)
    #expect(folder.files(below: "out").count == 201)
  }

  /// A tmpfs of 256 kB, where this user may mount one.
  @Test func aFullDiskLeavesTheOldTree() throws {
    try folder.makeFolder("disk")
    guard mount("tmpfs", folder["disk"], "tmpfs", 0, "size=256k") == 0 else {
      try Test.cancel("no permission to mount a small tmpfs")
    }
    defer { umount2(folder["disk"], Int32(MNT_DETACH)) }
    try folder.write("disk/out/x", "old")
    let tree = try OutputTree(directory: folder["disk/out"])
    try tree.write("y", [UInt8](repeating: 1, count: 100_000))
    #expect(kindOfError { try tree.write("x", [UInt8](repeating: 1, count: 400_000)) } == .full)
    #expect(kindOfError { _ = try tree.commit(manifest: manifest) } == .full)
    #expect(folder.files(below: "disk") == ["out/x"])
    #expect(folder.text("disk/out/x") == "old")
  }
}
