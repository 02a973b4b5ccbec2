import EnvoyAPI

/// Makes the files of one dataplane after the other.
struct ProxyGenerator {
  /// Memory of one thread, used again for every dataplane.
  private struct Worker: @unchecked Sendable {
    // Unchecked: one thread at a time.

    /// For messages until they are encoded.
    let scratch = Arena()
    /// For encoded resources until the dataplane's files are made.
    let kept = Arena()

    func pack(_ name: String, _ message: some EnvoyMessage, origin: ResourceOrigin) -> PackedResource {
      PackedResource(name, message, origin: origin, keptIn: kept, scratch: scratch)
    }
  }

  private let options: CompileOptions
  private let workers: [Worker]

  /// - Parameter jobs: threads to use for one dataplane: more than one where there are too few dataplanes to share out.
  init(options: CompileOptions, jobs: Int) {
    self.options = options
    workers = (0..<jobs).map { _ in Worker() }
  }

  /// Hands each of the dataplane's files to `emit`, from up to `jobs` threads.
  func files(
    _ plan: ProxyPlan, shared: SharedClusters, emit: @Sendable (OutputFile) throws -> Void
  ) throws {
    defer { reset() }
    let (clusters, listeners, transportSockets) = try resources(plan, shared)
    let makers: [@Sendable (Arena) -> OutputFile] = [
      { bootstrap(plan, listeners, clusters, $0) },
      { response(plan, "clusters.pb", clusters, of: Cluster.messageType, $0) },
      { response(plan, "listeners.pb", listeners, of: Listener.messageType, $0) },
      { response(plan, "transport_sockets.pb", transportSockets, of: Resource.messageType, $0) },
    ]
    // The bootstrap holds as much as the others together, so with two threads it has one to itself.
    let failures = concurrentMap(count: workers.count, jobs: workers.count) { index -> (any Error)? in
      let mine = workers.count == 1 ? makers[...] : index == 0 ? makers[..<1] : index == 1 ? makers[1...] : []
      let scratch = workers[index].scratch
      do {
        for make in mine {
          scratch.reset()
          try emit(make(scratch))
        }
        return nil
      } catch {
        return error
      }
    }
    if let failure = failures.lazy.compactMap({ $0 }).first { throw failure }
  }

  /// Why the plan's modifications do not apply; nil when they do.
  func patchFailure(_ plan: ProxyPlan, shared: SharedClusters) -> PatchFailure? {
    defer { reset() }
    do {
      _ = try resources(plan, shared)
      return nil
    } catch {
      return error
    }
  }

  private func reset() {
    for worker in workers {
      worker.scratch.reset()
      worker.kept.reset()
    }
  }

  private func resources(
    _ plan: ProxyPlan, _ shared: SharedClusters
  ) throws(PatchFailure) -> (
    clusters: [PackedResource], listeners: [PackedResource], transportSockets: [PackedResource]
  ) {
    let clusters = self.clusters(plan, shared)
    let listeners = self.listeners(plan)
    guard let modifications = plan.policies?.modifications, !modifications.isEmpty else {
      return (clusters, listeners, transportSockets(plan, shared))
    }
    return try ProxyPatcher(modifications: modifications, kept: workers[0].kept, scratch: workers[0].scratch)
      .patch(clusters: clusters, listeners: listeners)
  }

  private func bootstrap(
    _ plan: ProxyPlan, _ listeners: [PackedResource], _ clusters: [PackedResource], _ scratch: Arena
  ) -> OutputFile {
    let bootstrap = BootstrapGenerator(options: options, arena: scratch)
      .bootstrap(plan.dataplane, listeners: listeners, clusters: clusters)
    return OutputFile(
      plan, "bootstrap.pb", Bootstrap.messageType, bootstrap.packed(),
      holdsSecrets: options.bootstrap == .static && clusters.contains(where: \.holdsSecrets))
  }

  private func response(
    _ plan: ProxyPlan, _ name: String, _ resources: [PackedResource], of type: MessageType, _ scratch: Arena
  ) -> OutputFile {
    OutputFile(
      plan, name, DiscoveryResponse.messageType, discoveryResponse(resources, of: type, scratch),
      holdsSecrets: resources.contains(where: \.holdsSecrets))
  }

