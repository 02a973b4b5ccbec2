/// What is wrong at a node of a tree that a message is read from.
public struct TextFinding<Tree: TextTree> {
  /// The node: a key where its name is wrong, a value otherwise.
  public let node: Tree
  /// Where the node is below the root, as `filterChains[0].filters`; empty for the root.
  public let path: String
  /// What is wrong.
  public let problem: TextProblem
}

/// What can be wrong with text that is to be a message.
public enum TextProblem: Error, Hashable {
  /// The message type has no such field.
  case unknownField(String, type: String, known: [String])
  /// The field is there already, by this name or the other one that it has.
  case repeatedField(String)
  /// Another field of the same oneof is there already.
  case exclusiveFields(String, other: String)
  /// The map has the key already.
  case repeatedKey(String)
  /// The key of a map is empty: not every encoder keeps such an entry.
  case emptyKey
  /// It should be something else, such as `a string`.
  case wanted(String)
  /// The enum has no such value.
  case unknownValue(String, type: String, known: [String])
  /// The field cannot hold the number or duration.
  case outOfRange(String)
  /// The string has a NUL, which the fields of messages cannot hold.
  case nul
  /// An `Any` does not say what it holds.
  case missingType
  /// An `Any` holds a message of a type that is not in `proto/`.
  case unknownType(String, known: [String])
  /// Messages are nested more than 100 deep, protobuf's limit.
  case tooDeep
}

extension TextProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownField(let name, let type, _): "\(type) has no field \"\(name)\""
    case .repeatedField(let name): "\"\(name)\" is set twice"
    case .exclusiveFields(let name, let other): "\"\(name)\" and \"\(other)\" exclude each other"
    case .repeatedKey(let key): "the key \"\(key)\" is there twice"
    case .emptyKey: "a key must not be empty"
    case .wanted(let what): "must be \(what)"
    case .unknownValue(let name, let type, _): "\(type) has no value \"\(name)\""
    case .outOfRange(let text): "\(text) is out of range"
    case .nul: "must not have a NUL"
    case .missingType: "\"@type\" must name the type of the message"
    case .unknownType(let url, _): "the type \"\(url)\" is not known"
    case .tooDeep: "is nested too deep"
    }
  }

  /// A name that is none, and those that it could have been; nil for other problems.
  public var unknownName: (name: String, known: [String])? {
    switch self {
    case .unknownField(let name, _, let known), .unknownValue(let name, _, let known),
      .unknownType(let name, let known):
      (name, known)
    default: nil
    }
  }
}
