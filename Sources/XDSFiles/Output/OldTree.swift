import Glibc

/// The output folder as an earlier run left it. Only read, until the new tree has taken its place.
final class OldTree: Sendable {
  let folder: FileDescriptor
  /// Paths that the old manifest lists: what may be removed.
  let outputs: Set<String>
  /// Whether there is a manifest that could not be understood.
  let hasUnreadableManifest: Bool

  init(_ folder: consuming FileDescriptor) {
    let outputs = Self.listedOutputs(folder)
    self.folder = folder
    self.outputs = Set(outputs ?? [])
    hasUnreadableManifest = outputs == nil
  }

  /// Nil when there is a manifest that cannot be understood, empty when there is none.
  private static func listedOutputs(_ folder: borrowing FileDescriptor) -> [String]? {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK
    guard let file = FileDescriptor.open(Manifest.fileName, in: folder.number, flags) else {
      return errno == ENOENT ? [] : nil
    }
    let bytes = try? FileContents.read(file, path: Manifest.fileName, limit: Manifest.sizeLimit)
    return bytes.flatMap(Manifest.outputPaths)
  }

  /// Whether the folder of an output exists; an error when something else has its name.
  func hasFolder(_ path: String, in tree: String) throws(FileError) -> Bool {
    guard let status = lookUp(path, in: folder.number) else { return false }
    guard status.isFolder else {
      throw .inTheWay("\(tree)/\(path)", "is not a folder, but outputs belong below it")
    }
    return true
  }

  /// Whether an output is there with these very bytes, so that it can stay as it is.
  func holds(
    _ path: String, _ chunks: [UnsafeRawBufferPointer], isSecret: Bool, in tree: String
  ) throws(FileError) -> Bool {
    // A symbolic link is never followed: the new file takes its place. Nor does a pipe make us wait.
    guard let file = FileDescriptor.open(path, in: folder.number, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
      let status = file.status()
    else { return false }
    guard status.isFile else { throw .inTheWay("\(tree)/\(path)", "is not a file, but an output belongs there") }
    // Someone else's 0600 would show the secret to them.
    if isSecret, status.permissions != OutputFile.secretMode || status.st_uid != geteuid() { return false }
    return Int(status.st_size) == chunks.reduce(0) { $0 + $1.count } && OutputFile.equals(file, chunks)
  }
}

extension FileError {
  static func inTheWay(_ path: String, _ message: String) -> FileError {
    FileError(.inTheWay, path, message, help: "move it away")
  }
}
