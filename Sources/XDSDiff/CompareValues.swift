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
      for name in ValueComparison.names(a, b) {
        compare(old?[name], new?[name], at: path.appending(.field(name)), in: (old, new))
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

  /// The names that either has, in the order of the new, with those that went where they stood.
  private static func names(_ old: [MessageValue.Member], _ new: [MessageValue.Member]) -> [String] {
    var names = new.map(\.name)
    var known = Set(names)
    var place = 0
    for member in old {
      if known.insert(member.name).inserted {
        names.insert(member.name, at: place)
        place += 1
      } else if let index = names.firstIndex(of: member.name) {
        place = index + 1
      }
    }
    return names
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
