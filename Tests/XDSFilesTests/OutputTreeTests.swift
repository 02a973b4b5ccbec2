import Foundation
import Glibc
import Testing
import XDSCompiler

@testable import XDSFiles

@Suite struct OutputTreeTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @discardableResult
  private func compile(
    _ files: [String: String], secrets: Set<String> = [], to name: String = "out"
  ) throws -> OutputTree.Summary {
    let tree = try OutputTree(directory: folder[name])
    for (path, text) in files { try tree.write(path, Array(text.utf8), isSecret: secrets.contains(path)) }
    return try tree.commit(manifest: Manifest(version: "1", options: [:], inputs: []))
  }

  private func isSame(_ a: stat?, _ b: stat?) -> Bool {
    guard let a, let b else { return false }
    return a.st_ino == b.st_ino && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec
  }

  /// Nothing is left beside the tree.
  private func expectClean(_ names: [String] = ["out"]) throws {
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
  }

  @Test func aFreshTreeIsWrittenWhole() throws {
    let summary = try compile(["default/web/clusters.pb": "c", "default/web/listeners.pb": ""])
    #expect(summary == .init(written: 3, unchanged: 0, removed: 0))
    #expect(
      folder.files(below: "out") == ["default/web/clusters.pb", "default/web/listeners.pb", "manifest.json"])
    #expect(folder.text("out/default/web/clusters.pb") == "c")
    try expectClean()
  }

  @Test func nothingIsTouchedWhenNothingChanged() throws {
    try compile(["a/b/c.pb": "c"])
    let names = ["", "out", "out/a", "out/a/b", "out/a/b/c.pb", "out/manifest.json"]
    let before = names.map { folder.status($0) }
    #expect(try compile(["a/b/c.pb": "c"]) == .init(written: 0, unchanged: 2, removed: 0))
    let after = names.map { folder.status($0) }
    for (name, (old, new)) in zip(names, zip(before, after)) {
      #expect(isSame(old, new), "\(name)")
      #expect(old?.st_ctim.tv_nsec == new?.st_ctim.tv_nsec, "\(name)")
    }
  }

  @Test func unchangedFilesKeepInodeAndTime() throws {
    try compile(["a/same.pb": "same", "a/other.pb": "old"])
    let same = folder.status("out/a/same.pb")
    let other = folder.status("out/a/other.pb")
    #expect(try compile(["a/same.pb": "same", "a/other.pb": "new"]) == .init(written: 2, unchanged: 1, removed: 0))
    #expect(isSame(same, folder.status("out/a/same.pb")))
    #expect(same?.st_nlink == folder.status("out/a/same.pb")?.st_nlink)
    #expect(!isSame(other, folder.status("out/a/other.pb")))
    #expect(folder.text("out/a/other.pb") == "new")
    try expectClean()
  }

  @Test func oneByteOfDifferenceIsFoundWhereverItIs() throws {
    let size = 300_000
    for position in [0, 131_071, 131_072, 299_999] {
      var bytes = [UInt8](repeating: 7, count: size)
      let name = "out\(position)"
      for change in [false, true] {
        if change { bytes[position] = 8 }
        let tree = try OutputTree(directory: folder[name])
        let digest = try bytes.withUnsafeBytes {
          try tree.write("x", chunks: [.init(rebasing: $0[..<1000]), .init(rebasing: $0[1000...])])
        }
        #expect(digest == SHA256.hash(bytes))
        _ = try tree.commit(manifest: Manifest(version: "1", options: [:], inputs: []))
      }
      #expect(FileManager.default.contents(atPath: folder[name + "/x"]) == Data(bytes))
    }
  }

  @Test func manySmallChunksMakeOneFile() throws {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0) }
    let tree = try OutputTree(directory: folder["out"])
    try bytes.withUnsafeBytes { buffer in
      let chunks = stride(from: 0, to: 5000, by: 3).map {
        UnsafeRawBufferPointer(rebasing: buffer[$0..<min($0 + 3, 5000)])
      }
      try tree.write("x", chunks: chunks)
    }
    _ = try tree.commit(manifest: Manifest(version: "1", options: [:], inputs: []))
    #expect(FileManager.default.contents(atPath: folder["out/x"]) == Data(bytes))
  }

  @Test func staleOutputsGoAndForeignOnesStay() throws {
    try compile(["a/gone/x.pb": "x", "a/kept.pb": "k", "b.pb": "b"])
    try folder.write("out/a/mine/notes.txt", "mine")
    try folder.makeFolder("out/empty")
    try folder.link("out/dangling", to: "nowhere")
    try folder.link("out/a/folder-link", to: "/")
    mkfifo(folder["out/pipe"], 0o600)
    chmod(folder["out/a/mine"], 0o750)
    let notes = folder.status("out/a/mine/notes.txt")
    let mine = folder.status("out/a/mine")
    #expect(try compile(["a/kept.pb": "k"]) == .init(written: 1, unchanged: 1, removed: 2))
    #expect(
      folder.files(below: "out") == [
        "a/folder-link", "a/kept.pb", "a/mine/notes.txt", "dangling", "manifest.json", "pipe",
      ])
    #expect(folder.status("out/a/gone") == nil)
    #expect(folder.status("out/empty") != nil)
    #expect(isSame(notes, folder.status("out/a/mine/notes.txt")))
    #expect(folder.status("out/a/mine")?.st_mode == mine?.st_mode)
    #expect(folder.status("out/a/mine")?.st_mtim.tv_nsec == mine?.st_mtim.tv_nsec)
    #expect(folder.text("out/a/mine/notes.txt") == "mine")
    try expectClean()
  }

  @Test func foreignNamesNeedNotBeUTF8() throws {
    try compile(["x": "1"])
    let name = folder["out/"].utf8CString.dropLast() + [CChar(bitPattern: 0xff), 0]
    let descriptor = open(Array(name), O_CREAT | O_WRONLY, 0o644)
    #expect(descriptor >= 0)
    close(descriptor)
    try compile(["x": "2"])
    #expect(access(Array(name), F_OK) == 0)
  }

  @Test func secretsAreForTheirOwnerOnly() throws {
    try compile(["secrets.pb": "key", "plain.pb": "p"], secrets: ["secrets.pb"])
    #expect(folder.status("out/secrets.pb").map { $0.st_mode & 0o777 } == 0o600)
    #expect(folder.status("out/plain.pb").map { $0.st_mode & 0o044 } != 0)
    chmod(folder["out/secrets.pb"], 0o644)
    #expect(try compile(["secrets.pb": "key", "plain.pb": "p"], secrets: ["secrets.pb"]).written == 1)
    #expect(folder.status("out/secrets.pb").map { $0.st_mode & 0o777 } == 0o600)
  }

  @Test func theFolderKeepsItsMode() throws {
    try compile(["x": "1"])
    chmod(folder["out"], 0o2710)
    try compile(["x": "2"])
    #expect(folder.status("out").map { $0.st_mode & 0o7777 } == 0o2710)
  }

  @Test func aLinkWhereAnOutputBelongsIsReplacedNotFollowed() throws {
    try compile(["x": "1"])
    try folder.write("precious", "precious")
    #expect(unlink(folder["out/x"]) == 0)
    try folder.link("out/x", to: "../precious")
    try compile(["x": "1"])
    #expect(folder.text("precious") == "precious")
    #expect(folder.status("out/x").map { $0.st_mode & S_IFMT } == S_IFREG)
  }

  @Test func aHardLinkedOutputIsNeverWrittenThrough() throws {
    try compile(["x": "1"])
    #expect(link(folder["out/x"], folder["copy"]) == 0)
    try compile(["x": "2"])
    #expect(folder.text("copy") == "1")
    #expect(folder.text("out/x") == "2")
  }

  @Test(arguments: ["leftover of staging", "leftover of the old tree", "file", "link"])
  func whatAKilledRunLeftIsRemoved(state: String) throws {
    try compile(["a/x": "1"])
    let staging = ".out.xdsc-staging"
    switch state {
    case "leftover of staging":
      try folder.write(staging + "/a/half", "ha")
      chmod(folder[staging + "/a"], 0)
    case "leftover of the old tree":
      try folder.makeFolder(staging + "/a")
      #expect(link(folder["out/a/x"], folder[staging + "/a/x"]) == 0)
    case "file":
      try folder.write(staging)
    default:
      try folder.link(staging, to: "out")
    }
    let before = folder.status("out/a/x")
    try compile(["a/x": "1"])
    #expect(isSame(before, folder.status("out/a/x")))
    try expectClean()
    try folder.write(staging + "/b/half", "ha")
    try compile(["a/x": "2", "b/y": "2"])
    #expect(folder.files(below: "out") == ["a/x", "b/y", "manifest.json"])
    try expectClean()
  }

  @Test func aRunThatDiesBeforeItsCommitChangesNothing() throws {
    try compile(["a": "1", "b": "1"])
    let names = ["out", "out/a", "out/b", "out/manifest.json"]
    let before = names.map { folder.status($0) }
    do {
      let tree = try OutputTree(directory: folder["out"])
      try tree.write("a", Array("2".utf8))
      try expectClean([".out.xdsc-staging", "out"])
      withExtendedLifetime(tree) {}
    }
    #expect(zip(before, names).allSatisfy { isSame($0, folder.status($1)) })
    try expectClean()
  }

  @Test func aFailedWriteForbidsTheCommit() throws {
    try compile(["a": "1"])
    let tree = try OutputTree(directory: folder["out"])
    try tree.write("a", Array("2".utf8))
    #expect(throws: FileError.self) { try tree.write("../b", []) }
    let error = #expect(throws: FileError.self) {
      try tree.commit(manifest: Manifest(version: "1", options: [:], inputs: []))
    }
    #expect(error?.kind == .unsafePath)
    #expect(folder.text("out/a") == "1")
    try expectClean()
  }

  @Test(arguments: ["", "/", "/a", "a/", "a//b", ".", "..", "a/../b", ".a", "a/.b", "a\0b"])
  func pathsThatAreNotPlainAreRefused(path: String) throws {
    let tree = try OutputTree(directory: folder["out"])
    let error = #expect(throws: FileError.self) { try tree.write(path, []) }
    #expect(error?.kind == .unsafePath)
  }

  @Test func nothingIsWrittenAfterTheCommit() throws {
    let tree = try OutputTree(directory: folder["out"])
    _ = try tree.commit(manifest: Manifest(version: "1", options: [:], inputs: []))
    #expect(throws: FileError.self) { try tree.write("a", []) }
    try expectClean()
  }

  @Test func onePathIsWrittenOnce() throws {
    let tree = try OutputTree(directory: folder["out"])
    try tree.write("a", [])
    let error = #expect(throws: FileError.self) { try tree.write("a", []) }
    #expect(error?.kind == .writtenTwice)
  }

  @Test func anUnreadableManifestRemovesNothing() throws {
    try compile(["old": "1"])
    try folder.write("out/manifest.json", "{\"outputs\": 7")
    let tree = try OutputTree(directory: folder["out"])
    #expect(tree.warnings.count == 1)
    try tree.write("new", [])
    _ = try tree.commit(manifest: Manifest(version: "1", options: [:], inputs: []))
    #expect(folder.files(below: "out") == ["manifest.json", "new", "old"])
  }
}
