import EnvoyAPI

/// What happened to a resource or a field.
public enum ChangeKind: String, Sendable, Hashable {
  case added, removed, changed
  /// The same elements in another order.
  case reordered
  /// The same resource by another name.
  case renamed
}

/// A difference within a resource.
public struct FieldChange: Hashable, Sendable {
  public var path: FieldPath
  public var kind: ChangeKind
  /// What was there; nil for what is added. Of a list in another order, what identifies its elements.
  public var old: MessageValue?
  /// What is there now; nil for what is removed.
  public var new: MessageValue?
  public var verdict: Verdict
}

/// A weight, and why.
public struct Verdict: Hashable, Sendable {
  public var weight: Weight
  /// For people, in a few words; empty where there is nothing to say.
  public var reason: String
}

/// A difference in a resource of a dataplane.
public struct ResourceChange: Hashable, Sendable {
  /// Full name of the message.
  public var type: String
  /// Its name on the new side, unless it is removed.
  public var name: String
  /// Its name on the old side, of a renamed resource.
  public var oldName: String?
  public var kind: ChangeKind
  /// The whole resource, where it is removed.
  public var old: MessageValue?
  /// The whole resource, where it is added.
  public var new: MessageValue?
  /// What the addition, removal or rename weighs by itself; nil for a change.
  public var verdict: Verdict?
  /// In the order of the fields.
  public var fields: [FieldChange]

  public var weight: Weight { max(verdict?.weight ?? .tuning, fields.map(\.verdict.weight).max() ?? .tuning) }

  /// The last part of the type's name, such as `Cluster`.
  public var shortType: String { type.split(separator: ".").last.map(String.init) ?? type }
}

/// A dataplane by its mesh and core name.
public struct DataplaneName: Hashable, Sendable, CustomStringConvertible {
  public var mesh: String
  public var name: String

  public init(mesh: String, name: String) {
    self.mesh = mesh
    self.name = name
  }

  /// `mesh/name`, as folders have it.
  public var description: String { "\(mesh)/\(name)" }
}

/// How one dataplane differs.
public struct DataplaneDifference: Hashable, Sendable {
  /// Nil when neither side says.
  public var name: DataplaneName?
  /// By type and name.
  public var resources: [ResourceChange]
  /// What is there on both sides but cannot be compared, as one of them hides it.
  public var hidden: [HiddenField]

  public init(name: DataplaneName?, resources: [ResourceChange], hidden: [HiddenField]) {
    self.name = name
    self.resources = resources
    self.hidden = hidden
  }
}

/// A secret that a live Envoy does not show.
public struct HiddenField: Hashable, Sendable {
  public var type: String
  public var name: String
  public var path: FieldPath
}

/// How two configurations differ.
public struct Difference: Sendable {
  /// How many dataplanes both sides have.
  public var compared: Int
  /// Dataplanes that only the new side has.
  public var added: [DataplaneName]
  /// Dataplanes that only the old side has.
  public var removed: [DataplaneName]
  /// The dataplanes of both sides in which there is something to tell, by name.
  public var dataplanes: [DataplaneDifference]

  public init(compared: Int, added: [DataplaneName], removed: [DataplaneName], dataplanes: [DataplaneDifference]) {
    self.compared = compared
    self.added = added
    self.removed = removed
    self.dataplanes = dataplanes
  }

  /// The heaviest of all changes; nil without any. A dataplane that comes or goes moves traffic.
  public var weight: Weight? {
    let changes = dataplanes.flatMap(\.resources).map(\.weight)
    return (changes + (added.isEmpty && removed.isEmpty ? [] : [.traffic])).max()
  }
}
