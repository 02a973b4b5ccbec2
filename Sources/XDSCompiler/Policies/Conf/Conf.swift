/// What a policy asks for, or the merge of what several ask for: a tree of values that know where they are written.
struct Conf: Sendable {
  indirect enum Value: Sendable {
    case object([(name: String, value: Conf)])
    case list([Conf])
    /// The node's own text, of the kind that its schema asks for.
    case scalar
  }

  var value: Value
  /// Where it is written; of several that were merged, that of the highest precedence.
  let node: Node
  /// Where values are written that this one overrides, lowest precedence first.
  var overridden: [Node] = []
}

extension Conf {
  /// A member of an object; nil when it is absent.
  subscript(name: StaticString) -> Conf? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.name == "\(name)" }?.value
  }

  var members: [(name: String, value: Conf)] {
    if case .object(let members) = value { members } else { [] }
  }

  var elements: [Conf] {
    if case .list(let elements) = value { elements } else { [] }
  }

  /// Where its key stands.
  var keyPlace: Place { Place(keyOf: node) }

  /// Where findings about it belong: of a collection the key says more than its first line.
  var place: Place { node.kind.isCollection ? keyPlace : Place(node) }

  /// Whether a member is written, even where it could not be read.
  func isWritten(_ name: StaticString) -> Bool {
    self[name] != nil || (node.value(forKey: "\(name)").map { $0.kind != .null } ?? false)
  }

  var string: String { node.string }
  var boolean: Bool? { node.boolean }
  var integer: Int64? { node.integer }
  /// An integer that its schema keeps in range.
  var unsigned32: UInt32? { node.integer.map { UInt32(clamping: $0) } }

  /// A number, or a string that is one in decimal notation: Kubernetes' `IntOrString`.
  var decimal: Double? {
    if let number = node.number { return number }
    return node.kind == .string && CoreSchema.isFloat(node.utf8) ? CoreSchema.number(node.utf8) : nil
  }

  var duration: Duration? { GoDuration.parse(node.utf8) }
}
