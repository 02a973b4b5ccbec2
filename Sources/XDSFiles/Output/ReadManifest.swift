import XDSCompiler

extension Manifest {
  /// Reads the file's bytes; nil for anything that `json()` would not write, such as a manifest of another version that
  /// says more.
  public init?(json bytes: [UInt8]) {
    guard let value = ManifestReader.value(bytes), let version = value["tool"]?["version"]?.string,
      case .object(let members)? = value["options"],
      let inputs = value["inputs"]?.map(Input.init), let outputs = value["outputs"]?.map(Output.init)
    else { return nil }
    var options: [String: Option] = [:]
    for (name, value) in members {
      guard let option = value.flatMap(Option.init) else { return nil }
      options[name] = option
    }
    self.init(version: version, options: options, inputs: inputs, outputs: outputs)
    guard json() == bytes else { return nil }
  }

  /// The outputs' paths alone, of a manifest of any version; nil when the bytes are none.
  static func outputPaths(_ bytes: [UInt8]) -> [String]? {
    ManifestReader.value(bytes)?["outputs"]?.map { $0["path"]?.string }
  }

  /// The outputs' paths and digests alone, these in hexadecimal digits; nil when the bytes are no manifest.
  static func outputDigests(_ bytes: [UInt8]) -> [(path: String, digest: String)]? {
    ManifestReader.value(bytes)?["outputs"]?.map { output in
      guard let path = output["path"]?.string, let digest = output["sha256"]?.string else { return nil }
      return (path, digest)
    }
  }
}

extension Manifest.Option {
  fileprivate init?(_ json: JSONValue) {
    switch json {
    case .string(let text): self = .text(text)
    case .integer(let number): self = .number(number)
    case .bool(let flag): self = .flag(flag)
    case .array:
      guard let texts = json.map(\.string) else { return nil }
      self = .texts(texts)
    case .null, .word, .object: return nil
    }
  }
}

extension Manifest.Input {
  fileprivate init?(_ json: JSONValue) {
    guard let name = json["name"]?.string, let digest = json["sha256"]?.string.flatMap(SHA256.Digest.init(hex:))
    else { return nil }
    self.init(name: name, digest: digest)
  }
}

extension Manifest.Output {
  fileprivate init?(_ json: JSONValue) {
    guard let path = json["path"]?.string, let digest = json["sha256"]?.string.flatMap(SHA256.Digest.init(hex:)),
      case .integer(let size)? = json["size"]
    else { return nil }
    self.init(path: path, digest: digest, size: size)
  }
}

extension JSONValue {
  fileprivate subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// What comes of each element; nil where this is no array, or nothing comes of one.
  fileprivate func map<Element>(_ transform: (JSONValue) -> Element?) -> [Element]? {
    guard case .array(let items) = self else { return nil }
    var elements: [Element] = []
    for item in items {
      guard let element = transform(item) else { return nil }
      elements.append(element)
    }
    return elements
  }
}
