import EnvoyAPI

/// Applies all modifications to the encoded resources of one dataplane.
struct ProxyPatcher {
  let modifications: [Modification]
  let kept: Arena
  let scratch: Arena

  /// Results are sorted by name, and a transport socket is there for each cluster with TLS.
  func patch(
    clusters: [PackedResource], listeners: [PackedResource]
  ) throws(PatchFailure) -> (
    clusters: [PackedResource], listeners: [PackedResource], transportSockets: [PackedResource]
  ) {
    var patchedClusters = clusters.compactMap { unpacked($0, Cluster.self) }
    var patchedListeners = listeners.compactMap { unpacked($0, Listener.self) }
    for modification in modifications {
      let patcher = ResourcePatcher(modification: modification, arena: scratch)
      try patcher.apply(to: &patchedClusters)
      try patcher.apply(to: &patchedListeners)
    }
    return (pack(patchedClusters), pack(patchedListeners), pack(patchedClusters.compactMap(transportSocket)))
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
