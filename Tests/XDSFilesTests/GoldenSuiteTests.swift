import Foundation
import Testing

@testable import XDSFiles

/// The compiler of these tests copies `input/` to the output, and says on stderr what `message` holds. Other verbs say
/// their arguments on stdout, and end with the verb as their exit code.
@Suite struct GoldenSuiteTests {
  private let folder: TestFolder
  private let suite = GoldenSuite { arguments, workingDirectory in
    let files = FileManager.default
    let message = files.contents(atPath: workingDirectory + "/message") ?? Data()
    func ended(_ exitCode: Int32, output: String = "") -> GoldenSuite.Run {
      .init(exitCode: exitCode, standardOutput: Array(output.utf8), standardError: Array(message))
    }
    guard arguments.first == "compile" else {
      return ended(Int32(arguments[0]) ?? 0, output: arguments.dropFirst().map { "\($0)\n" }.joined())
    }
    let text = String(decoding: message, as: UTF8.self)
    if text.contains("internal") { return ended(2) }
    if text.contains("disk is full") {
      return .init(exitCode: 2, standardOutput: [], standardError: Array("error: \(arguments.last ?? ""): full".utf8))
    }
    if text.contains("error:") { return ended(1) }
    try? files.copyItem(atPath: workingDirectory + "/" + arguments[arguments.count - 3], toPath: arguments.last ?? "")
    return ended(0)
  }

  init() throws { folder = try TestFolder() }

  private func check(_ name: String) throws -> GoldenSuite.Outcome { try suite.check(GoldenCase(path: folder[name])) }
  private func update(_ name: String) throws -> GoldenSuite.Outcome { try suite.update(GoldenCase(path: folder[name])) }

  /// The problems of a check, without the command.
  private func problems(_ name: String) throws -> [String] {
    let outcome = try check(name)
    #expect(outcome.kind == (outcome.lines.isEmpty ? .passed : .failed))
    #expect(outcome.lines.first == (outcome.lines.isEmpty ? nil : "xdsc golden update \(folder[name])"))
    return Array(outcome.lines.dropFirst())
  }

  @Test func aFaultOfTheMachineIsNothingToExpect() throws {
    try folder.write("a/input/x", "1")
    #expect(try update("a").kind == .updated)
    try folder.write("a/message", "disk is full")
    for run in [check, update] {
      #expect((#expect(throws: FileError.self) { try run("a") })?.kind == .unwritable)
    }
    #expect(folder.text("a/expected/x") == "1")
    #expect(folder.files() == ["a/expected/x", "a/input/x", "a/message"])
  }

  @Test func whatAKilledUpdateLeftIsRemoved() throws {
    try folder.write("a/input/x", "1")
    for kind in [GoldenSuite.Outcome.Kind.updated, .passed] {
      try folder.write("a/.expected.xdsc-staging/half")
      #expect(try update("a").kind == kind)
      #expect(folder.files() == ["a/expected/x", "a/input/x"])
    }
  }

  @Test func casesAreFoundAtAnyDepth() throws {
    for name in [
      "b/input/x", "a/deep/er/args", "a/lost/stderr.txt", "a/lost too/stdout.txt", "a/.git/input/x",
      "b/input/sub/input/y", "c/notes", "a/verb/command",
    ] {
      try folder.write(name)
    }
    let cases = try GoldenCase.find(below: [folder["b"], folder.path + "/", folder["a"]])
    #expect(cases.map(\.path) == ["a/deep/er", "a/lost", "a/lost too", "a/verb", "b"].map { folder[$0] })
    #expect((#expect(throws: FileError.self) { try GoldenCase.find(below: [folder["c"]]) })?.kind == .noInput)
    #expect((#expect(throws: FileError.self) { try GoldenCase.find(below: [folder["gone"]]) })?.kind == .missing)
  }

  @Test func argumentsAreLines() throws {
    func command(_ name: String) throws -> [String] { try GoldenCase(path: folder[name]).command(output: "out") }
    try folder.write("a/input/x")
    #expect(try command("a") == ["compile", "input", "-o", "out"])
    try folder.write("a/args", "# comment\n--zone\n\neast coast\n")
    #expect(try command("a") == ["compile", "--zone", "east coast", "input", "-o", "out"])
    try folder.write("a/args", "input/x\n--strict")
    #expect(try command("a") == ["compile", "input/x", "--strict", "-o", "out"])
    try folder.write("b/args", "gone.yaml")
    #expect(try command("b") == ["compile", "gone.yaml", "-o", "out"])
    try folder.write("c/input/x")
    try folder.write("c/command", "# comment\ndiff\ninput/x\n\ninput/the other\n")
    #expect(try command("c") == ["diff", "input/x", "input/the other"])
  }

  @Test func aCaseThatMatchesPasses() throws {
    for part in ["input", "expected"] {
      try folder.write("a/\(part)/x", "x")
      try folder.write("a/\(part)/d/y", "y")
    }
    #expect(try problems("a") == [])
    try folder.write("a/message", "input/x:1:1: warning: w\n")
    try folder.write("a/stderr.txt", "input/x:1:1: warning: w\n")
    #expect(try problems("a") == [])
  }

