/// One value of a policy's configuration, and the same configuration with something else in its place.
struct ConfVariation {
  /// What stands there.
  let value: Conf
  /// Names on the way to it; those of lists' elements are left out.
  let path: [String]
  /// In the order in which they are worth a try: another value of its kind, then nothing.
  let variants: [Conf]

  /// How far from the values themselves: 0 for them, more for what holds them.
  let height: Int
}

extension Conf {
  /// Every value in it, but not itself.
  var variations: [ConfVariation] { variations(path: []) { $0 ?? Conf(value: .object([]), node: node) } }

  /// - Parameter rebuild: the whole configuration, with this part replaced or left out.
  private func variations(path: [String], rebuild: (Conf?) -> Conf) -> [ConfVariation] {
    switch value {
    case .scalar: []
    case .object(let members):
      members.indices.flatMap { index in
        let rebuildMember = { (new: Conf?) -> Conf in
          var changed = members
          if let new { changed[index].value = new } else { changed.remove(at: index) }
          return rebuild(Conf(value: .object(changed), node: node, overridden: overridden))
        }
        return members[index].value.variationsOfSelf(path: path + [members[index].name], rebuild: rebuildMember)
      }
    case .list(let elements):
      elements.indices.flatMap { index in
        let rebuildElement = { (new: Conf?) -> Conf in
          var changed = elements
          if let new { changed[index] = new } else { changed.remove(at: index) }
          return rebuild(Conf(value: .list(changed), node: node, overridden: overridden))
        }
        return elements[index].variationsOfSelf(path: path, rebuild: rebuildElement)
      }
    }
  }

  private func variationsOfSelf(path: [String], rebuild: (Conf?) -> Conf) -> [ConfVariation] {
    let inner = variations(path: path, rebuild: rebuild)
    let other = SentinelValues.other(than: node).map { rebuild(Conf(value: .scalar, node: $0)) }
    return inner + [
      ConfVariation(
        value: self, path: path, variants: (other.map { [$0] } ?? []) + [rebuild(nil)],
        height: (inner.map(\.height).max() ?? -1) + 1)
    ]
  }
}

/// Scalars that no user would write, one for each kind.
private enum SentinelValues {
  private static let tree: SourceTree = {
    var findings = DiagnosticList()
    let text = #"[true, false, 77, 78, 7.7, 7.8, "77s", "78s", "77", "78", other, another]"#
    return SourceTree.parse([SourceFile(path: "", bytes: Array(text.utf8))], jobs: 1, diagnostics: &findings)
  }()

  /// Nil for what is no scalar.
  static func other(than node: Node) -> Node? {
    let pair: Int
    switch node.kind {
    case .boolean: pair = 0
    case .integer: pair = 1
    case .float: pair = 2
    case .string:
      let isNumber = CoreSchema.isFloat(node.utf8)
      pair = GoDuration.parse(node.utf8) != nil ? 3 : isNumber ? 4 : 5
    default: return nil
    }
    let values = tree.documents.flatMap { $0.elements.map { $0 } }.dropFirst(2 * pair).prefix(2)
    return values.first { $0.string != node.string }
  }
}
