import EnvoyAPI

/// Makes the files of one dataplane after the other. One per worker.
struct ProxyGenerator {
  private let options: CompileOptions
  private let scratch = Arena()
  private let kept = Arena()

  init(options: CompileOptions) {
    self.options = options
  }

  /// The dataplane's files, in the order of their names.
  func files(_ plan: ProxyPlan, shared: SharedClusters, emit: (OutputFile) throws -> Void) throws {
    defer {
      scratch.reset()
      kept.reset()
    }
    let clusters = self.clusters(plan, shared)
    let listeners = self.listeners(plan)
    func emitResponse(_ name: String, _ resources: [PackedResource], of type: MessageType) throws {
      try emit(
        file(
          plan, name, DiscoveryResponse.messageType, discoveryResponse(resources, of: type, scratch),
          holdsSecrets: resources.contains(where: \.holdsSecrets)))
    }
    try emitBootstrap(plan, listeners, clusters, emit)
    try emitResponse("clusters.pb", clusters, of: Cluster.messageType)
    try emitResponse("listeners.pb", listeners, of: Listener.messageType)
    try emitResponse(
      "transport_sockets.pb", shared.transportSockets(of: plan.services).sorted(by: PackedResource.inOrder),
      of: Resource.messageType)
  }

  private func emitBootstrap(
    _ plan: ProxyPlan, _ listeners: [PackedResource], _ clusters: [PackedResource], _ emit: (OutputFile) throws -> Void
  ) throws {
    let bootstrap = BootstrapGenerator(options: options, arena: scratch)
      .bootstrap(plan.dataplane, listeners: listeners, clusters: clusters)
    try emit(
      file(
        plan, "bootstrap.pb", Bootstrap.messageType, bootstrap.packed(),
        holdsSecrets: clusters.contains(where: \.holdsSecrets)))
  }

  private func file(
    _ plan: ProxyPlan, _ name: String, _ type: MessageType, _ bytes: [UInt8], holdsSecrets: Bool
  ) -> OutputFile {
    OutputFile(
      mesh: plan.mesh.name, dataplane: plan.dataplane.header.coreName, name: name, messageType: type, bytes: bytes,
      holdsSecrets: holdsSecrets)
  }

  private func clusters(_ plan: ProxyPlan, _ shared: SharedClusters) -> [PackedResource] {
    var clusters = shared.clusters(of: plan.services)
    if let passthrough = passthrough(plan) {
      clusters += passthrough.clusters().map(pack)
    }
    return clusters.sorted(by: PackedResource.inOrder)
  }

  private func listeners(_ plan: ProxyPlan) -> [PackedResource] {
    let generator = ListenerGenerator(mesh: plan.mesh, dataplane: plan.dataplane, arena: scratch)
    var listeners = plan.outbounds.map { outbound in
      // Keeping one listener's message alive at a time is what keeps the memory in the cache.
      defer { scratch.reset() }
      return pack(outbound.listenerName, generator.listener(outbound))
    }
    if let passthrough = passthrough(plan) {
      listeners += passthrough.listeners { family in
        plan.passthroughChains
          .filter { ($0.vip.address.family == .ipv6) == (family == .ipv6) }
          .map(generator.passthroughChain)
      }.map(pack)
    }
    if let domains = plan.dnsDomains {
      let dns = DNSListenerGenerator(port: options.dnsPort, upstreams: options.dnsUpstreams, arena: scratch)
      listeners.append(pack(DNSListenerGenerator.name, dns.listener(domains)))
    }
    return listeners.sorted(by: PackedResource.inOrder)
  }

  private func passthrough(_ plan: ProxyPlan) -> PassthroughGenerator? {
    plan.dataplane.transparentProxy.map {
      PassthroughGenerator(proxy: $0, allowsOutbound: plan.mesh.allowsPassthrough, arena: scratch)
    }
  }

  private func pack(_ name: String, _ message: some EnvoyMessage) -> PackedResource {
    PackedResource(name, message, keptIn: kept, scratch: scratch)
  }
}
