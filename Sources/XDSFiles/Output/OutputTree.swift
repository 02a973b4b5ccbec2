import Glibc
import Synchronization
import XDSCompiler

/// Writes a compiled tree into a folder, all of it or nothing.
///
/// What changed is staged beside the folder, what did not is linked in, and one rename puts the whole in place: a crash, a
/// kill or a full disk leaves the old tree or the new one (a power failure may not: like other compilers, it does not wait
/// for the disk). Files with unchanged bytes keep their inode and modification
/// time; when nothing changed, nothing is touched. Outputs that the old `manifest.json` lists and this run does not write
/// are removed; whatever else is in the folder stays. Until it is committed or abandoned, the value holds a lock on the
/// tree: a second run that writes it waits, and a second value for it in the same process would wait forever.
public final class OutputTree: Sendable {
  /// What a commit did.
  public struct Summary: Equatable, Sendable {
    /// Files with new bytes, the manifest among them.
    public var written: Int
    public var unchanged: Int
    public var removed: Int
  }

  private struct State {
    var staging: StagingTree?
    /// Folders of outputs, and whether the old tree has them.
    var folders: [String: Bool] = [:]
    /// Folders that exist in the staging tree.
    var staged: Set<String> = []
    var claimed: Set<String> = []
    var outputs: [Manifest.Output] = []
    var written = 0
    /// The first failed write: such a tree is never committed.
    var failure: FileError?
    var isFinished = false
  }

  /// The folder to write, as the user gave it but for a slash at its end.
  public let directory: String
  private let parent: TreeParent
  private let old: OldTree?
  private let state = Mutex(State())
  /// When no output had been looked at yet.
  private let openingTime: Int

  /// Things to tell the user that are no failure.
  public let warnings: [String]

  /// Locks, and removes what a killed run left.
  ///
  /// - Parameters:
  ///   - directory: the folder to write; the folder above it must exist.
  ///   - whenWaiting: called once when another run has the lock, before waiting for it.
  public init(directory: String, whenWaiting: () -> Void = {}) throws(FileError) {
    parent = try TreeParent(of: directory)
    self.directory = parent.path
    switch try parent.takeTurn(whenWaiting: whenWaiting) {
    case .old(let tree): old = tree
    case .new(let tree):
      old = nil
      state.withLock { $0.staging = tree }
    }
    openingTime = TreeStamp.now
    warnings =
      old?.hasUnreadableManifest == true
      ? ["\(parent.path)/\(Manifest.fileName) is no manifest of xdsc: outputs that are no longer produced stay"] : []
  }

  deinit {
    abandon()
  }

  /// Writes one output. Safe to call from several threads at once.
  ///
  /// - Parameters:
  ///   - path: below the tree, with `/` between plain components.
  ///   - chunks: the bytes, in pieces that are written in order; needed only during the call.
  ///   - isSecret: whether there is key material in it: then only its owner may read it (mode 0600).
  ///   - digest: the SHA-256 of the bytes where the caller has it already.
  /// - Returns: the SHA-256 of the bytes.
  @discardableResult
  public func write(
    _ path: String, chunks: [UnsafeRawBufferPointer], isSecret: Bool = false, digest: SHA256.Digest? = nil
  ) throws(FileError) -> SHA256.Digest {
    do throws(FileError) {
      let output = try OutputPath(path)
      let old = try claim(output)
      let digest = digest ?? Self.hash(chunks)
      let isUnchanged = try old?.holds(path, chunks, isSecret: isSecret, in: directory) == true
      if !isUnchanged {
        let staging = try prepareStaging(output)
        let failure = OutputFile.create(path, in: staging.folder.number, chunks, isSecret: isSecret)
        if failure != 0 { throw FileError.writing("\(directory)/\(path)", failure) }
      }
      let size = chunks.reduce(0) { $0 + $1.count }
      state.withLock {
        $0.outputs.append(Manifest.Output(path: path, digest: digest, size: size))
        $0.written += isUnchanged ? 0 : 1
      }
      return digest
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
      throw error
    }
  }

