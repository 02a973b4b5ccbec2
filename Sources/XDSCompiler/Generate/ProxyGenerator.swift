import EnvoyAPI

/// Makes the files of dataplanes of one shape after those of another.
struct ProxyGenerator: @unchecked Sendable {
  // Unchecked: each of its workers has an arena of its own.

  /// Memory for a part of the work.
  private struct Worker: @unchecked Sendable {
    // Unchecked: one thread at a time.

    /// For messages until they are encoded; used again for every resource.
    let scratch: Arena
    /// For encoded resources. Files keep it.
    let kept = Arena()

    func pack(_ name: String, _ message: some EnvoyMessage, origin: ResourceOrigin) -> PackedResource {
      PackedResource(name, message, origin: origin, keptIn: kept, scratch: scratch)
    }
  }

  /// The resources of dataplanes of one shape.
  private struct Resources: @unchecked Sendable {
    // Unchecked: never changed.
    let clusters: [PackedResource]
    let listeners: [PackedResource]
    let transportSockets: [PackedResource]
    let secrets: [PackedResource]
    /// Where modifications of MeshProxyPatches are written that are for none of these.
    let modificationsWithoutTarget: [Node]
    /// All clusters and listeners as a bootstrap has them.
    let staticResources: Bootstrap.StaticResources
    let owners: [AnyObject]
  }

  private static let secretsFile = "secrets.pb"

  private let options: CompileOptions
  /// One for each worker.
  private let scratches: [Arena]

  private var jobs: Int { scratches.count > 1 ? options.jobs : 1 }

  /// - Parameter tasks: how many workers share the work on one dataplane: more than one where there are too few dataplanes
  ///   to share out.
  init(options: CompileOptions, tasks: Int) {
    self.options = options
    scratches = (0..<tasks).map { _ in Arena() }
  }

  private func makeWorkers() -> [Worker] { scratches.map { Worker(scratch: $0) } }

  /// Hands the files of dataplanes of one shape to `emit`, from up to as many threads as there are workers.
  ///
  /// - Parameter whenDone: called after the last file of each dataplane.
  func files(
    _ plans: ArraySlice<ProxyPlan>, shared: SharedClusters, emit: @Sendable (OutputFile) throws -> Void,
    whenDone: @Sendable () -> Void
  ) throws {
    guard let first = plans.first else { return }
    let workers = makeWorkers()
    let resources = try resources(first, shared, workers)
    let kinds = fileKinds(resources)
    guard jobs > 1 else {
      let files = kinds.map { $0() }
      for plan in plans {
        for file in files { try emit(file(plan)) }
        whenDone()
      }
      return
    }
    let failures = concurrentMap(count: kinds.count, jobs: jobs) { index -> (any Error)? in
      do {
        let file = kinds[index]()
        for plan in plans { try emit(file(plan)) }
        return nil
      } catch {
        return error
      }
    }
    if let failure = failures.lazy.compactMap({ $0 }).first { throw failure }
    for _ in plans { whenDone() }
  }

  /// Applies the plan's modifications as a trial.
  ///
  /// - Returns: where those are written that are for nothing here.
  func tryPatches(_ plan: ProxyPlan, shared: SharedClusters) throws(PatchFailure) -> [Node] {
    try resources(plan, shared, makeWorkers()).modificationsWithoutTarget
  }

  private func resources(
    _ plan: ProxyPlan, _ shared: SharedClusters, _ workers: [Worker]
  ) throws(PatchFailure) -> Resources {
    defer { for scratch in scratches { scratch.reset() } }
    let services = plan.services.map { shared[$0] ?? ownResources(ofService: $0, plan, workers[0]) }
    var clusters = self.clusters(plan, services, workers[0])
    var listeners = self.listeners(plan, workers)
    var transportSockets: [PackedResource]
    var withoutTarget: [Node] = []
    if let modifications = plan.policies?.modifications, !modifications.isEmpty {
      let patched =
        try ProxyPatcher(modifications: modifications, kept: workers[0].kept, scratch: workers[0].scratch)
        .patch(clusters: clusters, listeners: listeners)
      (clusters, listeners, transportSockets) = (patched.clusters, patched.listeners, patched.transportSockets)
      withoutTarget = patched.withoutTarget
    } else {
      transportSockets = self.transportSockets(plan, services, workers[0])
    }
    return Resources(
      clusters: clusters, listeners: listeners, transportSockets: transportSockets,
      secrets: services.flatMap(\.secrets).sorted(by: PackedResource.inOrder),
      modificationsWithoutTarget: withoutTarget,
      staticResources: Bootstrap.StaticResources(
        workers[0].kept,
        packedFields: [("listeners", listeners.map(\.message)), ("clusters", clusters.map(\.message))]),
      owners: workers.map(\.kept) + [shared])
  }

