import Glibc

/// Single files that are replaced whole, such as a lock file.
public enum AtomicFile {
  /// Makes a file hold these bytes: written beside it, then renamed. A file that holds them already is not touched; one
  /// that is replaced keeps its mode. A symbolic link stays, and what it leads to is replaced.
  ///
  /// - Parameter replaced: what the bytes take the place of: an error where another run has changed that meanwhile.
  ///   Default: whatever is there.
  /// - Returns: whether the file changed.
  @discardableResult
  public static func replace(
    path: String, contents: [UInt8], over replaced: FileVersion? = nil
  ) throws(FileError) -> Bool {
    let target = try resolve(path)
    let staging = StagingName(for: target)
    if try holds(target, contents, path: path) {
      let failure = staging.removeLeftover(whenWaiting: {})
      guard failure == 0 else { throw .writing(path, failure) }
      return false
    }
    let made = staging.take(whenWaiting: {}) {
      FileDescriptor.open(staging.path, O_WRONLY | O_CREAT | O_EXCL, mode: OutputFile.publicMode)
    }
    guard let made else { throw .writing(path, errno) }
    do throws(FileError) {
      // Only now, since nobody else replaces it as long as this run has the name beside it.
      if let replaced, try FileVersion(FileContents.read(target)) != replaced {
        throw FileError(.changedWhileUsed, path, "was changed by another program meanwhile", help: "run again")
      }
      let failure = fill(made, contents, mode: lookUp(target)?.permissions)
      guard failure == 0, rename(staging.path, target) == 0 else {
        throw .writing(path, failure == 0 ? errno : failure)
      }
    } catch {
      staging.remove()
      throw error
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

  /// Whether the file holds these bytes already.
  private static func holds(_ target: String, _ contents: [UInt8], path: String) throws(FileError) -> Bool {
    guard let status = lookUp(target) else { return false }
    guard status.isFile else { throw FileError(.inTheWay, path, "is not a file") }
    guard Int(status.st_size) == contents.count else { return false }
    guard let file = FileDescriptor.open(target, O_RDONLY) else { throw .reading(path, errno) }
    return contents.withUnsafeBytes { OutputFile.equals(file, [$0]) }
  }

  /// 0 or the `errno`.
  private static func fill(_ file: borrowing FileDescriptor, _ contents: [UInt8], mode: mode_t?) -> Int32 {
    if let mode, fchmod(file.number, mode) != 0 { return errno }
    let failure = contents.withUnsafeBytes { OutputFile.write([$0], to: file.number) }
    if failure != 0 { return failure }
    // Before the rename, lest a power failure leave the name with an empty file.
    return fsync(file.number) == 0 ? 0 : errno
  }
}
