import XDSCompiler

/// A file, or a folder with files, wherever it is.
public protocol FileStore: Sendable {
  /// As the user gave it.
  var name: String { get }
  var isFolder: Bool { get }
  /// The names of the folders that lead to it, as far as they are known, and its own.
  var pathComponents: [String] { get }
  /// The files in it, in its folders and in theirs, as deep as a compiled tree goes, sorted by the bytes of their paths;
  /// of a file, one empty path.
  func paths() throws(FileError) -> [String]
  /// The contents of some of the paths, in their order.
  func read(_ paths: [String]) throws(FileError) -> [[UInt8]]
  /// The files that a compile of it reads.
  ///
  /// - Parameter lockPath: the lock file, which is none of them.
  func inputs(lockPath: String?) throws(FileError) -> [SourceFile]
  /// The lock file that goes with it: that at this path, at the same time; nil when there was none.
  func lock(_ path: String) throws(FileError) -> SourceFile?
}

extension FileStore {
  /// How users see one of its files.
  public func name(of path: String) -> String { path.isEmpty ? name : "\(name)/\(path)" }
}
