import EnvoyAPI

/// Applies all modifications to the encoded resources of one dataplane.
struct ProxyPatcher {
  let modifications: [Modification]
  let kept: Arena
  let scratch: Arena

  /// What comes out.
  struct Result {
    /// Sorted by name, as the others are.
    let clusters: [PackedResource]
    let listeners: [PackedResource]
    /// One for each cluster with TLS.
    let transportSockets: [PackedResource]
    /// Where modifications are written that are for nothing here.
    let withoutTarget: [Node]
  }

  func patch(
    clusters: [PackedResource], listeners: [PackedResource]
  ) throws(PatchFailure) -> Result {
    var withoutTarget: [Node] = []
    var patchedClusters = clusters.compactMap { unpacked($0, Cluster.self) }
    var patchedListeners = listeners.compactMap { unpacked($0, Listener.self) }
    for modification in modifications {
      var patcher = ResourcePatcher(modification: modification, arena: scratch)
      try patcher.apply(to: &patchedClusters)
      try patcher.apply(to: &patchedListeners)
      if !patcher.hasTarget { withoutTarget.append(modification.node) }
    }
    return Result(
      clusters: pack(patchedClusters), listeners: pack(patchedListeners),
      transportSockets: pack(patchedClusters.compactMap(transportSocket)), withoutTarget: withoutTarget)
  }

  private func unpacked<Message: EnvoyMessage>(
    _ resource: PackedResource, _ type: Message.Type
  ) -> PatchableResource<Message>? {
    guard let message = try? Message(scratch, unpacking: Array(resource.message.content)) else { return nil }
    return .init(
      name: resource.name, origin: resource.origin, message: message, holdsSecrets: resource.holdsSecrets)
  }

  private func transportSocket(_ cluster: PatchableResource<Cluster>) -> PatchableResource<Resource>? {
    let sockets = cluster.message.transportSocketMatches.compactMap(\.transportSocket)
    return (sockets.first ?? cluster.message.transportSocket).map { socket in
      let resource = Resource(scratch) {
        $0.name = cluster.name
        $0.resource = .packing(socket)
      }
      return .init(
        name: cluster.name, origin: cluster.origin, message: resource, holdsSecrets: cluster.holdsSecrets)
    }
  }

  private func pack<Message: EnvoyMessage>(_ resources: [PatchableResource<Message>]) -> [PackedResource] {
    resources.map {
      PackedResource(
        $0.name, $0.message, origin: $0.origin,
        // A modification may bring a key of its own.
        holdsSecrets: $0.holdsSecrets || $0.message.packedInArena().holdsPrivateKey, keptIn: kept, scratch: scratch)
    }.sorted(by: PackedResource.inOrder)
  }
}
