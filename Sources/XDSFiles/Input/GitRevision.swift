import XDSCompiler

/// A file or a folder as a commit has it, read by git: `git:REV:PATH`.
public struct GitRevision: FileStore {
  public static let prefix = "git:"

  fileprivate struct Entry {
    /// Below the folder; empty for a file by itself.
    var path: String
    /// Of its content.
    var id: String
    var isFile: Bool
  }

  public let name: String
  public let isFolder: Bool
  private let revision: String
  private let path: String
  private let git: Git
  private let maximumSize: Int
  private let entries: [Entry]

  /// Looks it up.
  ///
  /// - Parameters:
  ///   - name: `git:REV:PATH`, in which `REV:PATH` is what `git show` takes: a path that begins with `./` is relative to
  ///     the folder, others to the repository.
  ///   - folder: a folder of the repository. Default: the current one.
  ///   - maximumSize: the most bytes that are read at a time. Default: as many as of all inputs.
  public init(
    _ name: String, in folder: String = ".", maximumSize: Int = InputReader.sizeLimit
  ) throws(FileError) {
    self.name = name
    self.maximumSize = maximumSize
    git = Git(folder: folder, name: name)
    let object = name.dropFirst(GitRevision.prefix.count)
    guard let colon = GitRevision.colon(object) else {
      throw FileError(.unreadable, name, "names no path", help: "write git:REV:PATH")
    }
    revision = String(object[..<colon])
    path = String(object[object.index(after: colon)...])
    guard let (id, type, _) = try git.object(String(object)) else {
      let isKnown = try git.object("\(revision)^{tree}") != nil
      throw FileError(.missing, name, isKnown ? "is not in this revision" : "git knows no revision \"\(revision)\"")
    }
    switch type {
    case "tree":
      isFolder = true
      entries = try GitRevision.entries(ofTree: id, git)
    case "blob":
      isFolder = false
      entries = [Entry(path: "", id: id, isFile: true)]
    default:
      throw .notFileOrFolder(name)
    }
  }

  public var pathComponents: [String] { path.split(separator: "/").filter { $0 != "." }.map(String.init) }

  public func paths() -> [String] { entries.filter(\.isFile).map(\.path) }

  public func read(_ paths: [String]) throws(FileError) -> [[UInt8]] {
    let files = Dictionary(entries.map { ($0.path, $0) }) { first, _ in first }
    var ids: [String] = []
    for path in paths {
      guard let file = files[path] else { throw FileError(.missing, name(of: path), "is not in this revision") }
      guard file.isFile else { throw .notFileOrFolder(name(of: path)) }
      ids.append(file.id)
    }
    try checkSize(of: ids, paths)
    return try git.contents(ids)
  }

  /// Before git gives contents, as all of them come into memory.
  private func checkSize(of ids: [String], _ paths: [String]) throws(FileError) {
    guard !ids.isEmpty else { return }
    var room = maximumSize
    for (object, path) in zip(try git.objects(ids), paths) {
      room -= object?.size ?? 0
      guard room >= 0 else { throw .tooLargeTogether(name(of: path), maximumSize) }
    }
  }

  public func inputs(lockPath: String?) throws(FileError) -> [SourceFile] {
    let lockID = try lockPath.flatMap(sibling)?.entries.first?.id
    let paths = entries.filter { entry in
      entry.id != lockID && (!isFolder || InputFinder.isInput(entry.path) && !entry.isHidden)
    }.map(\.path)
    guard !paths.isEmpty else { throw .noInput(name) }
    return zip(paths, try read(paths)).map { SourceFile(path: name(of: $0), bytes: $1) }
  }

  public func lock(_ path: String) throws(FileError) -> SourceFile? {
    guard let file = try sibling(path) else { return nil }
    return SourceFile(path: file.name, bytes: try file.read([""]).first ?? [])
  }

  /// What the same revision has where `path` leads from the current folder; nil where there was nothing.
  private func sibling(_ path: String) throws(FileError) -> GitRevision? {
    guard !path.hasPrefix("/") else {
      throw FileError(.unreadable, path, "is to be read at a revision", help: "give its path from the current folder")
    }
    return try? GitRevision("\(GitRevision.prefix)\(revision):./\(path)", in: git.folder)
  }

  /// The colon before the path: the first that is not between braces, as in `HEAD@{12:30}:path`.
  private static func colon(_ object: Substring) -> Substring.Index? {
    var isInBraces = false
    return object.indices.first { index in
      if object[index] == "{" || object[index] == "}" { isInBraces = object[index] == "{" }
      return object[index] == ":" && !isInBraces
    }
  }

  private static func entries(ofTree id: String, _ git: Git) throws(FileError) -> [Entry] {
    // `<mode> <type> <id>`, a tab, the path, NUL.
    try git.run(["ls-tree", "-r", "-z", "--full-tree", id]).split(separator: 0).compactMap { line in
      let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
      let words = parts[0].split(separator: " ").map(String.init)
      guard parts.count == 2, words.count == 3 else { return nil }
      return Entry(path: parts[1], id: words[2], isFile: words[0].hasPrefix("100"))
    }.sorted { $0.path.isBefore($1.path) }
  }
}

extension GitRevision.Entry {
  fileprivate var isHidden: Bool { path.split(separator: "/").contains { $0.hasPrefix(".") } }
}
