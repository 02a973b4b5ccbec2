import EnvoyAPI

/// What a mesh's services contribute, encoded once for all dataplanes of one address family.
final class SharedClusters: @unchecked Sendable {
  // Unchecked: written by `init` only.

  private let parts: [ServiceResources?]
  /// Keep the encoded bytes.
  private let arenas: [Arena]

  /// - Parameters:
  ///   - plan: that of any of the dataplanes.
  ///   - services: indices of the services that any of them reaches.
  init(_ plan: ProxyPlan, services: [Int], options: CompileOptions) {
    let mesh = plan.mesh
    let services = services.filter { mesh.services[$0].hasSharedClusters(options) }
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
        return ServiceResources(of: index, generator, secrets: nil, keptIn: kept, scratch: scratch)
      }
      return Built(parts: parts, arena: kept)
    }
    var parts = [ServiceResources?](repeating: nil, count: mesh.services.count)
    for (index, part) in zip(services, built.lazy.flatMap(\.parts)) { parts[index] = part }
    self.parts = parts
    arenas = built.map(\.arena)
  }

  /// Hands one worker's arena over to the thread that joins.
  private struct Built: @unchecked Sendable {
    let parts: [ServiceResources]
    let arena: Arena
  }

  /// What a service contributes; nil where each dataplane makes that for itself.
  subscript(service: Int) -> ServiceResources? { parts[service] }
}

extension ExternalService {
  /// Whether all dataplanes can share its clusters: those that name a file of the dataplane they cannot.
  func hasSharedClusters(_ options: CompileOptions) -> Bool {
    options.secrets == .inline || tls?.clientCertificate == nil
  }
}
