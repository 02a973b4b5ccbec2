import Glibc

/// A folder that shows what a command must give.
///
/// The command is `compile`, of `input/` with the options in `args`, or any verb, as `command` has it. What it must lead
/// to: `expected/`, the tree that `compile -o` writes, `stdout.txt` and `stderr.txt`, and `exit`, the exit code where it
/// is not what `stderr.txt` implies. A file that is absent means that nothing of its kind may come.
public struct GoldenCase: Sendable, Hashable {
  public let path: String

  /// Every case below these folders, sorted by the bytes of their paths. A case lies in no other.
  ///
  /// A folder that only has what is expected counts too, so that a case that lost its input is noticed.
  public static func find(below folders: [String]) throws(FileError) -> [GoldenCase] {
    var paths: Set<String> = []
    for folder in folders {
      var path = folder
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      var found: Set<String> = []
      try find(path, into: &found, depth: 0)
      guard !found.isEmpty else { throw FileError(.noInput, folder, "no golden case in this folder") }
      paths.formUnion(found)
    }
    return paths.sorted { $0.isBefore($1) }.map(GoldenCase.init)
  }

  private static func find(_ path: String, into paths: inout Set<String>, depth: Int) throws(FileError) {
    guard depth <= FolderEntry.deepest else { throw .tooDeep(path) }
    guard let folder = FileDescriptor.openFolder(path, followingLinks: true), let entries = FolderEntry.list(folder)
    else { throw .reading(path, errno) }
    if entries.contains(where: { parts.contains($0.display) }) {
      paths.insert(path)
      return
    }
    for entry in entries where entry.type == Int(DT_DIR) && !entry.isHidden {
      try find("\(path)/\(entry.display)", into: &paths, depth: depth + 1)
    }
  }

  /// So many bytes does Linux let a command line have.
  private static let longestCommand = 2 << 20

  /// What makes a folder a case.
  private static let parts = ["input", "args", "command", "expected", "stdout.txt", "stderr.txt"]

  var hasInput: Bool { lookUp("\(path)/input")?.isFolder == true }
  var hasArguments: Bool { lookUp("\(path)/args") != nil }
  var hasCommand: Bool { lookUp("\(path)/command") != nil }
  var expectedPath: String { "\(path)/expected" }

  /// The verb to run and its arguments: what `command` says; else `compile`, which writes to `output`, with what `args`
  /// says, and then `input`, unless that names it or something in it.
  func command(output: String) throws(FileError) -> [String] {
    if hasCommand { return try lines("command") }
    let arguments = try lines("args")
    let namesInput = arguments.contains { $0 == "input" || $0.hasPrefix("input/") }
    return ["compile"] + (hasInput && !namesInput ? arguments + ["input"] : arguments) + ["-o", output]
  }

  /// The lines of a file, less empty ones and `#` comments; none where there is no file.
  private func lines(_ name: String) throws(FileError) -> [String] {
    let bytes = try FileContents.read("\(path)/\(name)", limit: GoldenCase.longestCommand)
    let text = String(decoding: bytes ?? [], as: UTF8.self)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
  }
}
