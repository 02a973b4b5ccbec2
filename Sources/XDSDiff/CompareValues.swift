import EnvoyAPI

/// Finds how two values of one resource differ, field by field.
struct ValueComparison {
  /// What both sides are about.
  let surroundings: Surroundings
  private(set) var changes: [FieldChange] = []
  /// Where a side hides what it has.
  private(set) var hidden: [FieldPath] = []
  /// The resource, as paths of rules begin.
  private let root: FieldPath

  init(type: String, name: String, _ surroundings: Surroundings) {
    self.surroundings = surroundings
    root = FieldPath([.field(type.split(separator: ".").last.map(String.init) ?? type), .element(name)])
  }

  mutating func compare(_ old: MessageValue, _ new: MessageValue) {
    compare(old, new, at: FieldPath(), in: (nil, nil))
  }

  /// - Parameter parents: the objects that hold the values, or the lists that do.
  private mutating func compare(
    _ old: MessageValue?, _ new: MessageValue?, at path: FieldPath, in parents: (old: MessageValue?, new: MessageValue?)
  ) {
    guard old != new else { return }
    if surroundings.hides(old, new) {
      hidden.append(path)
    } else if let lists = ValueComparison.lists(old, new) {
      compareLists(lists.old, lists.new, at: path, in: parents)
    } else if case .object(let a)? = old, case .object(let b)? = new, old?["@type"] == new?["@type"] {
      for (name, inOld, inNew) in ValueComparison.members(a, b) {
        compare(inOld, inNew, at: path.appending(.field(name)), in: (old, new))
      }
    } else {
      add(old == nil ? .added : new == nil ? .removed : .changed, old, new, at: path, in: parents)
    }
  }

  private mutating func compareLists(
    _ old: [MessageValue], _ new: [MessageValue], at path: FieldPath,
    in parents: (old: MessageValue?, new: MessageValue?)
  ) {
    let matched = MatchedElements(old, new, field: path.lastField)
    for place in matched.removed {
      add(.removed, old[place], nil, at: path.appending(.element(matched.oldNames[place])), in: parents)
    }
    for place in matched.added {
      add(.added, nil, new[place], at: path.appending(.element(matched.newNames[place])), in: parents)
    }
    for (oldPlace, newPlace) in matched.pairs {
      compare(
        old[oldPlace], new[newPlace], at: path.appending(.element(matched.oldNames[oldPlace])), in: parents)
    }
    if matched.isReordered {
      let old = matched.pairs.sorted { $0.old < $1.old }.map { MessageValue.string(matched.oldNames[$0.old]) }
      let new = matched.pairs.map { MessageValue.string(matched.newNames[$0.new]) }
      add(.reordered, .list(old), .list(new), at: path, in: parents)
    }
  }

  private mutating func add(
    _ kind: ChangeKind, _ old: MessageValue?, _ new: MessageValue?, at path: FieldPath,
    in parents: (old: MessageValue?, new: MessageValue?)
  ) {
    let circumstances = Circumstances(
      path: FieldPath(root.steps + path.steps), kind: kind, old: old, new: new, oldParent: parents.old,
      newParent: parents.new, surroundings: surroundings)
    changes.append(FieldChange(path: path, kind: kind, old: old, new: new, verdict: circumstances.verdict))
  }

  /// The lists that two values are; one that is not set is empty.
  static func lists(
    _ old: MessageValue?, _ new: MessageValue?
  ) -> (old: [MessageValue], new: [MessageValue])? {
    switch (old, new) {
    case (.list(let a)?, .list(let b)?): (a, b)
    case (.list(let a)?, nil): (a, [])
    case (nil, .list(let b)?): ([], b)
    default: nil
    }
  }

  private typealias MemberPair = (name: String, old: MessageValue?, new: MessageValue?)

  /// The members that either has, in the order of the new, with those that went where they stood.
  private static func members(_ old: [MessageValue.Member], _ new: [MessageValue.Member]) -> [MemberPair] {
    let oldValues = Dictionary(old.map { ($0.name, $0.value) }) { first, _ in first }
    let newNames = Set(new.map(\.name))
    // Those that went, by the name before them that stayed; nil for none.
    var gone: [String?: [MemberPair]] = [:]
    var last: String?
    for member in old {
      if newNames.contains(member.name) {
        last = member.name
      } else {
        gone[last, default: []].append((member.name, member.value, nil))
      }
    }
    return new.reduce(into: gone[nil] ?? []) { pairs, member in
      pairs.append((member.name, oldValues[member.name], member.value))
      pairs += gone[member.name] ?? []
    }
  }
}

extension FieldPath {
  /// The name of the field that the last steps lead into.
  var lastField: String {
    for step in steps.reversed() {
      if case .field(let name) = step { return name }
    }
    return ""
  }
}
