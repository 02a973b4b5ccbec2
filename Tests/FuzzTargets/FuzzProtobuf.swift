import EnvoyAPI
import XDSCompiler
import XDSDiff

extension FuzzTarget {
  /// Decoding what `compile` writes: encoding gives the same message again, and so does reading its text.
  static let protobuf = FuzzTarget("protobuf") { bytes in
    for type in [DiscoveryResponse.messageType, Bootstrap.messageType] {
      guard let message = try? type.unpack(bytes) else { continue }
      let packed = message.packed()
      let again = try type.unpack(packed)
      try require(again.packed() == packed, "\(type.fullName) is not stable")
      let value = message.value(redacting: SecretBytes.fingerprint(of:))
      try require(again.value(redacting: SecretBytes.fingerprint(of:)) == value, "\(type.fullName) changes")
      guard message.unknownFields().isEmpty else { continue }
      for (format, path) in [(TextFormat.yaml, "twin.yaml"), (.json, "twin.json")] {
        var text: [UInt8] = []
        value.write(format, to: &text)
        let read = ValueDocuments(reading: SourceFile(path: path, bytes: text))
        let found = read.values.map { type.normalize($0, redacting: SecretBytes.fingerprint(of:)) }
        try require(read.diagnostics.isEmpty && found == [value], "\(value)\nis read as\n\(found)\(read.diagnostics)")
      }
      if let snapshot = try? Snapshot(type, value) { try snapshot.checkEqualsItself() }
    }
    if let snapshot = try? Snapshot(encodedResponse: bytes, of: Cluster.messageType.fullName) {
      try snapshot.checkEqualsItself()
    }
    if let snapshot = try? Snapshot(encodedBootstrap: bytes) { try snapshot.checkEqualsItself() }
  }
}
