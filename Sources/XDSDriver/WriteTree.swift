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
  /// - Parameter beforePlacing: see `OutputTree.commit`.
  func commit(
    _ tree: OutputTree, _ manifest: Manifest, to console: Console,
    beforePlacing: () throws(FileError) -> Void = {}
  ) throws(FileError) {
    let summary = try tree.commit(manifest: manifest, beforePlacing: beforePlacing)
    say(
      "\(tree.directory): \(summary.written) files written, \(summary.unchanged) unchanged, \(summary.removed) removed",
      to: console)
  }
}
