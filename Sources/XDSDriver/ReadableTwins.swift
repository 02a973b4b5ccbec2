import EnvoyAPI
import Synchronization
import XDSCompiler
import XDSFiles

extension OutputFile {
  /// Path of the readable twin.
  var yamlPath: String { "\(path.dropLast(".pb".count)).yaml" }

  /// The readable twin: proto3's JSON mapping as block YAML.
  ///
  /// - Parameter redacts: Whether a fingerprint stands for each private key.
  func yaml(redacts: Bool = false) throws -> [UInt8] {
    var text: [UInt8] = []
    let message = try messageType.unpack(bytes)
    if redacts {
      message.write(.yaml, to: &text, redacting: SecretBytes.fingerprint(of:))
    } else {
      message.write(.yaml, to: &text)
    }
    return text
  }
}

extension CompileRequest {
  /// Writes the dataplanes' resources as YAML documents. The bootstrap, which holds the same once more, is left out;
  /// so is key material.
  func print(_ outputs: OutputGenerator, to console: Console) throws {
    let documents = Mutex<[String: [UInt8]]>([:])
    try outputs.generate { file in
      guard file.name != "bootstrap.pb" else { return }
      let text = try Array("# \(file.path)\n".utf8) + file.yaml(redacts: true)
      documents.withLock { $0[file.path] = text }
    }
    let ordered = documents.withLock { $0.sorted { $0.key.isBefore($1.key) } }
    try console.out(Array(ordered.map(\.value).joined(separator: Array("---\n".utf8))))
  }
}
