import Glibc

/// A folder that shows what a compile must give.
///
/// It holds `input/`, `args` or both, and what they must lead to: `expected/`, the tree that `compile -o` writes, and
/// `stderr.txt`. A file that is absent means that nothing of its kind may come.
public struct GoldenCase: Sendable, Hashable {
  public let path: String

  /// Every case below these folders, sorted by the bytes of their paths. A case lies in no other.
  ///
  /// A folder that only has `expected/` or `stderr.txt` counts too, so that a case that lost its input is noticed.
  public static func find(below folders: [String]) throws(FileError) -> [GoldenCase] {
    var paths: Set<String> = []
    for folder in folders {
      var path = folder
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      var found: Set<String> = []
      try find(path, into: &found)
      guard !found.isEmpty else { throw FileError(.noInput, folder, "no golden case in this folder") }
      paths.formUnion(found)
    }
    return paths.sorted { $0.isBefore($1) }.map(GoldenCase.init)
  }

  private static func find(_ path: String, into paths: inout Set<String>) throws(FileError) {
    guard let folder = FileDescriptor.openFolder(path, followingLinks: true), let entries = FolderEntry.list(folder)
    else { throw .reading(path, errno) }
    if entries.contains(where: { ["input", "args", "expected", "stderr.txt"].contains($0.display) }) {
      paths.insert(path)
      return
    }
    for entry in entries where entry.type == Int(DT_DIR) && !entry.isHidden {
      try find("\(path)/\(entry.display)", into: &paths)
    }
  }

  var hasInput: Bool { lookUp("\(path)/input")?.isFolder == true }
  var hasArguments: Bool { lookUp("\(path)/args") != nil }
  var expectedPath: String { "\(path)/expected" }
  var standardErrorPath: String { "\(path)/stderr.txt" }

  /// The lines of `args`, less empty ones and `#` comments, and then `input`, unless a line names that or something in it.
  func arguments() throws(FileError) -> [String] {
    var arguments: [String] = []
    if hasArguments {
      let text = String(decoding: try GoldenTree.file("\(path)/args") ?? [], as: UTF8.self)
      arguments = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }
    let namesInput = arguments.contains { $0 == "input" || $0.hasPrefix("input/") }
    return hasInput && !namesInput ? arguments + ["input"] : arguments
  }
}
