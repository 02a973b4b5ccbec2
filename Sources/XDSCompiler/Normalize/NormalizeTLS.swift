extension ServiceNormalizer {
  /// Checks `spec.tls`, enabled or not, and decides everything that the transport socket shows; nil when TLS is off.
  mutating func normalizeTLS(
    _ resource: MeshExternalServiceResource, firstEndpoint: ExternalService.Endpoint?
  ) -> TLSOrigination? {
    guard let tls = resource.tls else { return nil }
    let errorsBefore = diagnostics.errorCount
    checkVersions(tls, of: resource)
    let verification = tls.verification
    let mode = verification?.mode?.value ?? .defaultValue
    checkNames(verification, of: resource)
    let caCert = normalizeCACertificate(verification, of: resource)
    let clientCertificate = normalizeClientCertificate(verification, of: resource)
    guard tls.enabled?.value == true, let firstEndpoint else { return nil }

    let trustedCA = trustedCA(caCert, mode: mode, tls, of: resource)
    let serverName = serverName(verification, mode: mode, firstEndpoint: firstEndpoint)
    checkPeerName(serverName?.value, mode: mode, firstEndpoint: firstEndpoint, tls, of: resource)
    let parameters = TLSOrigination.Parameters(tls.version)
    guard diagnostics.errorCount == errorsBefore, !resource.hasErrors else { return nil }

    noteConsequences(tls, mode: mode, parameters: parameters, clientCertificate: clientCertificate, of: resource)
    return TLSOrigination(
      mode: mode,
      name: firstEndpoint.transportSocketName ?? resource.header.coreName,
      sni: serverName?.value,
      sniNode: serverName?.node,
      trustedCA: trustedCA,
      subjectAltNames: trustedCA == nil || mode == .skipSAN
        ? [] : subjectAltNames(verification, serverName: serverName, firstEndpoint: firstEndpoint),
      clientCertificate: clientCertificate,
      parameters: parameters,
      allowRenegotiation: tls.allowRenegotiation?.value ?? false,
      verification: verification)
  }

  private mutating func checkVersions(
    _ tls: MeshExternalServiceResource.TLS, of resource: MeshExternalServiceResource
  ) {
    guard let min = tls.version?.min, let max = tls.version?.max, max.value != .auto, min.value > max.value
    else { return }
    report(.tlsVersion, "min version must be lower than max", at: Place(min.node), of: resource)
  }

  private mutating func checkNames(
    _ verification: MeshExternalServiceResource.Verification?, of resource: MeshExternalServiceResource
  ) {
    if let serverName = verification?.serverName, !DNSName.isValid(serverName.value) {
      report(.tlsServerName, DNSName.rule.message, at: Place(serverName.node), of: resource)
    }
    for name in verification?.subjectAltNames ?? [] {
      if let value = name.value {
        if value.value.isEmpty {
          report(.tlsSubjectAltName, "must not be empty", at: Place(value.node), of: resource)
        }
      } else if name.node["value"].map({ $0.kind == .null }) ?? true {
        report(.tlsSubjectAltName, "must not be empty", at: Place(name.node, missing: "value"), of: resource)
      }
    }
  }

  /// Without private keys: the sidecar verifies by certificates alone, and the files that have them are open to all.
  private mutating func normalizeCACertificate(
    _ verification: MeshExternalServiceResource.Verification?, of resource: MeshExternalServiceResource
  ) -> [UInt8]? {
    guard let source = verification?.caCert, let bytes = resolve(source, expecting: .certificate, of: resource)
    else { return nil }
    let certificates = PEMBlock.withoutPrivateKeys(bytes)
    if certificates.count < bytes.count {
      report(
        .caKey, "a private key is among the certificates, and is left out", at: Place(keyOf: source.node), of: resource,
        help: "take it out: a sidecar needs no key to verify by")
    }
    return certificates
  }

  private mutating func normalizeClientCertificate(
    _ verification: MeshExternalServiceResource.Verification?, of resource: MeshExternalServiceResource
  ) -> TLSOrigination.ClientCertificate? {
    guard let verification else { return nil }
    let chain = verification.clientCert.map { resolve($0, expecting: .certificate, of: resource) }
    let key = verification.clientKey.map { resolve($0, expecting: .privateKey, of: resource) }
    switch (chain, key) {
    case (let chain?, let key?):
      guard let chain, let key else { return nil }
      return .init(chain: chain, key: SecretBytes(key))
    case (_?, nil):
      report(
        .tlsClientPair, "must be defined when clientCert is defined",
        at: Place(verification.node, missing: "clientKey"),
        of: resource)
    case (nil, _?):
      report(
        .tlsClientPair, "must be defined when clientKey is defined",
        at: Place(verification.node, missing: "clientCert"),
        of: resource)
    case (nil, nil): break
    }
    return nil
  }

  private mutating func trustedCA(
    _ caCert: [UInt8]?, mode: MeshExternalServiceResource.VerificationMode, _ tls: MeshExternalServiceResource.TLS,
    of resource: MeshExternalServiceResource
  ) -> TLSOrigination.TrustedCA? {
    guard mode == .secured || mode == .skipSAN else { return nil }
    if let caCert { return .certificates(caCert) }
    if let path = options.systemCAPath { return .file(path) }
    if tls.verification?.caCert == nil {
      report(
        .tlsNoCA, "no caCert, and no system CA file is known to verify the server by",
        at: tls.verification.map { Place(keyOf: $0.node) } ?? Place(tls.node, missing: "verification"), of: resource,
        help: "set caCert, or give the path of the sidecar's CA bundle with --system-ca-path")
    }
    return nil
  }

  private func serverName(
    _ verification: MeshExternalServiceResource.Verification?, mode: MeshExternalServiceResource.VerificationMode,
    firstEndpoint: ExternalService.Endpoint
  ) -> Located<String>? {
    if mode.usesServerName, let serverName = verification?.serverName {
      return Located(value: DNSName.withoutTrailingDot(serverName.value), node: serverName.node)
    }
    guard case .dns(let name) = firstEndpoint.address else { return nil }
    return Located(value: DNSName.withoutTrailingDot(name), node: firstEndpoint.addressNode)
  }

  /// A handshake needs a name to verify: a unix socket has none of its own.
  private mutating func checkPeerName(
    _ serverName: String?, mode: MeshExternalServiceResource.VerificationMode,
    firstEndpoint: ExternalService.Endpoint, _ tls: MeshExternalServiceResource.TLS,
    of resource: MeshExternalServiceResource
  ) {
    guard mode == .secured, firstEndpoint.isUnix, serverName == nil,
      tls.verification?.subjectAltNames.isEmpty ?? true
    else { return }
    report(
      .tlsNoName, "a unix socket has no name to verify: set serverName or subjectAltNames",
      at: tls.verification.map { Place(keyOf: $0.node) } ?? Place(tls.node, missing: "verification"), of: resource)
  }

  private func subjectAltNames(
    _ verification: MeshExternalServiceResource.Verification?, serverName: Located<String>?,
    firstEndpoint: ExternalService.Endpoint
  ) -> [TLSOrigination.SANMatcher] {
    typealias Matcher = TLSOrigination.SANMatcher
    typealias Name = Located<Matcher.Match>
    let configured =
      verification?.subjectAltNames.compactMap { name -> Name? in
        guard let value = name.value else { return nil }
        return switch name.type?.value ?? .defaultValue {
        case .prefix: Name(value: .prefix(value.value), node: value.node)
        case .exact: Name(value: .exact(value.value), node: value.node)
        }
      } ?? []
    // A SPIFFE id stands in a URI SAN, which DNS and IP matchers never see.
    let names = configured.filter { !$0.value.isURI }
    var server: [Name] = []
    if let serverName {
      server = [Name(value: .exact(serverName.value), node: serverName.node)]
    } else if case .ip(let address) = firstEndpoint.address {
      server = [Name(value: .exact(address), node: firstEndpoint.addressNode)]
    }
    func matchers(_ kind: Matcher.Kind, _ names: [Name]) -> [Matcher] {
      names.map { Matcher(kind: kind, match: $0.value, node: $0.node) }
    }
    return matchers(.dns, server) + matchers(.ipAddress, server) + matchers(.dns, names) + matchers(.ipAddress, names)
      + matchers(.uri, configured.filter(\.value.isURI))
  }

  /// Says what follows from settings that are right but easily misread.
  private mutating func noteConsequences(
    _ tls: MeshExternalServiceResource.TLS, mode: MeshExternalServiceResource.VerificationMode,
    parameters: TLSOrigination.Parameters?, clientCertificate: TLSOrigination.ClientCertificate?,
    of resource: MeshExternalServiceResource
  ) {
    let verification = tls.verification
    if mode == .skipAll, clientCertificate != nil, let clientCert = verification?.clientCert {
      report(
        .tlsClientKept, "mode SkipAll skips the server's verification; the client certificate is still presented",
        at: Place(keyOf: clientCert.node), of: resource)
    }
    if let parameters, parameters.needsOldCipherSuites {
      report(
        .tlsCipherSuites,
        "TLS before 1.2 needs cipher suites that are weak by today's measure; they are offered as well",
        at: tls.version?.oldVersion.map { Place($0.node) } ?? Place(keyOf: tls.node), of: resource)
    }
    if parameters?.maximum ?? .auto == .auto {
      report(
        .tlsVersionDefault, "without tls.version.max an Envoy client speaks TLS 1.2 at most",
        at: Place(keyOf: tls.node),
        of: resource, help: "for servers that speak TLS 1.3 only, set version: {max: TLS13}")
    }
  }
}

