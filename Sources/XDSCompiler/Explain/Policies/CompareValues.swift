import EnvoyAPI

extension MessageValue {
  /// Paths of the leaves that another version has not, or with another value.
  ///
  /// - Parameter other: nil: it has nothing of this.
  func leavesThatDiffer(from other: MessageValue?) -> [[MessageStep]] {
    var paths: [[MessageStep]] = []
    collect(other, at: [], into: &paths)
    return paths
  }

  private func collect(_ other: MessageValue?, at path: [MessageStep], into paths: inout [[MessageStep]]) {
    guard self != other else { return }
    switch self {
    case .object(let members) where !members.isEmpty:
      for member in members {
        member.value.collect(other?[member.name], at: path + [.member(member.name)], into: &paths)
      }
    case .list(let elements) where !elements.isEmpty:
      for (index, match) in elements.matched(with: other?.elements ?? []).enumerated() {
        elements[index].collect(match, at: path + [.element(index)], into: &paths)
      }
    default: paths.append(path)
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
