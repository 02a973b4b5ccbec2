import EnvoyAPI
import XDSCompiler

extension DataplaneDifference {
  /// How a dataplane differs, in those types of resources that both sides tell everything about.
  public init(name: DataplaneName?, from old: Snapshot, to new: Snapshot) throws(SnapshotError) {
    try self.init(name: name, from: old, to: new, by: WeightRule.table)
  }

  init(name: DataplaneName?, from old: Snapshot, to new: Snapshot, by rules: [WeightRule]) throws(SnapshotError) {
    var comparison = SnapshotComparison(old, new, rules)
    let types = old.types.intersection(new.types)
    // Clusters first: whoever names them follows their new names.
    for type in types.sorted(by: { SnapshotComparison.precedes($0, $1) }) { try comparison.compare(type) }
    self.init(name: name, resources: comparison.changes, hidden: comparison.hidden)
  }
}

/// Compares the resources of one dataplane.
private struct SnapshotComparison {
  private let old: Snapshot
  private let new: Snapshot
  private var surroundings = Surroundings()
  private var renames = RenameFinder()
  private(set) var changes: [ResourceChange] = []
  private(set) var hidden: [HiddenField] = []

  init(_ old: Snapshot, _ new: Snapshot, _ rules: [WeightRule]) {
    self.old = old
    self.new = new
    surroundings.rules = rules
    surroundings.oldHidesSecrets = old.hidesSecrets
    surroundings.newHidesSecrets = new.hidesSecrets
    let cluster = Cluster.messageType.fullName
    surroundings.reachedServices =
      !old.types.contains(cluster)
      || old.resources.keys.contains { $0.type == cluster && $0.name.hasPrefix(clusterNamePrefix) }
  }

  static func precedes(_ a: String, _ b: String) -> Bool {
    let cluster = Cluster.messageType.fullName
    return a == cluster || b == cluster ? a == cluster && b != cluster : a.isBefore(b)
  }

  mutating func compare(_ type: String) throws(SnapshotError) {
    let (oldNames, newNames) = (names(type, old), names(type, new))
    let removed = try values(oldNames.subtracting(newNames), type, old)
    let added = try values(newNames.subtracting(oldNames), type, new)
    let pairs = renames.pair(removed, added)
    surroundings.renames = renames.names
    let renamedFrom = Set(pairs.map(\.old.name))
    let renamedTo = Set(pairs.map(\.new.name))

    var found: [ResourceChange] = []
    for resource in removed where !renamedFrom.contains(resource.name) {
      found.append(change(.removed, type, resource.name, old: resource.value))
    }
    for resource in added where !renamedTo.contains(resource.name) {
      found.append(change(.added, type, resource.name, new: resource.value))
    }
    for (old, new) in pairs {
      var change = change(.renamed, type, new.name)
      change.oldName = old.name
      change.fields = fields(old.value, new.value, type, new.name)
      found.append(change)
    }
    for name in oldNames.intersection(newNames).sorted(by: { $0.isBefore($1) }) {
      let key = Snapshot.Key(type: type, name: name)
      guard let a = old.resources[key], let b = new.resources[key], !a.isSame(as: b) else { continue }
      let fields = fields(try told(a), try told(b), type, name)
      if !fields.isEmpty { found.append(ResourceChange(type: type, name: name, kind: .changed, fields: fields)) }
    }
    changes += found.sorted { $0.name.isBefore($1.name) }
  }

  private func names(_ type: String, _ snapshot: Snapshot) -> Set<String> {
    Set(snapshot.resources.keys.lazy.filter { $0.type == type }.map(\.name))
  }

  private func values(
    _ names: Set<String>, _ type: String, _ snapshot: Snapshot
  ) throws(SnapshotError) -> [RenameFinder.Named] {
    var values: [RenameFinder.Named] = []
    for name in names.sorted(by: { $0.isBefore($1) }) {
      guard let content = snapshot.resources[.init(type: type, name: name)] else { continue }
      values.append((name, try content.value()))
    }
    return values
  }

  private func told(_ content: Snapshot.Content) throws(SnapshotError) -> MessageValue {
    try content.value().removing(old.untoldFields.union(new.untoldFields))
  }

  private func change(
    _ kind: ChangeKind, _ type: String, _ name: String, old: MessageValue? = nil, new: MessageValue? = nil
  ) -> ResourceChange {
    var change = ResourceChange(type: type, name: name, kind: kind, old: old, new: new, fields: [])
    change.verdict =
      Circumstances(
        path: FieldPath([.field(change.shortType), .element(name)]), kind: kind, old: old, new: new,
        surroundings: surroundings
      ).verdict
    return change
  }

  private mutating func fields(
    _ old: MessageValue, _ new: MessageValue, _ type: String, _ name: String
  ) -> [FieldChange] {
    var comparison = ValueComparison(type: type, name: name, surroundings)
    comparison.compare(old, new)
    hidden += comparison.hidden.map { HiddenField(type: type, name: name, path: $0) }
    return comparison.changes
  }
}
