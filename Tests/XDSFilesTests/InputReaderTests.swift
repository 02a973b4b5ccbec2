import Foundation
import Glibc
import Testing
import XDSFiles

@Suite struct InputReaderTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func read(_ names: String...) -> InputReader.Result {
    InputReader().read(names.map { folder[$0] })
  }

  private func paths(_ result: InputReader.Result) -> [String] {
    result.files.map { String($0.source.path.dropFirst(folder.path.count + 1)) }
  }

  @Test func foldersAreSearchedInByteOrder() throws {
    for name in ["in/b.yaml", "in/a/z.yml", "in/a.json", "in/B.yaml", "in/notes.txt", "in/a/deep/er/x.yaml"] {
      try folder.write(name, name)
    }
    let result = read("in")
    #expect(result.errors.isEmpty)
    #expect(paths(result) == ["in/B.yaml", "in/a.json", "in/a/deep/er/x.yaml", "in/a/z.yml", "in/b.yaml"])
    #expect(result.files.map(\.portableName) == ["B.yaml", "a.json", "a/deep/er/x.yaml", "a/z.yml", "b.yaml"])
    #expect(result.files.map { String(decoding: $0.source.bytes, as: UTF8.self) } == paths(result))
  }

  @Test func dotNamesAreSkipped() throws {
    for name in ["in/.hidden.yaml", "in/.git/x.yaml", "in/seen.yaml"] { try folder.write(name) }
    #expect(paths(read("in")) == ["in/seen.yaml"])
  }

  @Test func linksAreFollowedAndLoopsAreNot() throws {
    try folder.write("elsewhere/file.yaml", "linked")
    try folder.makeFolder("in/sub")
    try folder.link("in/link.yaml", to: "../elsewhere/file.yaml")
    try folder.link("in/sub/loop", to: "..")
    let result = read("in")
    #expect(result.errors.isEmpty)
    #expect(paths(result) == ["in/link.yaml"])
    #expect(result.files.first?.source.bytes == Array("linked".utf8))
  }

  @Test func aFileGivenTwiceCountsOnceWhateverTheOrder() throws {
    try folder.write("in/sub/x.yaml")
    try folder.link("in/y.yaml", to: "sub/x.yaml")
    let forwards = read("in", "in/sub", "in/sub/x.yaml")
    let backwards = read("in/sub/x.yaml", "in/sub", "in")
    #expect(paths(forwards) == ["in/sub/x.yaml"])
    #expect(paths(backwards) == ["in/sub/x.yaml"])
    #expect(forwards.files.map(\.portableName) == backwards.files.map(\.portableName))
  }

  @Test func whatTheRunWritesIsNoInput() throws {
    for name in ["in/x.yaml", "in/vips.yaml", "in/out/manifest.json", "in/out/default/web/clusters.yaml"] {
      try folder.write(name)
    }
    let excluded = [folder["in/out"], folder["in/vips.yaml"], folder["in/not-there"]]
    let result = InputReader(excluded: excluded).read([folder["in"]])
    #expect(result.errors.isEmpty)
    #expect(paths(result) == ["in/x.yaml"])
    #expect(paths(InputReader(excluded: excluded).read([folder["in/vips.yaml"]])) == ["in/vips.yaml"])
    let same = InputReader(excluded: excluded).read([folder["in/out"]])
    #expect(same.errors.map(\.message) == ["is where this run writes"])
  }

  @Test func oneFileIsNoFolder() throws {
    try folder.write("in/x.yaml", "text")
    #expect(try InputReader().readFile(folder["in/x.yaml"]).bytes == Array("text".utf8))
    #expect(throws: FileError(.unreadable, folder["in"], "is a folder")) { try InputReader().readFile(folder["in"]) }
    #expect(throws: FileError(.missing, folder["gone"], "No such file or directory")) {
      try InputReader().readFile(folder["gone"])
    }
  }

  @Test func aPipeIsNoFile() throws {
    mkfifo(folder["pipe"], 0o600)
    #expect(throws: FileError(.unreadable, folder["pipe"], "is not a file")) {
      try InputReader().readFile(folder["pipe"])
    }
    #expect(throws: FileError(.unreadable, "/dev/zero", "is not a file")) { try InputReader().readFile("/dev/zero") }
  }

  @Test func aSlashAtTheEndChangesNothing() throws {
    try folder.write("in/x.yaml")
    #expect(paths(read("in/")) == ["in/x.yaml"])
  }

  @Test func filesMayHaveAnyName() throws {
    try folder.write("resources", "text")
    let result = read("resources")
    #expect(result.errors.isEmpty)
    #expect(result.files.map(\.portableName) == ["resources"])
  }

  @Test func everyErrorIsReported() throws {
    try folder.makeFolder("empty")
    try folder.write("in/good.yaml")
    try folder.link("in/dangling.yaml", to: "nowhere")
    mkfifo(folder["in/pipe.yaml"], 0o600)
    let result = read("gone.yaml", "empty", "in")
    #expect(result.errors.map(\.kind) == [.missing, .noInput, .missing, .notFileOrFolder])
    #expect(
      result.errors.map { String($0.description.dropFirst(folder.path.count + 1)) } == [
        "gone.yaml: No such file or directory", "empty: no *.yaml, *.yml or *.json in this folder",
        "in/dangling.yaml: No such file or directory", "in/pipe.yaml: neither a file nor a folder",
      ])
    #expect(paths(result) == ["in/good.yaml"])
    #expect(InputReader().read(["/dev/null"]).errors.map(\.kind) == [.notFileOrFolder])
  }

  @Test func aHugeFileIsRefusedUnread() throws {
    try folder.write("huge.yaml")
    #expect(truncate(folder["huge.yaml"], 1 << 40) == 0)
    #expect(read("huge.yaml").errors.map(\.kind) == [.tooLarge])
    try folder.write("four.yaml", "1234")
    #expect(InputReader(maximumSize: 4).read([folder["four.yaml"]]).errors.isEmpty)
    #expect(InputReader(maximumSize: 3).read([folder["four.yaml"]]).errors.map(\.kind) == [.tooLarge])
    // All of them together, whatever the order of arguments.
    try folder.write("a.yaml", "12")
    for arguments in [["four.yaml", "a.yaml"], ["a.yaml", "four.yaml"]] {
      let both = InputReader(maximumSize: 5).read(arguments.map { folder[$0] })
      #expect(both.files.map(\.source.path) == [folder["a.yaml"]])
      #expect(both.errors.map(\.path) == [folder["four.yaml"]])
      #expect(InputReader(maximumSize: 6).read(arguments.map { folder[$0] }).errors.isEmpty)
      #expect(InputReader(maximumSize: 1).read(arguments.map { folder[$0] }).errors.map(\.path) == [folder["a.yaml"]])
    }
  }

  @Test func pipesAreReadToTheirEnd() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let text = Array(repeating: UInt8(ascii: "x"), count: 100)
    #expect(Glibc.write(ends[1], text, text.count) == text.count)
    close(ends[1])
    let result = InputReader().read(["/dev/fd/\(ends[0])"])
    close(ends[0])
    #expect(result.errors.isEmpty)
    #expect(result.dependencies.isEmpty)
    #expect(result.files.map(\.portableName) == ["-"])
    #expect(result.files.first?.source.bytes == text)
  }

  @Test func namesNeedNotBeUTF8() throws {
    try folder.makeFolder("in")
    let name = folder["in/"].utf8CString.dropLast() + [CChar(bitPattern: 0xff)] + Array(".yaml".utf8CString)
    let descriptor = open(Array(name), O_CREAT | O_WRONLY, 0o644)
    #expect(descriptor >= 0)
    close(descriptor)
    let result = read("in")
    #expect(result.errors.isEmpty)
    #expect(paths(result) == ["in/\u{FFFD}.yaml"])
  }

  @Test func dependenciesAreFilesAndSearchedFolders() throws {
    for name in ["in/x.yaml", "in/sub/y.yaml", "in/empty/notes.txt", "in/.git/z.yaml", "in/out/manifest.json"] {
      try folder.write(name)
    }
    try folder.write("alone.txt")
    try folder.link("in/link.yaml", to: "../alone.txt")
    let excluded = [folder["in/out"]]
    let result = InputReader(excluded: excluded).read([folder["in/"], folder["alone.txt"]])
    #expect(result.errors.isEmpty)
    #expect(
      Set(result.dependencies.map { String(decoding: $0.dropFirst(folder.path.count + 1), as: UTF8.self) }) == [
        "in", "in/sub", "in/empty", "in/x.yaml", "in/sub/y.yaml", "in/link.yaml", "alone.txt",
      ])
  }

  @Test func dependenciesHaveTheirBytes() throws {
    try folder.makeFolder("in")
    let name = folder["in/"].utf8CString.dropLast() + [CChar(bitPattern: 0xff)] + Array(".yaml".utf8CString)
    close(open(Array(name), O_CREAT | O_WRONLY, 0o644))
    #expect(read("in").dependencies.contains(name.dropLast().map { UInt8(bitPattern: $0) }))
  }

  @Test func aFileThatChangesWhileItIsReadIsAnError() throws {
    let size = 1 << 20
    try folder.write("input.yaml", String(repeating: "a", count: size))
    let path = folder["input.yaml"]
    let writer = Thread {
      let file = open(path, O_WRONLY | O_CLOEXEC)
      while !Thread.current.isCancelled { _ = pwrite(file, "b", 1, off_t.random(in: 0..<off_t(size))) }
      close(file)
    }
    writer.start()
    defer { writer.cancel() }
    // A read may fall between two writes; not every one does.
    var errors: [FileError] = []
    for _ in 0..<10_000 where errors.isEmpty { errors = read("input.yaml").errors }
    #expect(errors.map(\.kind) == [.changedWhileRead])
    #expect(errors.first?.help == "run again")
  }
}
