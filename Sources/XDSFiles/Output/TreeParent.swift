import Glibc

/// The folder above an output tree.
final class TreeParent: Sendable {
  let folder: FileDescriptor
  /// The tree's own name in it.
  let name: String
  /// The tree as the user gave it, for errors.
  let path: String

  init(of directory: String) throws(FileError) {
    var path = Substring(directory)
    while path.hasSuffix("/") { path.removeLast() }
    self.path = String(path)
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
    self.folder = folder
  }

  var staging: StagingName { StagingName(for: name, in: folder.number) }

  /// What a run that has its turn with a tree starts from: the tree that is there, or where none is, a new one.
  enum Turn {
    case old(OldTree)
    case new(StagingTree)
  }

  /// Locks the tree against other runs and removes what a killed one left.
  ///
  /// The lock is on the tree itself, so that trees in one folder do not wait for each other and nothing is left to remove;
  /// where there is none yet, on the one that will be it.
  ///
  /// - Parameter whenWaiting: called once when another run has the lock.
  func takeTurn(whenWaiting: () -> Void) throws(FileError) -> Turn {
    var hasWaited = false
    func wait() {
      if !hasWaited { whenWaiting() }
      hasWaited = true
    }
    while true {
      if let tree = try openTree() {
        let failure = tree.lock(whenWaiting: wait)
        guard failure == 0 else {
          throw FileError(.unwritable, path, "cannot be locked: \(FileError.text(ofErrno: failure))")
        }
        try removeLeftover(wait)
        if tree.has(name, in: folder.number) { return .old(OldTree(tree)) }
      } else {
        let new = try StagingTree(self, whenWaiting: wait)
        if lookUp(name, in: folder.number) == nil { return .new(new) }
        new.discard()
      }
    }
  }

  /// The tree that is there now; nil when none is.
  private func openTree() throws(FileError) -> FileDescriptor? {
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
    guard let tree = FileDescriptor.openFolder(name, in: folder.number) else {
      if errno == ENOENT { return nil }
      throw .reading(path, errno)
    }
    return tree
  }

  private func removeLeftover(_ whenWaiting: () -> Void) throws(FileError) {
    let failure = staging.removeLeftover(whenWaiting: whenWaiting)
    guard failure == 0 else {
      throw FileError(
        .unwritable, staging.path, "a killed run left it and it cannot be removed: \(FileError.text(ofErrno: failure))",
        help: "remove it by hand")
    }
  }
}

extension FileError {
  static func mountPoint(_ path: String) -> FileError {
    FileError(
      .notReplaceable, path, "is a mount point, or part of a lower layer of an overlay, and cannot be replaced",
      help: "name a folder inside it as the output")
  }
}
