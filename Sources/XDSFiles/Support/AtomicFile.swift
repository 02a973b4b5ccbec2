import Glibc

/// Single files that are replaced whole, such as a lock file.
public enum AtomicFile {
  /// Makes a file hold these bytes: written beside it, then renamed. A file that holds them already is not touched; one
  /// that is replaced keeps its mode. A symbolic link stays, and what it leads to is replaced.
  ///
  /// - Returns: whether the file changed.
  @discardableResult
  public static func replace(path: String, contents: [UInt8]) throws(FileError) -> Bool {
    let target = try resolve(path)
    let old = lookUp(target)
    if let old {
      guard old.isFile else { throw FileError(.inTheWay, path, "is not a file") }
      if Int(old.st_size) == contents.count, try holds(target, contents) { return false }
    }
    let (temporary, file) = try createSibling(of: target, path: path)
    let failure = fill(file, contents, mode: old?.permissions)
    guard failure == 0, rename(temporary, target) == 0 else {
      let code = failure == 0 ? errno : failure
      _ = unlink(temporary)
      throw .writing(path, code)
    }
    return true
  }

  /// Where the name leads, also when nothing is there yet.
  private static func resolve(_ path: String) throws(FileError) -> String {
    var target = path
    for _ in 0..<40 {
      guard let status = lookUp(target), status.isSymbolicLink else { return target }
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      let count = readlink(target, &buffer, Int(PATH_MAX))
      guard count >= 0 else { throw .reading(path, errno) }
      let destination = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
      target = destination.hasPrefix("/") ? destination : folder + destination
    }
    throw .reading(path, ELOOP)
  }

  private static func holds(_ path: String, _ contents: [UInt8]) throws(FileError) -> Bool {
    guard let file = FileDescriptor.open(path, O_RDONLY) else { throw .reading(path, errno) }
    return contents.withUnsafeBytes { OutputFile.equals(file, [$0]) }
  }

  /// Opens a file with a name of its own in the same folder, since a rename cannot leave a file system.
  private static func createSibling(
    of target: String, path: String
  ) throws(FileError) -> (name: String, file: Int32) {
    let start = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    for attempt in 0..<100 {
      let name = "\(target[..<start]).\(target[start...]).\(getpid())-\(attempt).xdsc-staging"
      let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, OutputFile.publicMode)
      if file >= 0 { return (name, file) }
      guard errno == EEXIST else { throw .writing(path, errno) }
    }
    throw .writing(path, EEXIST)
  }

  /// 0 or the `errno`. Closes the file.
  private static func fill(_ file: Int32, _ contents: [UInt8], mode: mode_t?) -> Int32 {
    defer { _ = close(file) }
    if let mode, fchmod(file, mode) != 0 { return errno }
    let failure = contents.withUnsafeBytes { OutputFile.write([$0], to: file) }
    if failure != 0 { return failure }
    // Before the rename, lest a power failure leave the name with an empty file.
    return fsync(file) == 0 ? 0 : errno
  }
}
