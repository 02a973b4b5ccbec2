import Glibc

/// A whole output tree in memory.
struct GoldenTree {
  struct File {
    var bytes: [UInt8]
    /// Only its owner may read it, so what is in it is never shown.
    var isSecret: Bool
  }

  /// How many bytes the rest of a tree may have.
  private var room = InputReader.sizeLimit
  /// By path below the tree.
  private(set) var files: [String: File] = [:]

  var paths: [String] { files.keys.sorted { $0.isBefore($1) } }

  /// Nil when no folder is there.
  static func read(_ path: String) throws(FileError) -> GoldenTree? {
    guard let folder = FileDescriptor.openFolder(path, followingLinks: true) else {
      if errno == ENOENT { return nil }
      throw .reading(path, errno)
    }
    var tree = GoldenTree()
    try tree.add(folder, path: path, prefix: "", depth: 0)
    return tree
  }

  private mutating func add(
    _ folder: borrowing FileDescriptor, path: String, prefix: String, depth: Int
  ) throws(FileError) {
    guard depth <= FolderEntry.deepest else { throw .tooDeep(path) }
    guard let entries = FolderEntry.list(folder) else { throw .reading(path, errno) }
    for entry in entries {
      let name = prefix + entry.display
      if entry.type == Int(DT_DIR) {
        guard let child = FileDescriptor.openFolder(entry.name, in: folder.number) else { throw .reading(name, errno) }
        try add(child, path: "\(path)/\(entry.display)", prefix: name + "/", depth: depth + 1)
      } else {
        guard let file = FileDescriptor.open(entry.name, in: folder.number, O_RDONLY | O_NONBLOCK),
          let status = file.status()
        else { throw .reading("\(path)/\(entry.display)", errno) }
        let bytes = try FileContents.read(file, path: "\(path)/\(entry.display)", limit: room)
        room -= bytes.count
        files[name] = File(bytes: bytes, isSecret: status.permissions & 0o077 == 0)
      }
    }
  }

  /// Puts this tree in the place of whatever is there, in one step; with no file in it, nothing is there any more.
  func write(to path: String) throws(FileError) {
    let parent = try TreeParent(of: path)
    switch try parent.takeTurn(whenWaiting: {}) {
    case .new(let staging): try put(staging, over: nil, path)
    case .old(let old): try put(try StagingTree(parent), over: old, path)
    }
  }

  private func put(_ staging: StagingTree, over old: OldTree?, _ path: String) throws(FileError) {
    do throws(FileError) {
      try fill(staging.folder, path)
      try staging.replace(old)
    } catch {
      staging.discard()
      throw error
    }
    guard files.isEmpty else { return }
    let failure = FolderRemover.remove(path, in: AT_FDCWD)
    guard failure == 0 else { throw .writing(path, failure) }
  }

  private func fill(_ folder: borrowing FileDescriptor, _ path: String) throws(FileError) {
    var made: Set<String> = []
    for name in paths {
      for slash in name.indices where name[slash] == "/" {
        let parent = String(name[..<slash])
        if made.insert(parent).inserted, mkdirat(folder.number, parent, 0o777) != 0 {
          throw .writing("\(path)/\(parent)", errno)
        }
      }
      let number = folder.number
      let isSecret = files[name]?.isSecret ?? false
      let failure = (files[name]?.bytes ?? []).withUnsafeBytes {
        // A version control system may forget the mode; until then nobody else has the key.
        OutputFile.create(name, in: number, [$0], isSecret: isSecret)
      }
      guard failure == 0 else { throw .writing("\(path)/\(name)", failure) }
    }
  }
}
