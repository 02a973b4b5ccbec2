import Glibc

/// Removes a whole folder, following no symbolic link.
enum FolderRemover {
  /// Removes whatever has this name; a name that is not there is fine. 0 or the `errno`.
  static func remove(_ name: UnsafePointer<CChar>, in folder: Int32) -> Int32 { remove(name, in: folder, depth: 0) }

  private static func remove(_ name: UnsafePointer<CChar>, in folder: Int32, depth: Int) -> Int32 {
    if unlinkat(folder, name, 0) == 0 || errno == ENOENT { return 0 }
    guard errno == EISDIR || errno == EPERM else { return errno }
    guard depth <= FolderEntry.deepest else { return ENAMETOOLONG }
    guard let child = FileDescriptor.openFolder(name, in: folder) ?? unlocked(name, in: folder) else { return errno }
    // Without write permission on a folder its entries could not be unlinked.
    _ = fchmod(child.number, S_IRWXU)
    guard let entries = FolderEntry.list(child) else { return errno }
    for entry in entries {
      let failure = remove(entry.name, in: child.number, depth: depth + 1)
      if failure != 0 { return failure }
    }
    return unlinkat(folder, name, AT_REMOVEDIR) == 0 ? 0 : errno
  }

  private static func unlocked(_ name: UnsafePointer<CChar>, in folder: Int32) -> FileDescriptor? {
    guard errno == EACCES, fchmodat(folder, name, S_IRWXU, 0) == 0 else { return nil }
    return FileDescriptor.openFolder(name, in: folder)
  }
}
