import XDSCompiler

/// What `manifest.json` says about a compiled tree: the same bytes for the same compile on every machine.
public struct Manifest: Sendable, Equatable {
  /// Its name in the tree.
  public static let fileName = "manifest.json"
  /// The most bytes of one that is read.
  static let sizeLimit = 1 << 30

  /// The value of an option.
  public enum Option: Sendable, Equatable {
    case text(String)
    case texts([String])
    case number(Int)
    case flag(Bool)
  }

  public struct Input: Sendable, Equatable {
    /// `InputFile.portableName`.
    public var name: String
    public var digest: SHA256.Digest

    public init(name: String, digest: SHA256.Digest) {
      self.name = name
      self.digest = digest
    }
  }

  public struct Output: Sendable, Equatable {
    /// Below the tree, with `/` between components.
    public var path: String
    public var digest: SHA256.Digest
    /// In bytes.
    public var size: Int

    public init(path: String, digest: SHA256.Digest, size: Int) {
      self.path = path
      self.digest = digest
      self.size = size
    }
  }

  /// The version of xdsc.
  public var version: String
  /// Everything besides the inputs that the outputs depend on, by the name of the flag.
  public var options: [String: Option]
  public var inputs: [Input]
  public var outputs: [Output]

  public init(version: String, options: [String: Option], inputs: [Input], outputs: [Output] = []) {
    self.version = version
    self.options = options
    self.inputs = inputs
    self.outputs = outputs
  }

  /// The file's bytes: options by name, inputs by name and digest, outputs by path, whatever order they are held in.
  public func json() -> [UInt8] {
    let options = options.sorted { $0.key.isBefore($1.key) }.map { ($0.key, $0.value.json) }
    let inputs = inputs.map { ($0.name, $0.digest.hex) }.sorted {
      $0.0 == $1.0 ? $0.1.isBefore($1.1) : $0.0.isBefore($1.0)
    }
    let outputs = outputs.sorted { $0.path.isBefore($1.path) }
    return JSONValue.object([
      ("tool", .object([("name", "xdsc"), ("version", .string(version))])),
      ("options", .object(options)),
      ("inputs", .array(inputs.map { .object([("name", .string($0.0)), ("sha256", .string($0.1))]) })),
      (
        "outputs",
        .array(
          outputs.map {
            .object([
              ("path", .string($0.path)), ("sha256", .string($0.digest.hex)), ("size", .integer($0.size)),
            ])
          })
      ),
    ]).document
  }
}

extension Manifest.Option {
  fileprivate var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .texts(let texts): .array(texts.map { .string($0) })
    case .number(let number): .integer(number)
    case .flag(let flag): .bool(flag)
    }
  }
}
