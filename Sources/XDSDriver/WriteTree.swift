import XDSFiles

extension Reporter {
  /// Opens an output folder, saying what is to be said about it.
  func openTree(_ path: String, _ console: Console) throws(FileError) -> OutputTree {
    let tree = try OutputTree(directory: path) {
      warn("waiting for another run that writes \(path)", to: console)
    }
    for warning in tree.warnings { warn(warning, to: console) }
    return tree
  }

  /// Puts a tree in place and says what changed.
  ///
  /// - Parameters:
  ///   - stamp: see `OutputTree.commit`.
  ///   - beforePlacing: see `OutputTree.commit`.
  func commit(
    _ tree: OutputTree, _ manifest: Manifest, stamp: TreeStamp? = nil, to console: Console,
    beforePlacing: () throws(FileError) -> Void = {}
  ) throws(FileError) {
    let summary = try tree.commit(manifest: manifest, stamp: stamp, beforePlacing: beforePlacing)
    say(summary, of: tree.directory, to: console)
  }

  func say(_ summary: OutputTree.Summary, of directory: String, to console: Console) {
    say(
      "\(directory): \(summary.written) files written, \(summary.unchanged) unchanged, \(summary.removed) removed",
      to: console)
  }
}