  /// What no other dataplane has just so.
  private func ownResources(ofService index: Int, _ plan: ProxyPlan, _ worker: Worker) -> ServiceResources {
    let generator = ClusterGenerator(
      mesh: plan.mesh, isIPv6: plan.dataplane.isIPv6, localZone: options.zone,
      policies: PolicyApplier(plan, arena: worker.scratch), arena: worker.scratch)
    var source: ConfigSource?
    if case .sds(let treePath) = options.secrets {
      source = WatchedTree(path: treePath).configSource(Self.secretsFile, of: plan.dataplane, worker.scratch)
    }
    return ServiceResources(of: index, generator, secrets: source, keptIn: worker.kept, scratch: worker.scratch)
  }

  private func bootstrap(_ plan: ProxyPlan, _ resources: Resources) -> OutputFile {
    let arena = Arena(chunkSize: 16 << 10)
    let bootstrap = BootstrapGenerator(options: options, arena: arena)
      .bootstrap(plan.dataplane, staticResources: resources.staticResources)
    return OutputFile(
      plan, "bootstrap.pb", Bootstrap.messageType,
      FileContent(bootstrap.packedPieces(), keptBy: resources.owners + [arena]),
      holdsSecrets: options.bootstrap == .static && resources.clusters.contains(where: \.holdsSecrets))
  }

  /// What makes each kind of file: what dataplanes of a shape share of it first, then what one of them has.
  ///
  /// Bootstraps hold as much as the others together, so they come first.
  private func fileKinds(_ resources: Resources) -> [@Sendable () -> (ProxyPlan) -> OutputFile] {
    let lists =
      [
        ("clusters.pb", resources.clusters, Cluster.messageType),
        ("listeners.pb", resources.listeners, Listener.messageType),
        ("transport_sockets.pb", resources.transportSockets, Resource.messageType),
      ] + (options.secrets == .inline ? [] : [(Self.secretsFile, resources.secrets, Secret.messageType)])
    let responses = lists.map { name, list, type in
      { @Sendable () -> (ProxyPlan) -> OutputFile in
        let arena = Arena()
        let content = FileContent(
          discoveryResponse(list, of: type, arena).packedPieces(), keptBy: resources.owners + [arena])
        let holdsSecrets = list.contains(where: \.holdsSecrets)
        return { OutputFile($0, name, DiscoveryResponse.messageType, content, holdsSecrets: holdsSecrets) }
      }
    }
    return [{ { self.bootstrap($0, resources) } }] + responses
  }

  private func clusters(_ plan: ProxyPlan, _ services: [ServiceResources], _ worker: Worker) -> [PackedResource] {
    var clusters = services.flatMap(\.clusters)
    if let passthrough = passthrough(plan, worker.scratch) {
      clusters += passthrough.clusters().map { worker.pack($0, $1, origin: .transparent) }
    }
    clusters += collectorClusters(plan, worker.scratch).map { worker.pack($0.name, $0.cluster, origin: $0.origin) }
    clusters.sort(by: PackedResource.inOrder)
    return clusters
  }

  private func transportSockets(_ plan: ProxyPlan, _ services: [ServiceResources], _ worker: Worker) -> [PackedResource]
  {
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
    return (services.flatMap(\.transportSockets) + ofCollectors).sorted(by: PackedResource.inOrder)
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

  private func listeners(_ plan: ProxyPlan, _ workers: [Worker]) -> [PackedResource] {
    // Those that the proxy has anyway come to about as much as a share of the others.
    let shares = max(1, workers.count - 1)
    let parts = concurrentMap(count: 1 + shares, jobs: jobs) { part in
      let worker = workers[part % workers.count]
      return part == 0
        ? ownListeners(plan, worker) : outboundListeners(plan, plan.outbounds.share(part - 1, of: shares), worker)
    }
    var listeners = parts.flatMap(\.self)
    listeners.sort(by: PackedResource.inOrder)
    return listeners
  }

  private func outboundListeners(
    _ plan: ProxyPlan, _ outbounds: ArraySlice<ProxyPlan.Outbound>, _ worker: Worker
  ) -> [PackedResource] {
    let generator = ListenerGenerator(plan, arena: worker.scratch)
    return outbounds.map { outbound in
      // Keeping one listener's message alive at a time is what keeps the memory in the cache.
      worker.scratch.reset()
      return worker.pack(outbound.listenerName, generator.listener(outbound), origin: .outbound)
    }
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
    _ plan: ProxyPlan, _ name: String, _ type: MessageType, _ content: FileContent, holdsSecrets: Bool
  ) {
    self.init(
      mesh: plan.mesh.name, dataplane: plan.dataplane.header.coreName, name: name, messageType: type, content: content,
      holdsSecrets: holdsSecrets)
  }
}
