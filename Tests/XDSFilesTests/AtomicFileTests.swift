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

  @Test func whatCannotBeReplacedIsAnError() throws {
    try folder.makeFolder("folder")
    try folder.link("loop", to: "loop")
    for (name, kind) in [("folder", FileError.Kind.inTheWay), ("loop", .unreadable), ("gone/lock", .unwritable)] {
      #expect((#expect(throws: FileError.self) { try replace(name, "x") })?.kind == kind)
    }
    #expect(folder.files() == ["loop"])
  }
}
