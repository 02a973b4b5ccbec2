import Glibc

/// Carries from an old tree into a new one what this run did not write: unchanged outputs and everything that is the
/// user's. Files are hard links, so that they keep their inode and modification time; folders are made anew.
struct TreeCarrier {
  /// The tree as the user gave it, for errors.
  let tree: String
  /// Outputs of the old tree that no longer are.
  let stale: Set<String>
  private(set) var removed = 0

  init(tree: String, stale: Set<String>) {
    self.tree = tree
    self.stale = stale
  }

  mutating func carry(_ old: borrowing FileDescriptor, to new: borrowing FileDescriptor) throws(FileError) {
    _ = try carry(old, to: new, prefix: "", depth: 0)
    try keepAttributes(of: old, on: new, path: tree)
  }

  /// Whether the new folder has a reason to exist: something in it, or the old one was empty too.
  private mutating func carry(
    _ old: borrowing FileDescriptor, to new: borrowing FileDescriptor, prefix: String, depth: Int
  ) throws(FileError) -> Bool {
    guard let entries = FolderEntry.list(old) else { throw .reading("\(tree)/\(prefix)", errno) }
    var isNeeded = entries.isEmpty
    for entry in entries {
      let path = prefix + entry.display
      if entry.type == Int(DT_DIR) {
        isNeeded = try carryFolder(entry, path: path, from: old, to: new, depth: depth + 1) || isNeeded
      } else if stale.contains(path) {
        removed += 1
      } else {
        // A name that is there already was written by this run.
        guard linkat(old.number, entry.name, new.number, entry.name, 0) == 0 || errno == EEXIST else {
          throw .carrying("\(tree)/\(path)", errno)
        }
        isNeeded = true
      }
    }
    return isNeeded
  }

  private mutating func carryFolder(
    _ entry: FolderEntry, path: String, from old: borrowing FileDescriptor, to new: borrowing FileDescriptor, depth: Int
  ) throws(FileError) -> Bool {
    let fullPath = "\(tree)/\(path)"
    guard depth <= FolderEntry.deepest else { throw .tooDeep(fullPath) }
    guard let oldChild = FileDescriptor.openFolder(entry.name, in: old.number), let status = oldChild.status() else {
      throw .reading(fullPath, errno)
    }
    // A mount point, which a rename cannot move.
    guard status.st_dev == old.status()?.st_dev else { throw .carrying(fullPath, EXDEV) }
    let isNew = mkdirat(new.number, entry.name, S_IRWXU) == 0
    guard isNew || errno == EEXIST, let newChild = FileDescriptor.openFolder(entry.name, in: new.number) else {
      throw .writing(fullPath, errno)
    }
    let isNeeded = try carry(oldChild, to: newChild, prefix: path + "/", depth: depth)
    if isNew, !isNeeded {
      guard unlinkat(new.number, entry.name, AT_REMOVEDIR) == 0 else { throw .writing(fullPath, errno) }
      return false
    }
    try keepAttributes(of: oldChild, on: newChild, path: fullPath)
    if isNew {
      var times = [status.st_atim, status.st_mtim]
      guard futimens(newChild.number, &times) == 0 else { throw .writing(fullPath, errno) }
    }
    return true
  }

  /// Last, because a folder that nobody may write is filled before it becomes one.
  private func keepAttributes(
    of old: borrowing FileDescriptor, on new: borrowing FileDescriptor, path: String
  ) throws(FileError) {
    guard let before = old.status(), let now = new.status() else { throw .reading(path, errno) }
    if before.st_uid != now.st_uid || before.st_gid != now.st_gid {
      guard fchown(new.number, before.st_uid, before.st_gid) == 0 else { throw .writing(path, errno) }
    }
    if before.permissions != now.permissions {
      guard fchmod(new.number, before.permissions) == 0 else { throw .writing(path, errno) }
    }
  }
}

extension FileError {
  /// A file that cannot be linked into the new tree.
  fileprivate static func carrying(_ path: String, _ code: Int32) -> FileError {
    switch code {
    case EXDEV:
      FileError(.notReplaceable, path, "is a mount point", help: "move it out of the output folder")
    case EPERM, EMLINK, EOPNOTSUPP:
      FileError(
        .notReplaceable, path, "cannot be hard-linked: \(text(ofErrno: code))",
        help: "write to a folder that does not exist yet")
    default:
      .writing(path, code)
    }
  }
}
