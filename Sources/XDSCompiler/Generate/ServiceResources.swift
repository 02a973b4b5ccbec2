import EnvoyAPI

/// What one service contributes to the files of a dataplane that reaches it.
final class ServiceResources: Sendable {
  let clusters: [PackedResource]
  /// One for each cluster with TLS, named after it.
  let transportSockets: [PackedResource]
  /// The client's certificate and key, where they stand in a file of their own.
  let secrets: [PackedResource]

  /// - Parameters:
  ///   - index: of the service in the mesh.
  ///   - secrets: where the dataplane finds its secrets; nil puts them where they are used.
  init(
    of index: Int, _ generator: ClusterGenerator, secrets source: ConfigSource?, keptIn kept: Arena, scratch: Arena
  ) {
    let service = generator.mesh.services[index]
    let certificate = service.tls?.clientCertificate
    var reference: SdsSecretConfig?
    var secrets: [PackedResource] = []
    if let source, let certificate {
      reference = SdsSecretConfig(scratch) {
        $0.name = service.clusterName
        $0.sdsConfig = source
      }
      let secret = Secret(scratch) {
        $0.name = service.clusterName
        $0.tlsCertificate = TransportSocketGenerator.tlsCertificate(certificate, scratch)
      }
      secrets.append(PackedResource(service.clusterName, secret, holdsSecrets: true, keptIn: kept, scratch: scratch))
    }
    let holdsSecrets = certificate != nil && reference == nil
    let transportSocket = service.tls.map {
      TransportSocket(
        scratch,
        packed: TransportSocketGenerator(arena: scratch, secret: reference).transportSocket($0).packedInArena())
    }
    var clusters: [PackedResource] = []
    var transportSockets: [PackedResource] = []
    for (name, cluster) in generator.clusters(for: service, transportSocket: transportSocket) {
      generator.policies?.configure(cluster, ofService: index)
      clusters.append(PackedResource(name, cluster, holdsSecrets: holdsSecrets, keptIn: kept, scratch: scratch))
      guard let transportSocket else { continue }
      let resource = Resource(scratch) {
        $0.name = name
        $0.resource = .packing(transportSocket)
      }
      transportSockets.append(
        PackedResource(name, resource, holdsSecrets: holdsSecrets, keptIn: kept, scratch: scratch))
    }
    self.clusters = clusters
    self.transportSockets = transportSockets
    self.secrets = secrets
  }
}
