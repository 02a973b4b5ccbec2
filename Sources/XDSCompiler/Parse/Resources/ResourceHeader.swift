/// The two ways to write a resource.
enum ResourceFormat: Sendable {
  case universal
  case kubernetes
}

/// What every resource has: its kind, its names and its labels.
///
/// A class, because every stage keeps it and none changes it.
final class ResourceHeader: Sendable {
  let id: ResourceID
  let format: ResourceFormat
  let root: Node
  /// `metadata.name` on Kubernetes, else `name`.
  let name: String
  /// Where the name stands.
  let nameNode: Node
  let namespace: String?
  /// Labels as written, sorted by key.
  let labels: [Label]
  /// The label `kuma.io/display-name`, on Kubernetes also the annotation of that name, else the name.
  let displayName: String
  let creationTime: Timestamp?

  init(
    id: ResourceID, format: ResourceFormat, root: Node, name: String, nameNode: Node, namespace: String?,
    labels: [Label], displayName: String, creationTime: Timestamp?
  ) {
    self.id = id
    self.format = format
    self.root = root
    self.name = name
    self.nameNode = nameNode
    self.namespace = namespace
    self.labels = labels
    self.displayName = displayName
    self.creationTime = creationTime
  }

  /// The mesh; resources outside any mesh count for every one.
  var mesh: String { id.mesh ?? "" }
  /// The name that Envoy resources, folders and references use: on Kubernetes `<name>.<namespace>`.
  var coreName: String { id.name }

  func label(_ key: String) -> String? {
    labels.first { $0.key == key }?.value
  }

  /// The place of a field below the root, present or not.
  func place(missing: StaticString) -> Place { Place(root, missing: missing) }
}

extension DiagnosticCollector {
  mutating func report(
    _ id: DiagnosticID, _ message: String, at place: Place, of resource: ResourceHeader,
    notes: [Diagnostic.Note] = [], help: String? = nil
  ) {
    add(
      Diagnostic(
        id, message, at: place.range, resource: resource.id, path: place.path(in: resource.root), notes: notes,
        help: help))
  }
}

/// Labels that Kuma defines.
enum KumaLabel {
  static let service = "kuma.io/service"
  static let mesh = "kuma.io/mesh"
  static let origin = "kuma.io/origin"
  static let zone = "kuma.io/zone"
  static let displayName = "kuma.io/display-name"
  static let namespace = "k8s.kuma.io/namespace"
  static let policyRole = "kuma.io/policy-role"
  static let effect = "kuma.io/effect"
}
