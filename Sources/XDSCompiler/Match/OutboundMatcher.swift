/// Which services of one mesh its dataplanes reach.
struct OutboundMatcher {
  private let mesh: NormalizedMesh
  private let options: CompileOptions
  private let vips: Set<IPAddress>
  /// What every transparent proxy of the mesh reaches.
  private let reachable: [Int]
  private let resolvedPolicies: ResolvedPolicies
  private var policies: PolicyPlanner
  private var reaches: [Reach.Source: Reach] = [:]
  /// Whether some route leads nowhere, so that nobody knows where traffic is to go.
  private let hasRouteErrors: Bool
  var diagnostics: DiagnosticCollector

  init(mesh: NormalizedMesh, options: CompileOptions, diagnostics: DiagnosticCollector) {
    self.mesh = mesh
    self.options = options
    self.diagnostics = diagnostics
    resolvedPolicies = ResolvedPolicies(mesh, zone: options.zone)
    let backends = RouteBackends(resolvedPolicies, diagnostics: &self.diagnostics)
    hasRouteErrors = self.diagnostics.errorCount > diagnostics.errorCount
    policies = PolicyPlanner(resolvedPolicies, backends)
    vips = Set(mesh.services.lazy.compactMap(\.vip?.address))
    reachable = mesh.services.indices.filter { mesh.reaches(mesh.services[$0], zone: options.zone) }
  }

  mutating func checkPolicies() {
    PolicyEffects(policies: resolvedPolicies, systemCAPath: options.systemCAPath).check(&diagnostics)
  }

  mutating func noteForbiddenAccess() {
    guard let forbids = mesh.forbidsExternalAccess, let header = mesh.header, !mesh.services.isEmpty else { return }
    diagnostics.report(
      .accessForbidden,
      "no traffic of mesh \(mesh.name) reaches a MeshExternalService: \(mesh.services.count) left out",
      at: Place(forbids.node), of: header)
  }

  /// Nil for a dataplane that is not compiled.
  mutating func plan(_ dataplane: Dataplane) -> ProxyPlan? {
    if dataplane.isBuiltinGateway {
      diagnostics.report(
        .gatewaySkipped, "\(Obstacle.builtinGateway(dataplane).reason), so it gets no folder",
        at: Place(dataplane.header.nameNode), of: dataplane.header)
      return nil
    }
    let errorsBefore = diagnostics.errorCount
    var source = Reach.Source()
    let redirects =
      dataplane.transparentProxy.map { $0.redirectPortInbound != 0 && $0.redirectPortOutbound != 0 } ?? false
    if let proxy = dataplane.transparentProxy {
      for index in reachable {
        guard let vip = mesh.services[index].vip else { continue }
        if let port = mesh.services[index].port {
          source.sockets.append(.init(service: index, address: vip.text, port: port, bindsToPort: !redirects))
        } else if checkPassthroughListener(for: mesh.services[index], vip, proxy, dataplane) {
          source.chains.append(.init(service: index, vip: vip))
        }
      }
    }
    for outbound in dataplane.outbounds {
      guard let index = service(of: outbound, dataplane) else { continue }
      // The redirect leaves loopback alone, so nothing would hand connections to a listener there.
      source.sockets.append(
        .init(
          service: index, address: outbound.addressText, port: outbound.port,
          bindsToPort: !redirects || outbound.address.isLoopback))
    }
    guard diagnostics.errorCount == errorsBefore, !dataplane.hasErrors, !mesh.hasErrors, !hasRouteErrors
    else { return nil }
    // Not sooner: every part of a compile finds the errors of all.
    guard options.shard?.holds(mesh: mesh.name, dataplane: dataplane.header.coreName) ?? true else { return nil }
    let policies = self.policies.plan(for: dataplane)
    source.policies = policies.map { ObjectIdentifier($0) }
    if let proxy = dataplane.transparentProxy, options.dnsPort != 0 { source.answersIPv6 = !proxy.isIPv4Only }
    let reach = reaches[source] ?? self.reach(source, policies)
    reaches[source] = reach
    return ProxyPlan(mesh: mesh, dataplane: dataplane, reach: reach, policies: policies)
  }

  private func reach(_ source: Reach.Source, _ policies: PolicyPlan?) -> Reach {
    var socketCounts = [Int](repeating: 0, count: mesh.services.count)
    for socket in source.sockets { socketCounts[socket.service] += 1 }
    var isReached = socketCounts.map { $0 > 0 }
    for chain in source.chains { isReached[chain.service] = true }
    let listened = isReached.indices.filter { isReached[$0] }
    for service in listened {
      for backend in policies?.routing(ofService: service)?.services ?? [] { isReached[backend] = true }
    }
    let order = source.sockets.map(\.service) + source.chains.map(\.service)
    return Reach(
      outbounds: name(source.sockets, socketCounts, policies), passthroughChains: source.chains,
      dnsDomains: source.answersIPv6.map { dnsDomains(services: listened, answersIPv6: $0) },
      services: isReached.indices.filter { isReached[$0] },
      collectors: policies.map { Collectors($0, services: order) } ?? Collectors())
  }

