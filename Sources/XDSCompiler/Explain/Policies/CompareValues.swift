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
      let others = other?.elements ?? []
      // An element that is gone, or came, is not one that all behind it have become.
      let start = zip(elements, others).prefix { $0 == $1 }.count
      let end = zip(elements.reversed(), others.reversed()).prefix { $0 == $1 }.count
      let kept = elements.count == others.count ? 0 : min(end, min(elements.count, others.count) - start)
      for index in start..<(elements.count - kept) {
        let isAligned = index < others.count - kept
        elements[index].collect(isAligned ? others[index] : nil, at: path + [.element(index)], into: &paths)
      }
    default: paths.append(path)
    }
  }
}
