import Foundation
import Glibc
import Testing
import XDSFiles

@Suite struct AtomicFileTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @discardableResult
  private func replace(_ name: String, _ text: String) throws -> Bool {
    try AtomicFile.replace(path: folder[name], contents: Array(text.utf8))
  }

  @Test func aMissingFileIsCreated() throws {
    #expect(try replace("lock", "one"))
    #expect(folder.text("lock") == "one")
    #expect(folder.files() == ["lock"])
  }

  @Test func unchangedContentsTouchNothing() throws {
    try replace("lock", "one")
    let before = folder.status("lock")
    #expect(try !replace("lock", "one"))
    #expect(folder.status("lock")?.st_ino == before?.st_ino)
    #expect(folder.status("lock")?.st_ctim.tv_nsec == before?.st_ctim.tv_nsec)
  }

  @Test func aChangedFileIsNewAndKeepsItsMode() throws {
    try replace("lock", "one")
    chmod(folder["lock"], 0o640)
    #expect(link(folder["lock"], folder["copy"]) == 0)
    #expect(try replace("lock", "two"))
    #expect(folder.text("lock") == "two")
    #expect(folder.text("copy") == "one")
    #expect(folder.status("lock").map { $0.st_mode & 0o777 } == 0o640)
    #expect(folder.files() == ["copy", "lock"])
  }

  @Test(arguments: [true, false])
  func aSymbolicLinkStays(targetExists: Bool) throws {
    try folder.makeFolder("real")
    if targetExists { try folder.write("real/file", "one") }
    try folder.link("middle", to: "real/file")
    try folder.link("lock", to: folder["middle"])
    #expect(try replace("lock", "two"))
    #expect(folder.text("real/file") == "two")
    #expect(folder.status("lock").map { $0.st_mode & S_IFMT } == S_IFLNK)
    #expect(folder.files() == ["lock", "middle", "real/file"])
  }

  @Test func whatAKilledRunLeftIsRemoved() throws {
    for isChange in [true, false] {
      try folder.write(".lock.xdsc-staging", "half of somethi")
      #expect(try replace("lock", "one") == isChange)
      #expect(folder.text("lock") == "one")
      #expect(folder.files() == ["lock"])
    }
  }

  @Test func manyRunsAtOnceReplaceOneAfterTheOther() async throws {
    let path = folder["lock"]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for run in 0..<8 {
        group.addTask {
          for turn in 0..<20 {
            try AtomicFile.replace(path: path, contents: [UInt8](repeating: UInt8(run), count: 1000 + turn))
          }
        }
      }
      try await group.waitForAll()
    }
    let text = try #require(folder.text("lock"))
    #expect(text.utf8.count == 1019 && Set(text.utf8).count == 1)
    #expect(folder.files() == ["lock"])
  }

  @Test func whatAnotherRunChangedMeanwhileStays() throws {
    let nothing = FileVersion(nil)
    let one = FileVersion(Array("one".utf8))
    func replace(_ text: String, over version: FileVersion) throws {
      try AtomicFile.replace(path: folder["lock"], contents: Array(text.utf8), over: version)
    }
    try replace("one", over: nothing)
    #expect((#expect(throws: FileError.self) { try replace("two", over: nothing) })?.kind == .changedWhileUsed)
    #expect(folder.text("lock") == "one")
    // What another run wrote may be just the same.
    try replace("one", over: nothing)
    try replace("two", over: one)
    #expect((#expect(throws: FileError.self) { try replace("three", over: one) })?.kind == .changedWhileUsed)
    #expect(folder.text("lock") == "two")
    #expect(folder.files() == ["lock"])
  }

  @Test func whatCannotBeReplacedIsAnError() throws {
    try folder.makeFolder("folder")
    try folder.link("loop", to: "loop")
    for (name, kind) in [("folder", FileError.Kind.inTheWay), ("loop", .unreadable), ("gone/lock", .unwritable)] {
      #expect((#expect(throws: FileError.self) { try replace(name, "x") })?.kind == kind)
    }
    #expect(folder.files() == ["loop"])
  }
}
