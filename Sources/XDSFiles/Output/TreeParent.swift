import Glibc

/// The folder above an output tree, locked against other runs for as long as this value lives.
final class TreeParent: Sendable {
  let folder: FileDescriptor
  /// The tree's own name in it.
  let name: String

  /// - Parameter whenWaiting: called once when another run holds the lock.
  init(of directory: String, whenWaiting: () -> Void) throws(FileError) {
    var path = Substring(directory)
    while path.hasSuffix("/") { path.removeLast() }
    let slash = path.lastIndex(of: "/")
    name = String(slash.map { path[path.index(after: $0)...] } ?? path)
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard !["", ".", ".."].contains(name) else {
      throw FileError(
        .notReplaceable, directory, "cannot be replaced as a whole", help: "name a folder inside it as the output")
    }
    guard let folder = FileDescriptor.openFolder(parent, followingLinks: true) else {
      throw FileError(
        errno == ENOENT ? .missing : .unwritable, parent, FileError.text(ofErrno: errno),
        help: errno == ENOENT ? "create the folder above the output folder first" : nil)
    }
    let failure = Self.lock(folder.number, whenWaiting)
    guard failure == 0 else {
      throw FileError(.unwritable, parent, "cannot be locked: \(FileError.text(ofErrno: failure))")
    }
    self.folder = folder
  }

  /// 0 or the `errno`. The lock belongs to the open folder and ends with it, however the process ends.
  private static func lock(_ number: Int32, _ whenWaiting: () -> Void) -> Int32 {
    if flock(number, LOCK_EX | LOCK_NB) == 0 { return 0 }
    guard errno == EWOULDBLOCK else { return errno }
    whenWaiting()
    while flock(number, LOCK_EX) != 0 {
      if errno != EINTR { return errno }
    }
    return 0
  }

  /// Lets the next run go on.
  func unlock() {
    _ = flock(folder.number, LOCK_UN)
  }

  /// The tree that is there now; nil when none is.
  func openTree(path: String) throws(FileError) -> OldTree? {
    guard let status = lookUp(name, in: folder.number) else {
      if errno == ENOENT { return nil }
      throw .reading(path, errno)
    }
    if status.isSymbolicLink {
      throw FileError(
        .notReplaceable, path, "is a symbolic link", help: "give the folder it leads to, or remove the link")
    }
    guard status.isFolder else { throw FileError(.notReplaceable, path, "is not a folder", help: "move it away") }
    if let own = folder.status(), own.st_dev != status.st_dev { throw .mountPoint(path) }
    guard let tree = FileDescriptor.openFolder(name, in: folder.number) else { throw .reading(path, errno) }
    return OldTree(tree, identity: status.identity)
  }
}

extension FileError {
  static func mountPoint(_ path: String) -> FileError {
    FileError(
      .notReplaceable, path, "is a mount point, or part of a lower layer of an overlay, and cannot be replaced",
      help: "name a folder inside it as the output")
  }
}
