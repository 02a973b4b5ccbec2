import XDSCompiler

extension Manifest {
  /// Reads the file's bytes; nil for anything that `json()` would not write, such as a manifest of another version that
  /// says more.
  public init?(json bytes: [UInt8]) {
    var version: String?
    var options: [String: Option]?
    var inputs: [Input]?
    var outputs: [Output]?
    let isManifest = ManifestReader.read(bytes) { (reader, key) throws(ManifestReader.Nonsense) in
      switch key {
      case "tool":
        try reader.readObject { (reader, key) throws(ManifestReader.Nonsense) in
          if key == "version" { version = try reader.readString() } else { try reader.skip() }
        }
      case "options":
        var read: [String: Option] = [:]
        try reader.readObject { (reader, key) throws(ManifestReader.Nonsense) in
          read[key] = try Option(from: &reader)
        }
        options = read
      case "inputs": inputs = try reader.readArray(Input.init(from:))
      case "outputs": outputs = try reader.readArray(Output.init(from:))
      default: throw ManifestReader.Nonsense()
      }
    }
    guard isManifest, let version, let options, let inputs, let outputs else { return nil }
    self.init(version: version, options: options, inputs: inputs, outputs: outputs)
    guard json() == bytes else { return nil }
  }

  /// The outputs' paths alone, of a manifest of any version; nil when the bytes are none.
  static func outputPaths(_ bytes: [UInt8]) -> [String]? {
    readOutputs(bytes) { (output) throws(ManifestReader.Nonsense) in try output.path.orNonsense }
  }

  /// The outputs' paths and digests alone, these in hexadecimal digits; nil when the bytes are no manifest.
  static func outputDigests(_ bytes: [UInt8]) -> [(path: String, digest: String)]? {
    readOutputs(bytes) { (output) throws(ManifestReader.Nonsense) in
      (try output.path.orNonsense, try output.digest.orNonsense)
    }
  }

  private static func readOutputs<Element>(
    _ bytes: [UInt8], _ transform: (ListedFile) throws(ManifestReader.Nonsense) -> Element
  ) -> [Element]? {
    var outputs: [Element]?
    let isManifest = ManifestReader.read(bytes) { (reader, key) throws(ManifestReader.Nonsense) in
      guard key == "outputs" else { return try reader.skip() }
      outputs = try reader.readArray { (reader) throws(ManifestReader.Nonsense) in
        try transform(try ListedFile(from: &reader))
      }
    }
    return isManifest ? outputs : nil
  }
}

/// An output, or an input, as a manifest of whatever version has it.
private struct ListedFile {
  var name: String?
  var path: String?
  var digest: String?
  var size: Int?

  init(from reader: inout ManifestReader) throws(ManifestReader.Nonsense) {
    var (name, path, digest, size): (String?, String?, String?, Int?)
    try reader.readObject { (reader, key) throws(ManifestReader.Nonsense) in
      switch key {
      case "name": name = try reader.readString()
      case "path": path = try reader.readString()
      case "sha256": digest = try reader.readString()
      case "size":
        guard case .integer(let number) = try reader.readWord() else { throw ManifestReader.Nonsense() }
        size = number
      default: try reader.skip()
      }
    }
    (self.name, self.path, self.digest, self.size) = (name, path, digest, size)
  }
}

extension Optional {
  fileprivate var orNonsense: Wrapped {
    get throws(ManifestReader.Nonsense) {
      guard let self else { throw ManifestReader.Nonsense() }
      return self
    }
  }
}

extension Manifest.Option {
  fileprivate init(from reader: inout ManifestReader) throws(ManifestReader.Nonsense) {
    switch reader.peek() {
    case UInt8(ascii: "\""): self = .text(try reader.readString())
    case UInt8(ascii: "["):
      self = .texts(try reader.readArray { (reader) throws(ManifestReader.Nonsense) in try reader.readString() })
    default:
      switch try reader.readWord() {
      case .integer(let number): self = .number(number)
      case .bool(let flag): self = .flag(flag)
      default: throw ManifestReader.Nonsense()
      }
    }
  }
}

extension Manifest.Input {
  fileprivate init(from reader: inout ManifestReader) throws(ManifestReader.Nonsense) {
    let text = try ListedFile(from: &reader)
    self.init(name: try text.name.orNonsense, digest: try SHA256.Digest(hex: try text.digest.orNonsense).orNonsense)
  }
}

extension Manifest.Output {
  fileprivate init(from reader: inout ManifestReader) throws(ManifestReader.Nonsense) {
    let text = try ListedFile(from: &reader)
    self.init(
      path: try text.path.orNonsense, digest: try SHA256.Digest(hex: try text.digest.orNonsense).orNonsense,
      size: try text.size.orNonsense)
  }
}
