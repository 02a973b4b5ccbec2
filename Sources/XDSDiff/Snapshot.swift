import EnvoyAPI
import XDSCompiler

/// What one side says about one dataplane.
public struct Snapshot: Sendable {
  /// A resource by its type's full name and its own name; a bootstrap has none.
  public struct Key: Hashable, Sendable {
    public var type: String
    public var name: String

    public init(type: String, name: String) {
      self.type = type
      self.name = name
    }
  }

  /// A resource as a file has it.
  public enum Content: Sendable {
    case encoded(EncodedMessage)
    /// In the form that decoding gives, private keys as fingerprints.
    case value(MessageValue)
  }

  /// Which types of resources it tells everything about. Others are not compared.
  public var types: Set<String>
  public private(set) var resources: [Key: Content] = [:]
  /// Fields of a bootstrap that it tells nothing about, in lowerCamelCase.
  public var untoldFields: Set<String> = []
  /// Whether it is a live Envoy's, which does not show secrets.
  public var hidesSecrets = false

  public init(types: Set<String>) {
    self.types = types
  }

  /// Adds a resource. Throws where there is one of the same type and name.
  mutating func add(_ content: Content, _ key: Key) throws(SnapshotError) {
    guard resources.updateValue(content, forKey: key) == nil else { throw .twice(key) }
  }

  /// Adds everything that another says about the same dataplane.
  public mutating func add(_ other: Snapshot) throws(SnapshotError) {
    types.formUnion(other.types)
    for (key, content) in other.resources { try add(content, key) }
  }

  /// Adds a resource, or puts it in the place of one of the same type and name.
  mutating func replace(_ content: Content, _ key: Key) {
    resources[key] = content
  }
}

/// Why a file does not say what a dataplane has.
public enum SnapshotError: Error {
  /// A resource is there twice, most likely because the file is about several dataplanes.
  case twice(Snapshot.Key)
  case malformed(UnpackError)
  /// A message has a field that this version does not know, so that nobody can say how it differs.
  case unknownField(UnknownField)
}

extension SnapshotError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .twice(let key): "has \(key.type) \"\(key.name)\" twice"
    case .malformed(let error): "\(error)"
    case .unknownField(let field):
      "has a field that this version does not know: number \(field.number) of \(field.type)"
    }
  }
}

extension Snapshot.Content {
  /// The resource as a tree of values.
  func value() throws(SnapshotError) -> MessageValue {
    switch self {
    case .value(let value): return value
    case .encoded(let encoded):
      let message: DynamicMessage
      do throws(UnpackError) {
        message = try encoded.decode()
      } catch {
        throw .malformed(error)
      }
      if let field = message.unknownFields(atMost: 1).first { throw .unknownField(field) }
      return message.value(redacting: SecretBytes.fingerprint(of:))
    }
  }

  /// Whether nothing needs to be decoded to know that it is the same.
  func isSame(as other: Snapshot.Content) -> Bool {
    switch (self, other) {
    case (.encoded(let a), .encoded(let b)): a == b
    case (.value(let a), .value(let b)): a == b
    default: false
    }
  }
}
