import XDSCompiler
import XDSDiff
import XDSFiles

/// The encoded files of one dataplane.
struct DataplaneFiles: Sendable {
  struct File: Sendable {
    /// For messages.
    var name: String
    /// Of its bytes, as a manifest has it; nil where none does.
    var digest: SHA256.Digest?
  }

  var files: [TreeFile: File]
  /// Fields of the bootstrap that the files' origin says nothing about.
  var untoldFields: Set<String> = []
  /// The bytes of some of the files, in their order.
  var read: @Sendable ([TreeFile]) throws(FileError) -> [[UInt8]]

  /// Whether a file is known to be the same as another, without a look at either.
  func has(_ file: TreeFile, sameAs other: DataplaneFiles) -> Bool {
    switch (files[file], other.files[file]) {
    case (nil, nil): true
    case (let a?, let b?): a.digest != nil && a.digest == b.digest
    default: false
    }
  }

  /// What some of the files say. Where there is no file, there is no resource of its type.
  func snapshot(_ wanted: [TreeFile]) throws(FileError) -> Snapshot {
    var snapshot = Snapshot(types: Set(wanted.map(\.type)))
    snapshot.untoldFields = untoldFields
    let present = wanted.filter { files[$0] != nil }
    for (file, bytes) in zip(present, try read(present)) {
      let name = files[file]?.name ?? file.rawValue
      if let digest = files[file]?.digest, SHA256.hash(bytes) != digest {
        throw FileError(.notCompiled, name, "is not what was compiled", help: "compile again")
      }
      do throws(SnapshotError) {
        try snapshot.add(
          file == .bootstrap ? Snapshot(encodedBootstrap: bytes) : Snapshot(encodedResponse: bytes, of: file.type))
      } catch {
        throw FileError(.notCompiled, name, "\(error)")
      }
    }
    return snapshot
  }
}
