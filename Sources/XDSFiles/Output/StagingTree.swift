import CLinux
import Glibc

/// The new tree while it grows, beside the one it will replace.
final class StagingTree: Sendable {
  let folder: FileDescriptor
  private let parent: TreeParent
  private let name: String

  static func name(for tree: String) -> String { ".\(tree).xdsc-staging" }

  /// Removes what a run that was killed left behind: its staged tree, or the old one that it had already replaced.
  static func removeLeftover(_ parent: TreeParent) throws(FileError) {
    let name = name(for: parent.name)
    let failure = FolderRemover.remove(name, in: parent.folder.number)
    guard failure == 0 else {
      throw FileError(
        .unwritable, name, "a killed run left it and it cannot be removed: \(FileError.text(ofErrno: failure))",
        help: "remove it by hand")
    }
  }

  /// - Parameter path: for errors, the tree as the user gave it.
  init(_ parent: TreeParent, path: String) throws(FileError) {
    let name = Self.name(for: parent.name)
    guard mkdirat(parent.folder.number, name, 0o777) == 0,
      let folder = FileDescriptor.openFolder(name, in: parent.folder.number)
    else { throw .writing(path, errno) }
    self.folder = folder
    self.parent = parent
    self.name = name
  }

  /// Puts this tree in the place of the old one in a single step, then removes the old one.
  func replace(_ old: OldTree?, path: String) throws(FileError) {
    let number = parent.folder.number
    guard let old else {
      guard renameat(number, name, number, parent.name) == 0 else { throw Self.renaming(path, errno) }
      return
    }
    guard lookUp(parent.name, in: number)?.identity == old.identity else {
      throw FileError(.notReplaceable, path, "was replaced by another program meanwhile", help: "run again")
    }
    guard renameat2(number, name, number, parent.name, XDS_RENAME_EXCHANGE) == 0 else {
      throw Self.renaming(path, errno)
    }
    // The new tree is in place: what cannot be removed now is the next run's leftover.
    _ = FolderRemover.remove(name, in: number)
  }

  /// Removes it, with everything in it.
  func discard() {
    _ = FolderRemover.remove(name, in: parent.folder.number)
  }

  private static func renaming(_ path: String, _ code: Int32) -> FileError {
    switch code {
    case EBUSY, EXDEV:
      .mountPoint(path)
    case EINVAL, ENOSYS, EOPNOTSUPP:
      FileError(
        .notReplaceable, path, "its file system cannot exchange two folders in one step",
        help: "write to a folder that does not exist yet, or to another file system")
    default:
      .writing(path, code)
    }
  }
}