  /// Writes one output from an array; see `write(_:chunks:isSecret:digest:)`.
  @discardableResult
  public func write(_ path: String, _ bytes: [UInt8], isSecret: Bool = false) throws(FileError) -> SHA256.Digest {
    try bytes.withUnsafeBufferPointer { (buffer) throws(FileError) in
      try write(path, chunks: [UnsafeRawBufferPointer(buffer)], isSecret: isSecret)
    }
  }

  /// Writes `manifest.json` and puts the tree in place; or throws, and the old tree is as it was.
  ///
  /// - Parameters:
  ///   - manifest: tool, options and inputs; its outputs are filled in from what was written.
  ///   - stamp: what lets the same run see at once that it has nothing to do. Default none.
  ///   - beforePlacing: called when nothing is left to do but the last step, also where nothing changed; an error it throws
  ///     leaves the old tree as it was.
  public func commit(
    manifest: Manifest, stamp: TreeStamp? = nil, beforePlacing: () throws(FileError) -> Void = {}
  ) throws(FileError) -> Summary {
    defer { abandon() }
    if let failure = state.withLock({ $0.failure }) { throw failure }
    var manifest = manifest
    manifest.outputs = state.withLock { $0.outputs }
    let json = manifest.json()
    try write(Manifest.fileName, json)
    let (staging, written, total) = state.withLock { ($0.staging, $0.written, $0.outputs.count) }
    // The manifest lists every output, so nothing else can differ when not even it does.
    guard let staging else {
      try beforePlacing()
      if let old { stamp?.put(on: old.folder, manifest: json, comparedAfter: openingTime) }
      return Summary(written: 0, unchanged: total, removed: 0)
    }
    var removed = 0
    if let old {
      let stale = old.outputs.subtracting(manifest.outputs.map(\.path))
      var carrier = TreeCarrier(tree: directory, stale: stale)
      try carrier.carry(old.folder, to: staging.folder)
      removed = carrier.removed
    }
    try beforePlacing()
    try staging.replace(old)
    stamp?.put(on: staging.folder, manifest: json, comparedAfter: openingTime)
    state.withLock { $0.staging = nil }
    return Summary(written: written, unchanged: total - written, removed: removed)
  }

  /// Removes what was staged, so that the old tree stays as it was, and lets other runs go on; call it when all writes
  /// have returned. Does nothing after a commit.
  public func abandon() {
    let (staging, wasFinished) = state.withLock { state in
      defer { (state.staging, state.isFinished) = (nil, true) }
      return (state.staging, state.isFinished)
    }
    if wasFinished { return }
    staging?.discard()
    old?.folder.unlock()
  }

  /// Takes a path for one write; the old tree when that has the output's folder.
  private func claim(_ output: OutputPath) throws(FileError) -> OldTree? {
    try state.withLock { (state) throws(FileError) in
      guard state.claimed.insert(output.text).inserted else {
        throw FileError(.writtenTwice, "\(directory)/\(output.text)", "two outputs have this path")
      }
      guard !state.isFinished else { throw FileError(.unwritable, directory, "has been committed already") }
      guard let old else { return nil }
      for folder in output.folders {
        if state.folders[folder] == nil { state.folders[folder] = try old.hasFolder(folder, in: directory) }
        if state.folders[folder] == false { return nil }
      }
      return old
    }
  }

  /// The staging tree, with the folders of an output.
  private func prepareStaging(_ output: OutputPath) throws(FileError) -> StagingTree {
    try state.withLock { (state) throws(FileError) in
      let staging: StagingTree
      if let existing = state.staging {
        staging = existing
      } else {
        staging = try StagingTree(parent)
        state.staging = staging
      }
      for folder in output.folders where state.staged.insert(folder).inserted {
        guard mkdirat(staging.folder.number, folder, 0o777) == 0 else {
          throw FileError.writing("\(directory)/\(folder)", errno)
        }
      }
      return staging
    }
  }

  private static func hash(_ chunks: [UnsafeRawBufferPointer]) -> SHA256.Digest {
    var hash = SHA256()
    for chunk in chunks { hash.update(chunk) }
    return hash.finalize()
  }
}
