extension Conf {
  /// The configuration that several make together, in the order of their precedence, lowest first: JSON Merge Patch
  /// (RFC 7396), except that lists whose names begin with `append` are joined.
  static func merged(_ confs: [Conf]) -> Conf? {
    guard let first = confs.first else { return nil }
    return confs.dropFirst().reduce(first) { $0.merged(with: $1) }
  }

  /// - Parameter other: what has the higher precedence.
  func merged(with other: Conf, under name: String = "") -> Conf {
    switch (value, other.value) {
    case (.object(var members), .object(let others)):
      for (name, conf) in others {
        if let index = members.firstIndex(where: { $0.name == name }) {
          members[index].value = members[index].value.merged(with: conf, under: name)
        } else {
          members.append((name, conf))
        }
      }
      return Conf(value: .object(members), node: other.node, overridden: overridden + [node])
    case (.list(let elements), .list(let others)) where name.hasPrefix("append"):
      return Conf(value: .list(elements + others), node: other.node, overridden: overridden + [node])
    default:
      return Conf(value: other.value, node: other.node, overridden: overridden + [node])
    }
  }
}
