import CLinux
import Glibc
import XDSCompiler

/// Tells of a tree that one run would leave it just as it is, so that the run can see this without doing its work again.
///
/// It is an extended attribute of the manifest: a digest of all that the run was given, of the manifest and of what the
/// file system says of each output. Nothing that reads or copies the tree's files sees it, and where there is none, the
/// run does its work.
public struct TreeStamp: Sendable {
  private static let attribute = "user.xdsc.stamp"

  private let run: SHA256.Digest

  /// - Parameter parts: everything that decides what the run leaves, besides the executable of this process.
  /// - Returns: nil where the system does not tell which executable that is.
  public init?(of parts: [[UInt8]]) {
    guard let tool = lookUp("/proc/self/exe", followingLinks: true) else { return nil }
    var hash = SHA256()
    hash.update(tool.fields)
    for part in parts {
      hash.update([part.count])
      hash.update(part)
    }
    run = hash.finalize()
  }

  /// The time by which the kernel dates changes, in seconds: some file systems keep no more of it.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return time.tv_sec
  }

  /// Stamps a tree that this run has just written, or compared and found unchanged.
  ///
  /// - Parameters:
  ///   - manifest: what it wrote as that.
  ///   - time: a time before it wrote and compared.
  func put(on tree: borrowing FileDescriptor, manifest: [UInt8], comparedAfter time: Int) {
    guard let outputs = Manifest.outputDigests(manifest), let file = Self.openManifest(tree),
      let found = Self.lookAt(outputs.map(\.path), in: tree, changedSince: time)
    else { return }
    mark(file, digest(manifest, found.status, time), time)
  }

  /// Looks whether this run would leave a tree just as it is.
  ///
  /// Takes no lock: the tree is opened once, and all that is looked at is in it.
  ///
  /// - Parameter directory: as in `OutputTree`.
  /// - Returns: the folder and what a commit would have said; nil where the run has to do its work.
  public func findUnchanged(_ directory: String) -> (directory: String, summary: OutputTree.Summary)? {
    // What lies beside it is another run's, or what a killed one left.
    guard let parent = try? TreeParent(of: directory), lookUp(parent.staging.path, in: parent.folder.number) == nil,
      let tree = FileDescriptor.openFolder(parent.name, in: parent.folder.number),
      let file = Self.openManifest(tree), let (expected, time) = Self.readMark(file),
      let manifest = try? FileContents.read(file, path: Manifest.fileName, limit: Manifest.sizeLimit),
      let outputs = Manifest.outputDigests(manifest)
    else { return nil }
    let now = Self.now
    guard let found = Self.lookAt(outputs.map(\.path), in: tree, changedSince: time),
      digest(manifest, found.status, time) == expected,
      found.changed.allSatisfy({ Self.holds(tree, outputs[$0]) })
    else { return nil }
    // Their bytes have been compared now: once is enough.
    if !found.changed.isEmpty, now > time { mark(file, digest(manifest, found.status, now), now) }
    return (parent.path, .init(written: 0, unchanged: outputs.count + 1, removed: 0))
  }

  private func digest(_ manifest: [UInt8], _ status: [Int], _ time: Int) -> SHA256.Digest {
    var hash = SHA256()
    hash.update(run.bytes)
    hash.update([time, manifest.count])
    hash.update(manifest)
    hash.update(status)
    return hash.finalize()
  }

  /// What the file system says of outputs and their folders; nil where one is missing.
  ///
  /// - Parameter time: a time after which the bytes were compared. A change in the very tick of the clock in which the
  ///   status was taken does not show in that: outputs that have changed since then are to be compared again.
  /// - Returns: also the indices of those.
  private static func lookAt(
    _ paths: [String], in tree: borrowing FileDescriptor, changedSince time: Int
  ) -> (status: [Int], changed: [Int])? {
    var result: [Int] = []
    var changed: [Int] = []
    var folders: Set<Substring> = []
    for (index, path) in paths.enumerated() {
      var folder = path[...].parentFolder
      // A link to a folder with the same files is another tree.
      while !folder.isEmpty, folders.insert(folder).inserted {
        guard let status = lookUp(String(folder), in: tree.number), status.isFolder else { return nil }
        folder = folder.parentFolder
      }
      guard let status = lookUp(path, in: tree.number), status.isFile else { return nil }
      result += status.fields
      if status.st_ctim.tv_sec >= time { changed.append(index) }
    }
    return (result, changed)
  }

  /// Whether the bytes of an output are those that the manifest tells of.
  private static func holds(_ tree: borrowing FileDescriptor, _ output: (path: String, digest: String)) -> Bool {
    guard let file = FileDescriptor.open(output.path, in: tree.number, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
      let bytes = try? FileContents.read(file, path: output.path, limit: .max - 1)
    else { return false }
    return SHA256.hash(bytes).hex == output.digest
  }

  private static func openManifest(_ tree: borrowing FileDescriptor) -> FileDescriptor? {
    FileDescriptor.open(Manifest.fileName, in: tree.number, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  }

  /// Without a mark, which not every file system takes, the next run does its work.
  private func mark(_ manifest: borrowing FileDescriptor, _ digest: SHA256.Digest, _ time: Int) {
    let value = Array("\(time) \(digest.hex)".utf8)
    _ = fsetxattr(manifest.number, Self.attribute, value, value.count, 0)
  }

  private static func readMark(_ manifest: borrowing FileDescriptor) -> (digest: SHA256.Digest, time: Int)? {
    var value = [UInt8](repeating: 0, count: 128)
    let count = fgetxattr(manifest.number, attribute, &value, value.count)
    let words = String(decoding: value.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
    guard words.count == 2, let time = Int(words[0]), let digest = SHA256.Digest(hex: String(words[1])) else {
      return nil
    }
    return (digest, time)
  }
}

extension Substring {
  /// Of a path; empty where there is none.
  fileprivate var parentFolder: Substring { utf8.lastIndex(of: UInt8(ascii: "/")).map { self[..<$0] } ?? "" }
}

extension SHA256 {
  fileprivate mutating func update(_ values: [Int]) { values.withUnsafeBytes { update($0) } }

  fileprivate mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }
}

extension stat {
  /// What shows that a file is another or has changed.
  fileprivate var fields: [Int] {
    [
      Int(st_dev), Int(bitPattern: UInt(st_ino)), Int(st_mode), Int(st_uid), Int(st_size),
      st_mtim.tv_sec, st_mtim.tv_nsec, st_ctim.tv_sec, st_ctim.tv_nsec,
    ]
  }
}
