import Glibc

/// A whole output tree in memory.
struct GoldenTree {
  struct File {
    var bytes: [UInt8]
    /// Only its owner may read it, so what is in it is never shown.
    var isSecret: Bool
  }

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
    try tree.add(folder, path: path, prefix: "")
    return tree
  }

  /// The bytes of a single file; nil when it is not there.
  static func file(_ path: String) throws(FileError) -> [UInt8]? {
    guard let file = FileDescriptor.open(path, O_RDONLY) else {
      if errno == ENOENT { return nil }
      throw .reading(path, errno)
    }
    return try FileContents.read(file, path: path, limit: .max - 1)
  }

  private mutating func add(
    _ folder: borrowing FileDescriptor, path: String, prefix: String
  ) throws(FileError) {
    guard let entries = FolderEntry.list(folder) else { throw .reading(path, errno) }
    for entry in entries {
      let name = prefix + entry.display
      if entry.type == Int(DT_DIR) {
        guard let child = FileDescriptor.openFolder(entry.name, in: folder.number) else { throw .reading(name, errno) }
        try add(child, path: "\(path)/\(entry.display)", prefix: name + "/")
      } else {
        guard let file = FileDescriptor.open(entry.name, in: folder.number, O_RDONLY | O_NONBLOCK),
          let status = file.status()
        else { throw .reading("\(path)/\(entry.display)", errno) }
        let bytes = try FileContents.read(file, path: "\(path)/\(entry.display)", limit: .max - 1)
        files[name] = File(bytes: bytes, isSecret: status.permissions & 0o077 == 0)
      }
    }
  }

  /// Puts this tree in the place of whatever is there.
  func write(to path: String) throws(FileError) {
    let failure = FolderRemover.remove(path, in: AT_FDCWD)
    guard failure == 0 else { throw .writing(path, failure) }
    var folders: Set<String> = []
    for name in paths {
      let file = "\(path)/\(name)"
      for slash in file.indices.dropFirst(path.count) where file[slash] == "/" {
        let folder = String(file[..<slash])
        if folders.insert(folder).inserted, mkdir(folder, 0o777) != 0 { throw .writing(folder, errno) }
      }
      let failure = (files[name]?.bytes ?? []).withUnsafeBytes {
        // Readable for all: a version control system keeps no other mode.
        OutputFile.create(file, in: AT_FDCWD, [$0], isSecret: false)
      }
      guard failure == 0 else { throw .writing(file, failure) }
    }
  }
}
