import EnvoyAPI
import XDSCompiler
import XDSDiff
import XDSFiles

/// A file that says what one dataplane has: one that xdsc wrote, its text, or an Envoy's config_dump.
struct SingleFile {
  var snapshot = Snapshot(types: [])
  var dataplane: DataplaneName?
  /// Parts of a config_dump that are not compared.
  var skipped: [String] = []

  /// Nil when it is none of these, and may hold resources.
  init?(_ source: SourceFile) throws(FileError) {
    do throws(SnapshotError) {
      guard try read(source) else { return nil }
    } catch {
      throw FileError(.notCompiled, source.path, "\(error)")
    }
  }

  private mutating func read(_ source: SourceFile) throws(SnapshotError) -> Bool {
    let encoded: DynamicMessage?
    do throws(UnpackError) {
      encoded = try MessageFile.message(source)
    } catch {
      throw .malformed(error)
    }
    if let message = encoded {
      try add(message.type, message.value(redacting: SecretBytes.fingerprint(of:)))
      return true
    }
    let documents = ValueDocuments(reading: source)
    guard documents.diagnostics.isEmpty, let first = documents.values.first else { return false }
    if documents.values.count == 1, let dump = ConfigDump(first) {
      snapshot = dump.snapshot
      skipped = dump.skipped
      dataplane = dump.nodeID.flatMap(DataplaneName.init(node:))
      return true
    }
    guard let messages = MessageFile.documents(documents.values) else { return false }
    for message in messages { try add(message.type, message.value) }
    return true
  }

  private mutating func add(_ type: MessageType, _ value: MessageValue) throws(SnapshotError) {
    try snapshot.add(try Snapshot(type, value))
    dataplane = value["node"]?["id"]?.string.flatMap(DataplaneName.init(node:)) ?? dataplane
  }
}

extension DataplaneName {
  /// The dataplane that a node is: its id is the mesh, which has no dot, a dot and the name.
  init?(node id: String) {
    let parts = id.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    self.init(mesh: parts[0], name: parts[1])
  }
}