  @Test func everyDifferenceIsTold() throws {
    try folder.write("a/input/new", "")
    try folder.write("a/input/text", "one\ntwo\nthree\n")
    try folder.write("a/input/binary", "ab\0cd")
    try folder.write("a/expected/old", "")
    try folder.write("a/expected/text", "one\n2\nthree\n")
    try folder.write("a/expected/binary", "ab\0ce!")
    try folder.write("a/message", "w\n")
    #expect(
      try problems("a") == [
        "differs: stderr.txt:1", "  - (end of file)", "  + w",
        "differs: expected/binary at byte 4 (6 bytes expected, 5 produced)",
        "missing: expected/new is produced but not expected",
        "orphaned: expected/old is expected but not produced",
        "differs: expected/text:2", "  - 2", "  + two",
      ])
  }

  @Test func aSecretIsNotShown() throws {
    try folder.write("a/input/secrets.yaml", "key: new\n")
    #expect(chmod(folder["a/input/secrets.yaml"], 0o600) == 0)
    try folder.write("a/expected/secrets.yaml", "key: old\n")
    #expect(try problems("a") == ["differs: expected/secrets.yaml:1"])
  }

  @Test func whatExpectsNothingFails() throws {
    try folder.write("a/input/x")
    #expect(try problems("a").first == "it expects nothing: neither expected/ nor stdout.txt nor stderr.txt")
    try folder.makeFolder("a/expected")
    #expect(try problems("a").first == "expected/ is empty")
    try folder.write("a/expected/x")
    try folder.write("a/stderr.txt")
    try folder.write("a/stdout.txt")
    #expect(try problems("a") == ["stdout.txt is empty", "stderr.txt is empty"])
    try folder.write("b/stderr.txt", "x")
    #expect(try problems("b") == ["there is nothing to run: neither input/ nor args nor command"])
    try folder.write("b/args", "x")
    try folder.write("b/command", "x")
    #expect(try problems("b") == ["it has both command and args"])
    try folder.write("c/args", String(repeating: "--zone\n", count: 300_000))
    #expect(throws: FileError(.tooLarge, folder["c/args"], "is larger than 2 MiB")) { try check("c") }
  }

  @Test func theExitCodeFollowsFromTheErrors() throws {
    try folder.write("a/input/x")
    try folder.write("a/message", "a.yaml:1:1: error: bad\n")
    try folder.write("a/stderr.txt", "a.yaml:1:1: error: bad\n")
    #expect(try problems("a") == [])
    let lying = GoldenSuite { _, _ in
      .init(exitCode: 1, standardOutput: [], standardError: Array("warning: w\n".utf8))
    }
    try folder.write("b/input/x")
    try folder.write("b/stderr.txt", "warning: w\n")
    let golden = GoldenCase(path: folder["b"])
    let problem = "exit code 1 instead of 0: stderr has no error"
    #expect(try lying.check(golden).lines.dropFirst() == [problem])
    #expect(try lying.update(golden).lines.dropFirst() == [problem])
  }

  @Test func aCommandMayBeOfAnyVerb() throws {
    try folder.write("a/command", "0\nsaid\n")
    #expect(
      try problems("a") == [
        "it expects nothing: neither expected/ nor stdout.txt nor stderr.txt", "differs: stdout.txt:1",
        "  - (end of file)", "  + said",
      ])
    #expect(try update("a").lines == ["differs: stdout.txt:1", "  - (end of file)", "  + said"])
    #expect(try check("a").kind == .passed)

    try folder.write("a/command", "1\nsaid\n")
    #expect(try problems("a") == ["differs: exit:1", "  - (end of file)", "  + 1"])
    #expect(try update("a").kind == .updated)
    #expect(folder.text("a/exit") == "1\n")
    #expect(try check("a").kind == .passed)

    try folder.write("a/message", "xdsc: error: no\n")
    try folder.write("a/command", "2\n")
    #expect(try update("a").kind == .updated)
    #expect(folder.files(below: "a") == ["command", "message", "stderr.txt"])
    #expect(try check("a").kind == .passed)
  }

  @Test(arguments: [
    ("error: x", true), ("a:1:2: error: x", true), ("::error file=a::x", true), ("{\"severity\":\"error\"}", true),
    ("   14 | a: error: x", false), ("a:1:2: warning: x", false), ("", false),
  ])
  func errorsAreRecognised(line: String, isError: Bool) {
    #expect(GoldenMessages.haveError(Array("note: first\n\(line)\n".utf8)) == isError)
  }

  @Test func updatingRecordsAndTells() throws {
    try folder.write("a/input/d/new", "new")
    try folder.write("a/expected/gone/old", "old")
    try folder.write("a/stderr.txt", "old")
    let outcome = try update("a")
    #expect(outcome.kind == .updated)
    #expect(
      outcome.lines == [
        "differs: stderr.txt:1", "  - old", "  + (end of file)",
        "missing: expected/d/new is produced but not expected",
        "orphaned: expected/gone/old is expected but not produced",
      ])
    #expect(folder.files(below: "a") == ["expected/d/new", "input/d/new"])
    #expect(folder.status("a/expected/gone") == nil)
    #expect(try update("a").kind == .passed)
    #expect(try check("a").kind == .passed)

    try folder.write("a/message", "input/x:1:1: error: e\n")
    #expect(try update("a").kind == .updated)
    #expect(folder.files(below: "a") == ["input/d/new", "message", "stderr.txt"])
    #expect(try check("a").kind == .passed)
  }

  @Test func updatingRecordsNoNonsense() throws {
    try folder.write("a/input/x", "x")
    try folder.write("a/message", "internal error: crash\n")
    try folder.makeFolder("b/input")
    for name in ["a", "b"] {
      #expect(try update(name).kind == .failed)
      #expect(folder.status("\(name)/expected") == nil)
      #expect(folder.status("\(name)/stderr.txt") == nil)
    }
  }

  @Test func theCommandCanBePasted() throws {
    try folder.write("it's a case/input/x")
    let outcome = try check("it's a case")
    #expect(outcome.lines.first == "xdsc golden update '\(folder.path)/it'\\''s a case'")
  }
}
