import Glibc

/// What a command says, as the files of a case hold it.
struct GoldenTexts {
  private static let outputName = "stdout.txt"
  private static let errorName = "stderr.txt"
  private static let exitName = "exit"
  private static let names = [outputName, errorName, exitName]

  /// Contents by name; those without any are not there.
  private var texts: [String: [UInt8]]
  /// Names of files that are there and hold nothing, which says the same as no file.
  private(set) var empty: [String] = []

  /// What came of running a case. The exit code of a compile is never written down: its errors tell it.
  init(_ run: GoldenSuite.Run, of golden: GoldenCase) {
    let isImplied = !golden.hasCommand || run.exitCode == GoldenMessages.impliedExitCode(run.standardError)
    texts = [
      Self.outputName: run.standardOutput, Self.errorName: run.standardError,
      Self.exitName: isImplied ? [] : Array("\(run.exitCode)\n".utf8),
    ].filter { !$0.value.isEmpty }
  }

  private init(_ texts: [String: [UInt8]]) {
    self.texts = texts.filter { !$0.value.isEmpty }
    empty = Self.names.filter { texts[$0]?.isEmpty == true }
  }

  static func read(_ golden: GoldenCase) throws(FileError) -> GoldenTexts {
    var texts: [String: [UInt8]] = [:]
    for name in names { texts[name] = try FileContents.read("\(golden.path)/\(name)") }
    return GoldenTexts(texts)
  }

  /// Whether there is neither output nor error to compare.
  var expectNothing: Bool { texts[Self.outputName] == nil && texts[Self.errorName] == nil }

  /// Makes the files of a case hold this.
  func write(to golden: GoldenCase) throws(FileError) {
    for name in Self.names {
      let path = "\(golden.path)/\(name)"
      if let text = texts[name] {
        try AtomicFile.replace(path: path, contents: text)
      } else if unlink(path) != 0, errno != ENOENT {
        throw .writing(path, errno)
      }
    }
  }

  /// How this differs from what is expected, in lines for people.
  func differences(from expected: GoldenTexts) -> [String] {
    Self.names.flatMap { GoldenDifference.between(expected.texts[$0] ?? [], texts[$0] ?? [], name: $0) }
  }
}
