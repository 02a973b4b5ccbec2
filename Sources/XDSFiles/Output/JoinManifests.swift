import XDSCompiler

extension Manifest {
  /// Name of the option that makes a compile one of several parts.
  public static let shardOption = "shard"

  /// What the compile of the whole would have written, from what all of its parts are, in any order.
  public static func joining(_ parts: [CompiledTree]) throws(FileError) -> Manifest {
    guard let first = parts.first else { throw .notJoinable("", "no part was given") }
    let count = try first.shard().count
    var joined = first.manifest.compile
    var paths: [Int: String] = [:]
    for part in parts {
      let shard = try part.shard()
      guard shard.count == count else {
        throw .notJoinable(part.path, "is part \(shard), but \(first.path) is one of \(count)")
      }
      if let other = paths.updateValue(part.path, forKey: shard.index) {
        throw .notJoinable(part.path, "is part \(shard), and so is \(other)")
      }
      guard part.manifest.compile == first.manifest.compile else {
        throw .notJoinable(
          part.path, "is of another compile than \(first.path)",
          help: "compile all parts from the same inputs, with the same options and version")
      }
      joined.outputs += part.manifest.outputs
    }
    if paths.count < count, let missing = (1...count).first(where: { paths[$0] == nil }) {
      throw .notJoinable(first.path, "part \(missing)/\(count) of this compile was not given")
    }
    return joined
  }

  /// What all parts have in common.
  private var compile: Manifest {
    var common = self
    common.options[Self.shardOption] = nil
    common.outputs = []
    return common
  }
}

extension CompiledTree {
  fileprivate func shard() throws(FileError) -> Shard {
    guard case .text(let text)? = manifest.options[Manifest.shardOption], let shard = Shard(text) else {
      throw .notJoinable(path, "was compiled without --shard")
    }
    return shard
  }
}

extension FileError {
  fileprivate static func notJoinable(_ path: String, _ message: String, help: String? = nil) -> FileError {
    FileError(.notJoinable, path, message, help: help)
  }
}
