import Glibc
import XDSCompiler

/// A file or folder on disk, or standard input.
public struct CurrentFiles: FileStore {
  public let name: String
  public let isFolder: Bool

  /// - Parameter name: a path, or `-`.
  public init(_ name: String) throws(FileError) {
    self.name = name
    guard name != "-" else {
      isFolder = false
      return
    }
    guard let status = lookUp(name, followingLinks: true) else { throw .reading(name, errno) }
    isFolder = status.isFolder
  }

  public var pathComponents: [String] {
    guard let real = realpath(name, nil) else { return [] }
    defer { free(real) }
    return String(cString: real).split(separator: "/").map(String.init)
  }

  public func paths() throws(FileError) -> [String] {
    guard isFolder else { return [""] }
    var paths: [String] = []
    try list(name, prefix: "", depth: 2, into: &paths)
    return paths.sorted { $0.isBefore($1) }
  }

  public func read(_ paths: [String]) throws(FileError) -> [[UInt8]] {
    guard isFolder else { return try inputs(lockPath: nil).map(\.bytes) }
    var contents: [[UInt8]] = []
    for path in paths { contents.append(try InputReader().readFile(name(of: path)).bytes) }
    return contents
  }

  public func inputs(lockPath: String?) throws(FileError) -> [SourceFile] {
    let read = InputReader(excluded: [lockPath].compactMap(\.self)).read([name])
    if let error = read.errors.first { throw error }
    return read.files.map(\.source)
  }

  public func lock(_ path: String) throws(FileError) -> SourceFile? { try CurrentFiles.lock(path) }

  /// A lock file; nil when there is none yet.
  public static func lock(_ path: String) throws(FileError) -> SourceFile? {
    do {
      return try InputReader().readFile(path)
    } catch {
      guard error.kind == .missing else { throw error }
      return nil
    }
  }

  private func list(
    _ path: String, prefix: String, depth: Int, into paths: inout [String]
  ) throws(FileError) {
    guard let folder = FileDescriptor.openFolder(path, followingLinks: true), let entries = FolderEntry.list(folder)
    else { throw .reading(path, errno) }
    for entry in entries where !entry.isHidden {
      if entry.type != Int(DT_DIR) {
        paths.append(prefix + entry.display)
      } else if depth > 0 {
        try list("\(path)/\(entry.display)", prefix: "\(prefix)\(entry.display)/", depth: depth - 1, into: &paths)
      }
    }
  }
}