  /// The service that an explicit outbound leads to; nil, with a note or an error, when it leads nowhere.
  private mutating func service(of outbound: Dataplane.Outbound, _ dataplane: Dataplane) -> Int? {
    guard case .externalService(let name) = outbound.target else {
      skip(outbound, dataplane, "it leads to the inside of the mesh")
      return nil
    }
    guard let index = mesh.indexOfService(name.value) else {
      // It may well be the one that could not be read.
      if mesh.hidesService { return nil }
      diagnostics.report(
        .outboundUnknown, "no MeshExternalService \"\(name.value)\" in mesh \(mesh.name)", at: Place(name.node),
        of: dataplane.header,
        help: nearestName(to: name.value, among: mesh.services.lazy.map(\.coreName)).map { "did you mean \"\($0)\"?" })
      return nil
    }
    let service = mesh.services[index]
    if let obstacle = mesh.obstacle(to: service, zone: options.zone) {
      skip(outbound, dataplane, obstacle.reason)
      return nil
    }
    // What is wrong with it has been said.
    guard service.isCompiled else { return nil }
    if dataplane.transparentProxy != nil, vips.contains(outbound.address) {
      skip(
        outbound, dataplane, "\(outbound.addressText) is a VIP, which a transparent proxy has a listener for already")
      return nil
    }
    return index
  }

  private mutating func skip(_ outbound: Dataplane.Outbound, _ dataplane: Dataplane, _ reason: String) {
    diagnostics.report(
      .outboundSkipped, "outbound skipped: \(reason)", at: Place(outbound.node), of: dataplane.header)
  }

  /// A service without a port needs the passthrough listener of its VIP's family.
  private mutating func checkPassthroughListener(
    for service: ExternalService, _ vip: VIP, _ proxy: Dataplane.TransparentProxy, _ dataplane: Dataplane
  ) -> Bool {
    guard let obstacle = proxy.obstacle(toPortless: service, vip) else { return true }
    diagnostics.report(
      .portlessListener, obstacle.reason, at: obstacle.place ?? Place(proxy.node), of: dataplane.header,
      notes: [.init(message: "service \(service.coreName) is here", range: service.header.nameNode.range)])
    return false
  }

  /// Listener names: a service's own where it has one listener, with address and port where it has several.
  private func name(
    _ sockets: [Reach.Source.Socket], _ socketCounts: [Int], _ policies: PolicyPlan?
  ) -> [ProxyPlan.Outbound] {
    @Sendable func outbound(_ socket: Reach.Source.Socket) -> ProxyPlan.Outbound {
      let service = mesh.services[socket.service]
      let address = socket.address.asHost
      let name =
        if policies?.routing(ofService: socket.service)?.isTCP ?? !service.isHTTP {
          "outbound:\(address):\(socket.port)"
        } else if socketCounts[socket.service] > 1 {
          "\(service.clusterName):\(address):\(socket.port)"
        } else { service.clusterName }
      return ProxyPlan.Outbound(
        service: socket.service, address: socket.address, port: socket.port, listenerName: name,
        bindsToPort: socket.bindsToPort)
    }
    return sortedConcurrently(sockets, jobs: options.jobs, transform: { $0.map(outbound) }) {
      $0.listenerName.isBefore($1.listenerName)
    }
  }

  private func dnsDomains(services: [Int], answersIPv6: Bool) -> [ProxyPlan.DNSDomain] {
    @Sendable func domains(_ index: Int) -> [ProxyPlan.DNSDomain] {
      guard let vip = mesh.services[index].vip else { return [] }
      var addresses = [vip.text]
      if vip.address.family == .ipv4, answersIPv6 { addresses.append(mapped(vip.address)) }
      var domains: [ProxyPlan.DNSDomain] = []
      for hostname in mesh.services[index].hostnames.lazy.map(\.value) {
        domains.append(.init(name: hostname, addresses: addresses))
        // Envoy's table is case-sensitive; resolvers mostly ask in lower case.
        let lowercased = hostname.caseFolded
        if lowercased != hostname { domains.append(.init(name: lowercased, addresses: addresses)) }
      }
      return domains
    }
    var domains = sortedConcurrently(services, jobs: options.jobs, transform: { $0.flatMap(domains) }) {
      $0.name.isBefore($1.name)
    }
    var last: String?
    domains.removeAll { domain in
      defer { last = domain.name }
      return domain.name == last
    }
    return domains
  }

  /// The IPv4-mapped IPv6 address in the spelling that Kuma's DNS table has: two hexadecimal halves, not padded.
  private func mapped(_ address: IPAddress) -> String {
    "::ffff:\(String(address.value >> 16, radix: 16)):\(String(address.value & 0xffff, radix: 16))"
  }
}
