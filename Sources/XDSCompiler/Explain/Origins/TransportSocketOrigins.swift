extension OriginTable {
  /// Of an entry of `transport_sockets.pb`.
  static let transportSocketResource = OriginTable([
    .field("@type", "the type of the file's resources", .xds),
    .field("name", "the name of the cluster that it belongs to", .dns, .serviceName),
    .field("resource.@type", "TLS originates at the sidecar", .tls, .service("spec.tls.enabled")),
    .part("resource", transportSocket),
  ])

  /// Of the transport socket by which the sidecar originates TLS.
  static let transportSocket = OriginTable([
    .field("@type", "TLS originates at the sidecar", .tls, .service("spec.tls.enabled")),
    .field("name", "TLS originates at the sidecar", .tls, .service("spec.tls.enabled")),
    .field("typedConfig.@type", "TLS originates at the sidecar", .tls, .service("spec.tls.enabled")),
    .field(
      "typedConfig.sni", "the first endpoint's name, as the mode does without serverName", .tls,
      (serverName + mode).when { $0.ignoresServerName }),
    .field(
      "typedConfig.sni", "the first endpoint's name, as there is no serverName", .tls,
      serverName.when { $0.service?.header.root.value(at: "spec.tls.verification.serverName") == nil }),
    .field("typedConfig.sni", "serverName", .tls, serverName),
    .field("typedConfig.allowRenegotiation", "allowRenegotiation", .tls, .service("spec.tls.allowRenegotiation")),
    .field(
      "typedConfig.commonTlsContext.tlsParams.tlsMinimumProtocolVersion", "the least version", .tls,
      minimum.when { minimum.isFound($0) }),
    .field(
      "typedConfig.commonTlsContext.tlsParams.tlsMinimumProtocolVersion",
      "TLS 1.0, as Envoy's least version would be above the highest", .tls, maximum),
    .field(
      "typedConfig.commonTlsContext.tlsParams.tlsMaximumProtocolVersion", "the highest version", .tls,
      maximum.when { maximum.isFound($0) }),
    .field(
      "typedConfig.commonTlsContext.tlsParams.tlsMaximumProtocolVersion",
      "TLS 1.3, as Envoy's highest version would be below the least", .tls, minimum),
    .field(
      "typedConfig.commonTlsContext.tlsParams.cipherSuites[]",
      "Envoy's own, and those that TLS before 1.2 needs", .tls, oldVersions),
    .part("typedConfig.commonTlsContext.tlsCertificates[]", tlsCertificate),
    .field(
      "typedConfig.commonTlsContext.tlsCertificateSdsSecretConfigs[].name",
      "the secret that has the client's certificate and key, which is named after the cluster", .dns,
      .option(.secrets) + .serviceName),
    .part("typedConfig.commonTlsContext.tlsCertificateSdsSecretConfigs[].sdsConfig", watchedFile),
    .field(
      "typedConfig.commonTlsContext.validationContext.trustedCa.inlineBytes", "caCert", .tls, .dataSource("caCert")),
    .field(
      "typedConfig.commonTlsContext.validationContext.trustedCa.filename", "the system's CA bundle, without caCert",
      .tls, .option(.systemCAPath)),
    .part("typedConfig.commonTlsContext.validationContext.matchTypedSubjectAltNames[]", subjectAltName) {
      subject, step in
      guard case .element(let index) = step, let names = subject.service?.tls?.subjectAltNames,
        names.indices.contains(index)
      else { return nil }
      return subject.focused(on: .subjectAltName(names[index]))
    },
  ])

  /// Of an entry of `secrets.pb`.
  static let secret = OriginTable([
    .field("@type", "the type of the file's resources", .xds),
    .field("name", "the name of the cluster that uses it", .dns, .serviceName),
    .part("tlsCertificate", tlsCertificate),
  ])

  private static let tlsCertificate = OriginTable([
    .field("certificateChain.inlineBytes", "the client's certificate", .tls, .dataSource("clientCert")),
    .field("privateKey.inlineBytes", "the client's key", .tls, .dataSource("clientKey")),
  ])

  private static let subjectAltName = OriginTable([
    .field(
      "sanType", "a URI, as it has a scheme", .tls,
      nameToMatch.when { $0.subjectAltName?.kind == .uri }),
    .field("sanType", "each name is matched as a DNS name and as an IP address", .tls),
    .field(
      "matcher.exact", "a name that the server's certificate may have", .tls,
      nameToMatch.when { $0.subjectAltName?.isConfigured == true }),
    .field("matcher.exact", "the server's name, which its certificate may have", .tls, nameToMatch),
    .field(
      "matcher.prefix", "what a name in the server's certificate may begin with", .tls,
      nameToMatch + .nodes { [$0.subjectAltName?.node?.parent?["type"]] }),
  ])

  private static let mode = OriginFinder.service("spec.tls.verification.mode")
  private static let serverName = OriginFinder.nodes { [$0.service?.tls?.sniNode] }
  private static let nameToMatch = OriginFinder.nodes { [$0.subjectAltName?.node] }

  private static let minimum = version("spec.tls.version.min") { $0 != "TLSAuto" }
  private static let maximum = version("spec.tls.version.max") { $0 != "TLSAuto" }
  private static let oldVersions =
    version("spec.tls.version.min", isOld) + version("spec.tls.version.max", isOld)

  /// A bound of the versions, if it is such a one.
  private static func version(
    _ path: FieldPattern, _ isWanted: @escaping @Sendable (String) -> Bool
  ) -> OriginFinder {
    .nodes { [$0.service?.header.root.value(at: path)].filter { $0.map { isWanted($0.string) } ?? false } }
  }

  @Sendable private static func isOld(_ version: String) -> Bool { version == "TLS10" || version == "TLS11" }
}

extension OriginFinder {
  fileprivate func isFound(_ subject: OriginSubject) -> Bool { find(subject)?.isEmpty == false }
}

extension OriginSubject {
  /// Whether a `serverName` is written that the mode does without.
  fileprivate var ignoresServerName: Bool {
    guard let written = service?.header.root.value(at: "spec.tls.verification.serverName") else { return false }
    return service?.tls?.sniNode != written
  }
}

extension TLSOrigination.SANMatcher {
  /// Whether it stands in `subjectAltNames`, rather than being the server's own name.
  fileprivate var isConfigured: Bool { node?.parent?.parent?.key?.string == "subjectAltNames" }
}
