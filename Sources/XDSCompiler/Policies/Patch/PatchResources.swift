import EnvoyAPI

/// A cluster or listener on its way through the modifications.
struct PatchableResource<Message: EnvoyMessage> {
  var name: String
  var origin: ResourceOrigin
  var message: Message
  var holdsSecrets: Bool
}

/// Why a modification cannot be applied to a resource.
struct PatchFailure: Error {
  let modification: Modification
  let resource: String
  let reason: String
}

/// Applies modifications to the resources of one dataplane.
struct ResourcePatcher {
  let modification: Modification
  let arena: Arena
  /// Whether there has been anything that it is for.
  private(set) var hasTarget = false

  init(modification: Modification, arena: Arena) {
    self.modification = modification
    self.arena = arena
  }

  mutating func noteTarget(_ isThere: Bool = true) { hasTarget = hasTarget || isThere }

  mutating func apply(to clusters: inout [PatchableResource<Cluster>]) throws(PatchFailure) {
    guard modification.scope == .cluster else { return }
    let match = modification.match
    try applyWhole(to: &clusters, \.name) { match.fits($0.name, $0.origin, tags: []) }
  }

  mutating func apply(to listeners: inout [PatchableResource<Listener>]) throws(PatchFailure) {
    let match = modification.match
    switch modification.scope {
    case .cluster: return
    case .listener:
      try applyWhole(to: &listeners, \.name) { match.fits($0.name, $0.origin, tags: $0.message.tags) }
    default:
      for index in listeners.indices
      where match.fitsListener(listeners[index].name, listeners[index].origin, listeners[index].message.tags) {
        try applyInside(listeners[index].message)
      }
    }
  }

  private mutating func applyWhole<Message: EnvoyMessage>(
    to resources: inout [PatchableResource<Message>], _ name: KeyPath<Message, String>,
    _ fits: (PatchableResource<Message>) -> Bool
  ) throws(PatchFailure) {
    noteTarget(modification.operation == .add || resources.contains(where: fits))
    switch modification.operation {
    case .remove: resources.removeAll(where: fits)
    case .patch:
      for index in resources.indices where fits(resources[index]) {
        resources[index].message = try patched(resources[index].message, named: resources[index].name)
        resources[index].name = resources[index].message[keyPath: name]
      }
    default:
      let message: Message = try value(for: "")
      let added = message[keyPath: name]
      resources.removeAll { $0.name == added }
      resources.append(.init(name: added, origin: .meshProxyPatch, message: message, holdsSecrets: false))
    }
  }

  /// The message of `value`.
  func value<Message: EnvoyMessage>(for resource: String) throws(PatchFailure) -> Message {
    var findings: [TextFinding<Node>] = []
    guard let value = modification.value, let message = Message(arena, reading: value.root, findings: &findings) else {
      throw failure(resource, findings.first?.problem.description ?? "it has no value")
    }
    return message
  }

  /// A message with the value merged in, or the JSON Patches applied.
  ///
  /// - Parameter keepingTypes: whether an `Any` of another type is an error, rather than the replacement.
  func patched<Message: EnvoyMessage>(
    _ message: Message, named resource: String, keepingTypes: Bool = false
  ) throws(PatchFailure) -> Message {
    guard modification.patches.isEmpty else { return try patchedByJSON(message, named: resource) }
    let value: Message = try value(for: resource)
    do {
      try message.merge(value, keepingTypes: keepingTypes)
    } catch {
      throw failure(resource, "\(error)")
    }
    return message
  }

  func patchedByJSON<Message: EnvoyMessage>(
    _ message: Message, named resource: String
  ) throws(PatchFailure) -> Message {
    guard var document = try? Message.messageType.unpack(message.packed()).value() else {
      throw failure(resource, "it cannot be read")
    }
    do {
      for patch in modification.patches { try patch.apply(to: &document) }
    } catch {
      throw failure(resource, error.message)
    }
    var findings: [TextFinding<MessageValue>] = []
    guard let patched = Message(arena, reading: document, findings: &findings) else {
      let first = findings.first.map { "\($0.path.isEmpty ? "" : "\($0.path): ")\($0.problem)" } ?? ""
      throw failure(resource, "what comes out is no valid resource: \(first)")
    }
    return patched
  }

  func failure(_ resource: String, _ reason: String) -> PatchFailure {
    PatchFailure(modification: modification, resource: resource, reason: reason)
  }
}

extension Listener {
  /// Tags by which modifications find it.
  fileprivate var tags: [(key: String, value: String)] {
    guard let metadata, let tags = metadata.filterMetadata.first(where: { $0.key == MetadataKey.listenerTags })?.value,
      case .object(let members)? = try? StructMessage.messageType.unpack(tags.packed()).value()
    else { return [] }
    return members.map { ($0.name, $0.value.string ?? "") }
  }
}

extension Modification.Match {
  /// Of a cluster or a listener itself.
  fileprivate func fits(_ name: String, _ origin: ResourceOrigin, tags: [(key: String, value: String)]) -> Bool {
    (self.name == nil || self.name == name) && fits(origin) && fits(tags)
  }

  /// Of a listener in which something is to be changed.
  fileprivate func fitsListener(
    _ name: String, _ origin: ResourceOrigin, _ tags: [(key: String, value: String)]
  ) -> Bool {
    (listenerName == nil || listenerName == name) && fits(origin) && fits(tags)
  }

  private func fits(_ origin: ResourceOrigin) -> Bool { self.origin == nil || self.origin == origin.rawValue }

  private func fits(_ tags: [(key: String, value: String)]) -> Bool {
    listenerTags.allSatisfy { wanted in tags.contains { $0 == wanted } }
  }
}
