extension ServiceNormalizer {
  /// TLS settings under which a connection proves less than it seems to.
  ///
  /// - Parameter endpoints: all that are valid.
  mutating func lintTLS(_ resource: MeshExternalServiceResource, endpoints: [ExternalService.Endpoint]) {
    guard let tls = resource.tls, tls.enabled?.value == true else { return }
    let verification = tls.verification
    switch verification?.mode?.value ?? .secured {
    case .skipAll:
      guard let mode = verification?.mode else { break }
      report(
        .tlsSkipAll, "mode SkipAll verifies nothing: whoever answers is taken for the server", at: Place(mode.node),
        of: resource, help: "for the certificate of a private CA, set caCert; to skip only the names, use mode SkipSAN")
    case .skipCA:
      guard let first = verification?.subjectAltNames.first else { break }
      report(
        .sanUnchecked, "mode SkipCA checks no certificate, so subjectAltNames are never checked",
        at: Place(keyOf: first.node.parent ?? first.node), of: resource)
    case .secured, .skipSAN: break
    }
    lintSharedSNI(resource, verification, endpoints: endpoints)
  }

  /// Several hosts, and the name of the first of them as the SNI of all.
  private mutating func lintSharedSNI(
    _ resource: MeshExternalServiceResource, _ verification: MeshExternalServiceResource.Verification?,
    endpoints: [ExternalService.Endpoint]
  ) {
    let usesServerName = (verification?.mode?.value ?? .secured).usesServerName
    guard let written = resource.endpoints, written.count == endpoints.count, let first = endpoints.first,
      let sni = first.hostName, !usesServerName || verification?.serverName == nil,
      let other = endpoints.indices.first(where: { !endpoints[$0].isUnix && endpoints[$0].hostName != sni }),
      let (name, otherName) = written[0].address.flatMap({ name in written[other].address.map { (name, $0) } })
    else { return }
    report(
      .tlsSharedSNI, "TLS to \(otherName.value) takes the name of the first endpoint, \(name.value), for its SNI",
      at: Place(otherName.node), of: resource,
      notes: [.init(message: "the first endpoint is here", range: name.node.range)],
      help: usesServerName
        ? "set serverName where one name is right for all; else make them services of their own"
        : "make them services of their own")
  }
}

extension ExternalService.Endpoint {
  /// The DNS name, such that equal names are equal; nil for other addresses.
  var hostName: String? {
    guard case .dns(let name) = address else { return nil }
    return DNSName.withoutTrailingDot(name).caseFolded
  }
}
