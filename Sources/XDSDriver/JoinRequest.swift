import XDSCompiler
import XDSFiles

/// Parts of a compile to make the whole of.
public struct JoinRequest: Sendable {
  /// Folders that compiles with `--shard` wrote, all of one compile, in any order.
  public var parts: [String]
  /// The folder to write.
  public var output: String
  public var reporter = Reporter()

  public init(parts: [String], output: String) {
    self.parts = parts
    self.output = output
  }

  /// Writes what the compile without `--shard` would have written, or nothing.
  public func run(_ console: Console) -> ExitStatus {
    do throws(FileError) {
      let trees = try parts.map { (path) throws(FileError) in try CompiledTree(path) }
      let manifest = try Manifest.joining(trees)
      let whole = try reporter.openTree(output, console)
      for tree in trees {
        for output in tree.manifest.outputs {
          let (bytes, isSecret) = try tree.read(output)
          try whole.write(output.path, bytes, isSecret: isSecret)
        }
      }
      try reporter.commit(whole, manifest, to: console)
      return .success
    } catch {
      return reporter.fail([error], to: console)
    }
  }
}
