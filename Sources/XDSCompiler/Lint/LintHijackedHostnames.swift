extension HostnameAssigner {
  /// Hostnames that are the own name of an endpoint of their mesh: who means that server gets the service instead.
  ///
  /// - Parameter status: the hostnames that services have in their status.
  mutating func lintHijackedHostnames(_ services: [ExternalService], status: [[Located<String>]]) {
    var reported: Set<Claim> = []
    let (owners, meshStarts, jobs) = (owners, meshStarts, options.jobs)
    let chunks = taskCount(for: services.count, jobs: jobs)
    let suspects = concurrentMap(count: chunks, jobs: jobs) { chunk in
      services.indices.share(chunk, of: chunks).flatMap { index in
        services[index].endpoints.compactMap { endpoint in
          endpoint.hostName.map { Claim(mesh: meshStarts[index], hostname: $0) }
            .flatMap { claim in owners[claim].map { (index, endpoint, claim, owner: $0) } }
        }
      }
    }
    for (index, endpoint, claim, owner) in suspects.lazy.flatMap(\.self) {
      guard reported.insert(claim).inserted,
        let hostname = services[owner].hostnames.first(where: { $0.value.isSameHost(as: claim.hostname) })
      else { continue }
      let errorsBefore = diagnostics.errorCount
      report(
        hostname, isWritten: status[owner].contains { $0.node == hostname.node }, of: services[owner].header,
        endpoint, of: services[index].header)
      if diagnostics.errorCount > errorsBefore { services[owner].isCompiled = false }
    }
  }

  private mutating func report(
    _ hostname: Located<String>, isWritten: Bool, of owner: ResourceHeader, _ endpoint: ExternalService.Endpoint,
    of service: ResourceHeader
  ) {
    let target = Diagnostic.Note(
      message: "service \(service.coreName) has that server as its endpoint", range: endpoint.addressNode.range)
    let template = Diagnostic.Note(message: "this template makes the hostname", range: hostname.node.range)
    diagnostics.report(
      .hostnameHijack, "hostname \(hostname.value) is a server's own name: who means that server gets this service",
      at: Place(isWritten ? hostname.node : owner.nameNode), of: owner,
      notes: isWritten ? [target] : [template, target],
      help: "choose a hostname that no server has; a MeshPassthrough lets traffic to the server through as it is")
  }
}

extension String {
  /// Whether it is the host of a name in lower case without a trailing dot.
  fileprivate func isSameHost(as name: String) -> Bool { DNSName.withoutTrailingDot(self).caseFolded == name }
}
