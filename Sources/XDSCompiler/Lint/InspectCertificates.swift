/// Has the certificates and keys of all services looked into, and says what is found where they are written.
///
/// What is wrong with a Secret by itself is said once for all services that use it.
func inspectCertificates(
  _ resources: NormalizedResources, in sources: [SourceFile], by inspector: any CertificateInspector,
  _ diagnostics: inout DiagnosticCollector
) {
  var places = PEMPlaces(sources)
  var said: Set<SaidFinding> = []
  for service in resources.meshes.lazy.flatMap(\.services) {
    guard let tls = service.tls, let written = WrittenMaterial(service, tls, resources.secrets) else { continue }
    for finding in inspector.findings(in: written.material(of: tls)) {
      let diagnostic = written.diagnostic(finding, &places)
      if said.insert(SaidFinding(diagnostic)).inserted { diagnostics.add(diagnostic) }
    }
  }
}

private struct SaidFinding: Hashable {
  let id: DiagnosticID
  let range: SourceRange?
  let message: String

  init(_ diagnostic: Diagnostic) {
    (id, range, message) = (diagnostic.id, diagnostic.range, diagnostic.message)
  }
}

/// The material of a service, with where it is written.
private struct WrittenMaterial {
  struct Text {
    let bytes: [UInt8]
    /// The scalar that holds it, in the service or in a Secret.
    let node: Node
    let owner: ResourceHeader
    let source: MeshExternalServiceResource.DataSource
  }

  let service: ExternalService
  let names: [TLSOrigination.SANMatcher]
  private(set) var texts: [TLSMaterial.Field: Text] = [:]

  /// Nil where the service has none that the sidecar uses.
  init?(_ service: ExternalService, _ tls: TLSOrigination, _ secrets: SecretStore) {
    self.service = service
    names = tls.subjectAltNames
    let verification = tls.verification
    if case .certificates = tls.trustedCA {
      texts[.caCert] = verification?.caCert.flatMap { Text($0, of: service, secrets) }
    }
    if tls.clientCertificate != nil {
      texts[.clientCert] = verification?.clientCert.flatMap { Text($0, of: service, secrets) }
      texts[.clientKey] = verification?.clientKey.flatMap { Text($0, of: service, secrets) }
    }
    if texts.isEmpty { return nil }
  }

  func material(of tls: TLSOrigination) -> TLSMaterial {
    var material = TLSMaterial()
    material.caCert = texts[.caCert]?.bytes
    material.clientCert = texts[.clientCert]?.bytes
    material.clientKey = tls.clientCertificate?.key
    material.serverNames = names.map(TLSMaterial.ServerName.init)
    return material
  }

  func diagnostic(_ finding: CertificateFinding, _ places: inout PEMPlaces) -> Diagnostic {
    switch finding.subject {
    case .block(let block):
      guard let text = texts[block.field] else { break }
      let range = text.range(of: block, &places)
      return Diagnostic(
        finding.id, finding.message, at: range, resource: text.owner.id,
        path: Place(text.node).path(in: text.owner.root),
        notes: text.isShared
          ? [.init(message: "service \(service.coreName) uses it here", range: text.source.node.range)] : [],
        help: finding.help)
    case .use(let block, let other):
      guard let text = texts[block.field], let otherText = texts[other.field] else { break }
      let place = text.isShared ? Place(keyOf: text.source.node) : Place(text.node)
      return Diagnostic(
        finding.id, finding.message, at: text.isShared ? place.range : text.range(of: block, &places),
        resource: service.header.id, path: place.path(in: service.header.root),
        notes: [.init(message: "the certificate is here", range: otherText.range(of: other, &places))],
        help: finding.help)
    case .serverNames(let block):
      guard let text = texts[block.field] else { break }
      let place = names.lazy.compactMap(\.node).first.map(Place.init(_:)) ?? Place(keyOf: text.source.node)
      return Diagnostic(
        finding.id, finding.message, at: place.range, resource: service.header.id,
        path: place.path(in: service.header.root),
        notes: [.init(message: "the certificate is here", range: text.range(of: block, &places))], help: finding.help)
    }
    return Diagnostic(
      finding.id, finding.message, at: service.header.nameNode.range, resource: service.header.id, help: finding.help)
  }
}

extension WrittenMaterial.Text {
  /// Nil where there is nothing to read, which has been said.
  init?(_ source: MeshExternalServiceResource.DataSource, of service: ExternalService, _ secrets: SecretStore) {
    self.source = source
    if let name = source.secret {
      guard let secret = secrets.secret(name.value, inMesh: service.header.mesh), let payload = secret.payload,
        let node = secret.stringData ?? secret.data
      else { return nil }
      (bytes, self.node, owner) = (payload, node, secret.header)
    } else {
      guard let node = source.inline ?? source.inlineString,
        let bytes = source.inline == nil ? Array(node.utf8) : Base64.decode(node.utf8)
      else { return nil }
      (self.bytes, self.node, owner) = (bytes, node, service.header)
    }
  }

  /// Whether it is a Secret, which others may use.
  var isShared: Bool { source.secret != nil }

  func range(of block: CertificateFinding.Block, _ places: inout PEMPlaces) -> SourceRange {
    places.range(ofBlock: block.index, of: bytes, in: node)
  }
}

extension TLSMaterial.ServerName {
  fileprivate init(_ matcher: TLSOrigination.SANMatcher) {
    let kind: Kind =
      switch matcher.kind {
      case .dns: .dns
      case .ipAddress: .ipAddress
      case .uri: .uri
      }
    switch matcher.match {
    case .exact(let text): self.init(kind, text)
    case .prefix(let text): self.init(kind, text, isPrefix: true)
    }
  }
}
