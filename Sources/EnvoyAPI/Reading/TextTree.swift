/// A node of a JSON-like tree that messages can be read from.
///
/// Whatever parsed it keeps its own type of node, so that what is found wrong points at a node with its place.
public protocol TextTree {
  associatedtype Elements: Sequence<Self>
  associatedtype Entries: Sequence where Entries.Element == (key: Self, value: Self)

  /// What the node is.
  var textKind: TextKind { get }
  /// The content of a scalar or key: a string's without quotes and escapes, a number's as it is written.
  var text: String { get }
  /// The elements of a list; not asked of other nodes.
  var elements: Elements { get }
  /// The members of an object in their order, keys with their values; not asked of other nodes.
  var entries: Entries { get }
}

/// What a node of a tree is.
public enum TextKind: Sendable {
  case null
  /// `true` or `false`, in any spelling that the tree's syntax has.
  case boolean
  /// A number without point and exponent: decimal, or with `0x` or `0o` before its digits.
  case integer
  /// Another number; YAML's `.inf` and `.nan` too.
  case float
  case string
  case list
  case object
}

extension MessageValue: TextTree {
  public var textKind: TextKind {
    switch self {
    case .object: .object
    case .list: .list
    case .string: .string
    case .word("null"): .null
    case .word("true"), .word("false"): .boolean
    case .word(let word): word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D } ? .integer : .float
    }
  }

  public var text: String {
    switch self {
    case .string(let text), .word(let text): text
    case .object, .list: ""
    }
  }

  public var entries: [(key: MessageValue, value: MessageValue)] {
    if case .object(let members) = self { members.map { (.string($0.name), $0.value) } } else { [] }
  }
}
