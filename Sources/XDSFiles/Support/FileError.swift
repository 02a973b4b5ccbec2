import Glibc

/// Why the tool could not do its work with a file or folder. The exit code for it is 2.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Kind: Equatable, Sendable {
    /// Nothing is there.
    case missing
    /// It is there but cannot be opened or read.
    case unreadable
    /// A socket, a device or the like where an input should be.
    case notFileOrFolder
    /// A folder in which no input was found.
    case noInput
    /// The file changed while it was being read.
    case changedWhileRead
    /// Another run changed the file between this one's reading and writing it.
    case changedWhileUsed
    /// More bytes than an input may have.
    case tooLarge
    /// Not, or no more, what a compile wrote.
    case notCompiled
    /// A compiled folder that is no part of the whole to be made.
    case notJoinable
    /// A dependency file cannot name it.
    case unnameable
    /// A path of an output has a component that could lead elsewhere.
    case unsafePath
    /// Two outputs of one run have the same path.
    case writtenTwice
    /// Something that is not ours lies where an output belongs.
    case inTheWay
    /// The output folder is something that cannot be replaced as a whole.
    case notReplaceable
    /// It cannot be created, written or renamed.
    case unwritable
    /// The disk or the quota is full.
    case full
  }

  public var kind: Kind
  /// The path as the user gave it, or below that.
  public var path: String
  /// What is wrong, without the path.
  public var message: String
  /// What to do about it, where that is certain.
  public var help: String?

  public init(_ kind: Kind, _ path: String, _ message: String, help: String? = nil) {
    self.kind = kind
    self.path = path
    self.message = message
    self.help = help
  }

  /// `path: message`, without the help.
  public var description: String { "\(path): \(message)" }
}

extension FileError {
  static func reading(_ path: String, _ code: Int32) -> FileError {
    switch code {
    case ENOENT, ENOTDIR: FileError(.missing, path, text(ofErrno: code))
    // A socket cannot even be opened.
    case ENXIO: FileError(.unreadable, path, notFileMessage)
    default: FileError(.unreadable, path, text(ofErrno: code))
    }
  }

  /// Where only a file will do.
  static func notFile(_ path: String, _ status: stat) -> FileError {
    FileError(.unreadable, path, status.isFolder ? "is a folder" : notFileMessage)
  }

  private static let notFileMessage = "is not a file"

  static func writing(_ path: String, _ code: Int32) -> FileError {
    switch code {
    case ENOSPC, EDQUOT:
      FileError(.full, path, text(ofErrno: code), help: "free some space and run again; nothing was changed")
    default:
      FileError(.unwritable, path, text(ofErrno: code))
    }
  }

  /// A folder in more others than are gone through.
  static func tooDeep(_ path: String) -> FileError {
    FileError(.unreadable, path, "is a folder more than \(FolderEntry.deepest) levels deep")
  }

  static func text(ofErrno code: Int32) -> String { String(cString: strerror(code)) }
}
