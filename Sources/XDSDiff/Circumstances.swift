import EnvoyAPI

/// A change with everything that decides what it weighs.
struct Circumstances {
  /// From the resource on: `Cluster[name].type`.
  var path: FieldPath
  var kind: ChangeKind
  var old: MessageValue?
  var new: MessageValue?
  /// The message that has the field, or the list with the element, on the old side.
  var oldParent: MessageValue?
  /// The same on the new side.
  var newParent: MessageValue?
  var surroundings: Surroundings

  /// What the change weighs: by the first rule about it; else, where much came or went at once, as its heaviest part.
  var verdict: Verdict {
    if let old = old?.string, let new = new?.string, surroundings.renames[old] == new {
      return Verdict(weight: .tuning, reason: "follows a renamed resource")
    }
    if let rule = surroundings.rules.first(where: { $0.covers(self) }) {
      return Verdict(weight: rule.weight, reason: rule.reason)
    }
    var heaviest = Verdict(weight: .tuning, reason: "")
    for part in parts {
      let verdict = part.verdict
      if verdict.weight > heaviest.weight || heaviest.reason.isEmpty { heaviest = verdict }
    }
    return heaviest
  }

  /// What is in a value that came or went, as changes of their own.
  private var parts: [Circumstances] {
    guard kind != .reordered else { return [] }
    return (old.map { parts(of: $0, .removed) } ?? []) + (new.map { parts(of: $0, .added) } ?? [])
  }

  private func parts(of value: MessageValue, _ kind: ChangeKind) -> [Circumstances] {
    switch value {
    case .object(let members):
      members.filter { $0.name != "@type" }.flatMap { member -> [Circumstances] in
        let path = path.appending(.field(member.name))
        guard case .list(let elements) = member.value else {
          return [part(path, kind, member.value, oldParent: old, newParent: new)]
        }
        let identity = ListIdentity.of(member.name, elements, []).identity
        return elements.enumerated().map { place, element in
          let text = identity.text(element)
          let path = path.appending(.element(text.isEmpty ? String(place) : text))
          return part(path, kind, element, oldParent: old, newParent: new)
        }
      }
    default: []
    }
  }

  private func part(
    _ path: FieldPath, _ kind: ChangeKind, _ value: MessageValue, oldParent: MessageValue?, newParent: MessageValue?
  ) -> Circumstances {
    Circumstances(
      path: path, kind: kind, old: kind == .removed ? value : nil, new: kind == .added ? value : nil,
      oldParent: oldParent, newParent: newParent, surroundings: surroundings)
  }
}
