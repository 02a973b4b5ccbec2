import EnvoyAPI
import XDSCompiler

/// Recognises resources that went by one name and came by another, with the same content.
struct RenameFinder {
  typealias Named = (name: String, value: MessageValue)

  /// Fields that a resource's own name, or a form of it, can stand in.
  private static let ownNames: Set = ["name", "altStatName", "clusterName", "statPrefix"]
  /// Fields that name a cluster.
  private static let references: Set = ["cluster", "clusterName", "name", "statPrefix"]

  /// New names by old ones, forms of them included.
  private(set) var names: [String: String] = [:]

  /// The same resources on both sides, and the old one as it would be by its new name.
  ///
  /// A listener may have another address all the same: its name follows the address. Of several with the same content the
  /// first went to the first, by their names.
  mutating func pair(_ removed: [Named], _ added: [Named]) -> [(old: Named, new: Named)] {
    var places: [MessageValue: ArraySlice<Named>] = [:]
    for resource in removed {
      places[content(follow(resource.value), ownName: names[resource.name] ?? resource.name), default: []]
        .append(resource)
    }
    var pairs: [(old: Named, new: Named)] = []
    for resource in added {
      if let old = places[content(resource.value, ownName: resource.name)]?.popFirst() { pairs.append((old, resource)) }
    }
    for (old, new) in pairs {
      for (form, newForm) in zip(RenameFinder.forms(old.name), RenameFinder.forms(new.name)) { names[form] = newForm }
    }
    return pairs.map { ((name: $0.name, value: follow($0.value)), $1) }
  }

  /// A value in which everything that follows a rename has the new name.
  private func follow(_ value: MessageValue) -> MessageValue {
    guard !names.isEmpty else { return value }
    return value.replacingStrings(in: RenameFinder.references.union(RenameFinder.ownNames)) { names[$0] }
  }

  /// What a resource is but for its name, and for the address that a listener's name follows.
  private func content(_ value: MessageValue, ownName: String) -> MessageValue {
    let forms = Set(RenameFinder.forms(ownName))
    return value.replacingStrings(in: RenameFinder.ownNames) { forms.contains($0) ? "" : nil }
      .removing(value["filterChains"] == nil ? [] : ["address"])
  }

  /// A resource's name, its service's name, and both as statistics have them.
  private static func forms(_ name: String) -> [String] {
    let service = name.hasPrefix(clusterNamePrefix) ? String(name.dropFirst(clusterNamePrefix.count)) : name
    return [name, service].flatMap { [$0, statName($0)] }
  }
}

extension MessageValue {
  /// The value with other strings in some fields, wherever these are in it.
  fileprivate func replacingStrings(
    in fields: Set<String>, _ replacement: (String) -> String?
  ) -> MessageValue {
    switch self {
    case .object(let members):
      .object(
        members.map { member in
          if case .string(let text) = member.value, fields.contains(member.name) {
            return .init(name: member.name, value: .string(replacement(text) ?? text))
          }
          return .init(name: member.name, value: member.value.replacingStrings(in: fields, replacement))
        })
    case .list(let elements): .list(elements.map { $0.replacingStrings(in: fields, replacement) })
    case .string, .word: self
    }
  }
}