extension TLSOrigination.SANMatcher.Match {
  fileprivate var isURI: Bool {
    switch self {
    case .exact(let value), .prefix(let value): value.utf8.containsSubsequence("://")
    }
  }
}

extension String.UTF8View {
  fileprivate func containsSubsequence(_ needle: StaticString) -> Bool {
    needle.withUTF8Buffer { needle in indices.contains { self[$0...].starts(with: needle) } }
  }
}

extension ExternalService.Endpoint {
  /// The address as written, which names the transport socket; nil for unix sockets, as Envoy refuses an empty name.
  fileprivate var transportSocketName: String? {
    switch address {
    case .ip(let text), .dns(let text): text
    case .unix: nil
    }
  }
}

extension MeshExternalServiceResource.VerificationMode {
  /// Whether `serverName` counts.
  var usesServerName: Bool { self == .secured || self == .skipCA }
}

extension MeshExternalServiceResource.TLSVersion: Comparable {
  static func < (a: Self, b: Self) -> Bool {
    let order = Self.allCases
    return order.firstIndex(of: a)! < order.firstIndex(of: b)!
  }
}

extension MeshExternalServiceResource.VersionRange {
  /// The bound that lets TLS before 1.2 in.
  fileprivate var oldVersion: Located<MeshExternalServiceResource.TLSVersion>? {
    [min, max].lazy.compactMap(\.self).first { $0.value == .tls10 || $0.value == .tls11 }
  }
}

extension TLSOrigination.Parameters {
  /// Chosen so that a handshake can succeed: an Envoy client's default minimum and maximum are both 1.2.
  fileprivate init?(_ range: MeshExternalServiceResource.VersionRange?) {
    var minimum = range?.min?.value ?? .defaultValue
    var maximum = range?.max?.value ?? .defaultValue
    guard minimum != .auto || maximum != .auto else { return nil }
    if minimum == .tls13, maximum == .auto { maximum = .tls13 }
    if minimum == .auto, maximum == .tls10 || maximum == .tls11 { minimum = .tls10 }
    self.minimum = minimum
    self.maximum = maximum
    needsOldCipherSuites = minimum == .tls10 || minimum == .tls11
  }
}
