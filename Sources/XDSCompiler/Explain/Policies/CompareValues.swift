import EnvoyAPI

/// A leaf of a message that another version has not, or with another value.
struct DifferingLeaf {
  let path: [MessageStep]
  /// Whether the other version lacks all of the list's element, or of the message, that the leaf is in.
  let isOfNewElement: Bool
}

extension MessageValue {
  /// - Parameter other: nil: it has nothing of this.
  func leavesThatDiffer(from other: MessageValue?) -> [DifferingLeaf] {
    var leaves: [DifferingLeaf] = []
    collect(other, at: [], isNew: other == nil, into: &leaves)
    return leaves
  }

  private func collect(
    _ other: MessageValue?, at path: [MessageStep], isNew: Bool, into leaves: inout [DifferingLeaf]
  ) {
    guard self != other else { return }
    switch self {
    case .object(let members) where !members.isEmpty:
      for member in members {
        member.value.collect(other?[member.name], at: path + [.member(member.name)], isNew: isNew, into: &leaves)
      }
    case .list(let elements) where !elements.isEmpty:
      for (index, match) in elements.matched(with: other?.elements ?? []).enumerated() {
        elements[index].collect(match, at: path + [.element(index)], isNew: match == nil, into: &leaves)
      }
    default: leaves.append(DifferingLeaf(path: path, isOfNewElement: isNew))
    }
  }
}

extension [MessageValue] {
  /// What each element is in another version of the list, where it may stand elsewhere: an element that is equal, else
  /// one of its name, else whatever has no match yet; nil where nothing is left.
  fileprivate func matched(with others: [MessageValue]) -> [MessageValue?] {
    var matches: [MessageValue?] = indices.map { _ in nil }
    var open = others.indices.map { $0 }
    func match(_ key: (MessageValue) -> MessageValue?) {
      var waiting: [MessageValue: [Int]] = [:]
      for index in open.reversed() {
        if let key = key(others[index]) { waiting[key, default: []].append(index) }
      }
      var taken: Set<Int> = []
      for index in indices where matches[index] == nil {
        guard let key = key(self[index]), let other = waiting[key]?.popLast() else { continue }
        matches[index] = others[other]
        taken.insert(other)
      }
      open.removeAll(where: taken.contains)
    }
    match { $0 }
    match { $0["name"] }
    match { _ in .word("") }
    return matches
  }
}