  private func clusters(_ plan: ProxyPlan, _ shared: SharedClusters) -> [PackedResource] {
    let worker = workers[0]
    var clusters = shared.clusters(of: plan.services)
    if let passthrough = passthrough(plan, worker.scratch) {
      clusters += passthrough.clusters().map { worker.pack($0, $1, origin: .transparent) }
    }
    clusters += collectorClusters(plan, worker.scratch).map { worker.pack($0.name, $0.cluster, origin: $0.origin) }
    return clusters.sorted(by: PackedResource.inOrder)
  }

  private func transportSockets(_ plan: ProxyPlan, _ shared: SharedClusters) -> [PackedResource] {
    let worker = workers[0]
    let ofCollectors = collectorClusters(plan, worker.scratch).compactMap { name, origin, cluster in
      cluster.transportSocketMatches.first?.transportSocket.map { transportSocket in
        worker.pack(
          name,
          Resource(worker.scratch) {
            $0.name = name
            $0.resource = .packing(transportSocket)
          }, origin: origin)
      }
    }
    return (shared.transportSockets(of: plan.services) + ofCollectors).sorted(by: PackedResource.inOrder)
  }

  private func collectorClusters(
    _ plan: ProxyPlan, _ arena: Arena
  ) -> [(name: String, origin: ResourceOrigin, cluster: Cluster)] {
    let generator = CollectorGenerator(
      isIPv6: plan.dataplane.isIPv6, systemCAPath: options.systemCAPath, arena: arena)
    return plan.collectors.clusterNames.map {
      ($0.name, $0.collector.origin, generator.cluster($0.collector, name: $0.name))
    }
  }

  private func listeners(_ plan: ProxyPlan) -> [PackedResource] {
    let parts = concurrentMap(count: workers.count, jobs: workers.count) { index in
      let worker = workers[index]
      let generator = ListenerGenerator(plan, arena: worker.scratch)
      return plan.outbounds.share(index, of: workers.count).map { outbound in
        // Keeping one listener's message alive at a time is what keeps the memory in the cache.
        worker.scratch.reset()
        return worker.pack(outbound.listenerName, generator.listener(outbound), origin: .outbound)
      }
    }
    return (parts.flatMap(\.self) + ownListeners(plan, workers[0])).sorted(by: PackedResource.inOrder)
  }

  /// Listeners that every transparent proxy has.
  private func ownListeners(_ plan: ProxyPlan, _ worker: Worker) -> [PackedResource] {
    var listeners: [PackedResource] = []
    if let passthrough = passthrough(plan, worker.scratch) {
      let generator = ListenerGenerator(plan, arena: worker.scratch)
      listeners += passthrough.listeners(cells: plan.passthroughCells(_:), chain: generator.passthroughChain).map {
        worker.pack($0, $1, origin: .transparent)
      }
    }
    if let domains = plan.dnsDomains {
      let dns = DNSListenerGenerator(port: options.dnsPort, upstreams: options.dnsUpstreams, arena: worker.scratch)
      listeners.append(worker.pack(DNSListenerGenerator.name, dns.listener(domains), origin: .dns))
    }
    return listeners
  }

  private func passthrough(_ plan: ProxyPlan, _ arena: Arena) -> PassthroughGenerator? {
    plan.dataplane.transparentProxy.map {
      PassthroughGenerator(
        proxy: $0, mode: plan.passthroughMode, isIPv6: plan.dataplane.isIPv6,
        policies: PolicyApplier(plan, arena: arena), arena: arena)
    }
  }
}

extension OutputFile {
  fileprivate init(
    _ plan: ProxyPlan, _ name: String, _ type: MessageType, _ bytes: [UInt8], holdsSecrets: Bool
  ) {
    self.init(
      mesh: plan.mesh.name, dataplane: plan.dataplane.header.coreName, name: name, messageType: type, bytes: bytes,
      holdsSecrets: holdsSecrets)
  }
}
