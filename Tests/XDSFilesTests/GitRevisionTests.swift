import Testing
import XDSCompiler

@testable import XDSFiles

@Suite struct GitRevisionTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try git("init", "-q", "-b", "main")
    try folder.write("mesh/b.yaml", "b")
    try folder.write("mesh/sub/a.yml", "a\n")
    try folder.write("mesh/.hidden/c.yaml", "c")
    try folder.write("mesh/readme.txt", "r")
    try folder.write("vips.lock", "l")
    try commit()
    try folder.write("mesh/b.yaml", "changed")
    try folder.write("mesh/new.yaml", "n")
  }

  private func git(_ arguments: String...) throws {
    let identity = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"]
    let environment = Dictionary(uniqueKeysWithValues: identity.map { ($0, "test") })
    let outcome = try #require(try Program.run(["git", "-C", folder.path] + arguments, environment: environment))
    #expect(outcome.exitCode == 0, "\(String(decoding: outcome.error, as: UTF8.self))")
  }

  private func commit() throws {
    try git("add", "-A")
    try git("commit", "-q", "--no-gpg-sign", "-m", "test")
  }

  private func revision(_ name: String, in place: String = "") throws -> GitRevision {
    try GitRevision("git:\(name)", in: folder[place])
  }

  @Test func aFolderIsAsTheCommitHasIt() throws {
    let revision = try revision("HEAD:mesh")
    #expect(revision.isFolder)
    #expect(revision.paths() == [".hidden/c.yaml", "b.yaml", "readme.txt", "sub/a.yml"])
    #expect(try revision.read(["sub/a.yml", "b.yaml"]) == [Array("a\n".utf8), Array("b".utf8)])
    #expect(revision.pathComponents == ["mesh"])
    let inputs = try revision.inputs(lockPath: nil)
    #expect(inputs.map(\.path) == ["git:HEAD:mesh/b.yaml", "git:HEAD:mesh/sub/a.yml"])
  }

  @Test func aFileIsAsTheCommitHasIt() throws {
    let revision = try revision("main:mesh/b.yaml")
    #expect(!revision.isFolder)
    #expect(try revision.read(revision.paths()) == [Array("b".utf8)])
    #expect(try revision.inputs(lockPath: nil).map(\.path) == ["git:main:mesh/b.yaml"])
  }

  @Test func pathsCanBeRelative() throws {
    #expect(try revision("HEAD:./b.yaml", in: "mesh").read([""]) == [Array("b".utf8)])
    #expect(try revision("HEAD:mesh", in: "mesh").paths().count == 4)
    #expect(try revision("HEAD@{0}:mesh/sub").pathComponents == ["mesh", "sub"])
  }

  @Test func theLockFileIsThatOfTheRevision() throws {
    try folder.write("vips.lock", "later")
    #expect(try revision("HEAD:mesh").lock("vips.lock")?.bytes == Array("l".utf8))
    #expect(try revision("HEAD:mesh").lock("other.lock") == nil)
    #expect(try revision("HEAD:mesh").inputs(lockPath: "mesh/b.yaml").map(\.path) == ["git:HEAD:mesh/sub/a.yml"])
    #expect(throws: FileError.self) { try revision("HEAD:mesh").lock("/vips.lock") }
  }

  @Test func contentsMayBeAnything() throws {
    let text = "x blob 3\n\u{0}\n\n"
    try folder.write("odd name\n.yaml", text)
    try folder.write("empty.yaml", "")
    try commit()
    #expect(
      try revision("HEAD:").read(["odd name\n.yaml", "empty.yaml", "odd name\n.yaml"])
        == [Array(text.utf8), [], Array(text.utf8)])
  }

  /// Git never gives them: it is asked for their sizes before.
  @Test func moreThanAllInputsMayHaveIsRefused() throws {
    let bytes = try ["HEAD:mesh", "HEAD:mesh/b.yaml"].map { name in
      try (3...6).map { size in
        let revision = try GitRevision("git:\(name)", in: folder.path, maximumSize: size - 3)
        do throws(FileError) {
          return try revision.inputs(lockPath: nil).map(\.bytes.count)
        } catch {
          #expect(error.kind == .tooLarge && error.path == "git:HEAD:mesh/\(size == 3 ? "b.yaml" : "sub/a.yml")")
          return []
        }
      }
    }
    #expect(bytes == [[[], [], [], [1, 2]], [[], [1], [1], [1]]])
  }

  @Test func aLinkIsNoFile() throws {
    try folder.link("mesh/link.yaml", to: "b.yaml")
    try commit()
    let revision = try revision("HEAD:mesh")
    #expect(throws: FileError.notFileOrFolder("git:HEAD:mesh/link.yaml")) { try revision.inputs(lockPath: nil) }
  }

  @Test(arguments: [
    ("HEAD:no", "is not in this revision"), ("HEAD", "names no path"),
    ("--help:x", "git knows no revision \"--help\""),
  ])
  func whatIsNotThereIsAnError(_ name: String, _ message: String) throws {
    #expect { try revision(name) } throws: { ($0 as? FileError)?.message == message }
  }

  @Test func programsThatAreNotThereDoNotStart() throws {
    #expect(try Program.run(["xdsc-no-such-program"]) == nil)
    let outcome = try #require(
      try Program.run(["sh", "-c", "cat; echo e >&2; exit 3"], input: Array("in".utf8)))
    #expect(outcome.exitCode == 3)
    #expect(outcome.output == Array("in".utf8) && outcome.error == Array("e\n".utf8))
  }
}
