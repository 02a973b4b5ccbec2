import EnvoyAPI

/// The clusters and transport sockets of a mesh's services, encoded once for all dataplanes of one address family.
final class SharedClusters: @unchecked Sendable {
  // Unchecked: written by `init` only.

  /// What one service contributes.
  private struct Part {
    var clusters: [PackedResource] = []
    var transportSockets: [PackedResource] = []
  }

  private let parts: [Part]
  /// Keep the encoded bytes.
  private let arenas: [Arena]

  /// - Parameters:
  ///   - plan: that of any of the dataplanes.
  ///   - services: indices of the services that any of them reaches.
  init(_ plan: ProxyPlan, services: [Int], options: CompileOptions) {
    let mesh = plan.mesh
    // One share per thread: each keeps an arena, whose last chunk is half empty.
    let chunks = min(options.jobs, max(1, services.count / 64))
    let built = concurrentMap(count: chunks, jobs: options.jobs) { chunk in
      let kept = Arena()
      let scratch = Arena()
      let generator = ClusterGenerator(
        mesh: mesh, isIPv6: plan.dataplane.isIPv6, localZone: options.zone,
        policies: PolicyApplier(plan, arena: scratch), arena: scratch)
      let parts = services.share(chunk, of: chunks).map { index in
        defer { scratch.reset() }
        return SharedClusters.part(mesh.services[index], index, generator, keptIn: kept, scratch: scratch)
      }
      return Built(parts: parts, arena: kept)
    }
    var parts = [Part](repeating: Part(), count: mesh.services.count)
    for (index, part) in zip(services, built.lazy.flatMap(\.parts)) { parts[index] = part }
    self.parts = parts
    arenas = built.map(\.arena)
  }

  /// Hands one worker's arena over to the thread that joins.
  private struct Built: @unchecked Sendable {
    let parts: [Part]
    let arena: Arena
  }

  private static func part(
    _ service: ExternalService, _ index: Int, _ generator: ClusterGenerator, keptIn kept: Arena, scratch: Arena
  ) -> Part {
    let holdsSecrets = service.tls?.clientCertificate != nil
    let transportSocket = service.tls.map {
      TransportSocket(
        scratch, packed: TransportSocketGenerator(arena: scratch).transportSocket($0).packedInArena())
    }
    var part = Part()
    for (name, cluster) in generator.clusters(for: service, transportSocket: transportSocket) {
      generator.policies?.configure(cluster, ofService: index)
      part.clusters.append(
        PackedResource(name, cluster, holdsSecrets: holdsSecrets, keptIn: kept, scratch: scratch))
      guard let transportSocket else { continue }
      let resource = Resource(scratch) {
        $0.name = name
        $0.resource = .packing(transportSocket)
      }
      part.transportSockets.append(
        PackedResource(name, resource, holdsSecrets: holdsSecrets, keptIn: kept, scratch: scratch))
    }
    return part
  }

  func clusters(of services: [Int]) -> [PackedResource] { services.flatMap { parts[$0].clusters } }

  func transportSockets(of services: [Int]) -> [PackedResource] { services.flatMap { parts[$0].transportSockets } }
}
