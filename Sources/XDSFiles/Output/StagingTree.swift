import CLinux
import Glibc

/// The new tree while it grows, beside the one it will replace. Locked as long as this value lives.
final class StagingTree: Sendable {
  let folder: FileDescriptor
  private let parent: TreeParent

  /// - Parameter whenWaiting: called before waiting for another run.
  init(_ parent: TreeParent, whenWaiting: () -> Void = {}) throws(FileError) {
    let name = parent.staging
    let made = name.take(whenWaiting: whenWaiting) {
      guard mkdirat(name.folder, name.path, 0o777) == 0 else { return nil }
      if let folder = FileDescriptor.openFolder(name.path, in: name.folder) { return folder }
      // Another run has removed it as a leftover, and the name is to be had again.
      if errno == ENOENT { errno = EEXIST }
      return nil
    }
    guard let made else {
      throw .staging(parent.path, errno)
    }
    folder = made
    self.parent = parent
  }

  /// Puts this tree in the place of the old one in a single step, then removes the old one.
  func replace(_ old: OldTree?) throws(FileError) {
    let (number, name, staging) = (parent.folder.number, parent.name, parent.staging)
    guard let old else {
      guard renameat(number, staging.path, number, name) == 0 else { throw renaming(errno) }
      return
    }
    guard old.folder.has(name, in: number) else {
      throw FileError(.notReplaceable, parent.path, "was replaced by another program meanwhile", help: "run again")
    }
    guard renameat2(number, staging.path, number, name, XDS_RENAME_EXCHANGE) == 0 else { throw renaming(errno) }
    // The new tree is in place: what cannot be removed now is the next run's leftover.
    staging.remove()
  }

  /// Removes it, with everything in it.
  func discard() {
    parent.staging.remove()
  }

  private func renaming(_ code: Int32) -> FileError {
    switch code {
    case EBUSY, EXDEV:
      .mountPoint(parent.path)
    case EINVAL, ENOSYS, EOPNOTSUPP:
      FileError(
        .notReplaceable, parent.path, "its file system cannot exchange two folders in one step",
        help: "write to a folder that does not exist yet, or to another file system")
    default:
      .writing(parent.path, code)
    }
  }
}

extension FileError {
  fileprivate static func staging(_ path: String, _ code: Int32) -> FileError {
    var error = FileError.writing(path, code)
    if [EACCES, EPERM, EROFS].contains(code) {
      error.help = "make the folder above it writable: a tree is replaced as a whole"
    }
    return error
  }
}
