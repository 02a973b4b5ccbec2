/// What an id stands for: whether flags may change its level, and one sentence for people.
struct DiagnosticMeaning: Sendable {
  enum Class: Sendable {
    /// Nothing silences it.
    case error
    /// A level that `--warn`, `--deny` and `--allow` change.
    case lint(Severity)
    /// For information only.
    case note
  }

  let `class`: Class
  let explanation: StaticString
  /// Whether it is looked for inside certificates, which only `check` does.
  var isOfCertificates = false

  private static func certificate(_ severity: Severity, _ explanation: StaticString) -> DiagnosticMeaning {
    DiagnosticMeaning(class: .lint(severity), explanation: explanation, isOfCertificates: true)
  }

  private static func error(_ explanation: StaticString) -> DiagnosticMeaning {
    DiagnosticMeaning(class: .error, explanation: explanation)
  }

  private static func lint(_ severity: Severity, _ explanation: StaticString) -> DiagnosticMeaning {
    DiagnosticMeaning(class: .lint(severity), explanation: explanation)
  }

  private static func note(_ explanation: StaticString) -> DiagnosticMeaning {
    DiagnosticMeaning(class: .note, explanation: explanation)
  }
}

extension DiagnosticMeaning {
  /// The one table of all ids.
  static func of(_ id: DiagnosticID) -> DiagnosticMeaning {
    switch id {
    case .findingsLimit: note("More was found than is shown; it is as grave as the gravest of what is not.")

    case .lintComment: lint(.error, "A comment that begins with \"xdsc:\" is not understood.")
    case .unusedSilence: lint(.warning, "A comment silences a lint, and there is nothing to silence.")

    case .yamlSyntax: error("The text is not YAML.")
    case .jsonSyntax: error("The text is not JSON.")
    case .duplicateKey: error("A mapping has the same key twice.")
    case .mergeKey: error("The merge key \"<<\" is not part of YAML 1.2.")
    case .aliasLimit: error("An alias stands inside its own anchor, or aliases stand for too much.")
    case .nestingLimit: error("Mappings and lists are nested too deep.")
    case .nulByte: error("A text has a NUL character in it.")
    case .invalidEncoding: error("A file is not in UTF-8.")
    case .unknownTag: error("A YAML tag means nothing here.")
    case .complexKey: error("A mapping or a list stands where a key belongs.")
    case .unknownAlias: error("An alias names no anchor above it.")
    case .tagMismatch: error("A YAML tag does not fit the value that has it.")
    case .sourceTooLarge: error("A file has more bytes than an input may have.")

    case .unknownKind: lint(.warning, "A kind that is not compiled; without --strict only one that looks misspelt.")
    case .skippedKind: note("Resources of a kind that is not compiled were passed over.")
    case .unknownField: error("A resource has a field that its kind does not have.")
    case .wrongType: error("A value is of another type than its field.")
    case .missingField: error("A field that must be there is missing.")
    case .labelType: error("A label or tag has a value that is not a string.")
    case .invalidName: error("A name cannot be used as a part of paths and of Envoy's names.")
    case .invalidTime: error("A time is not in the form of RFC 3339.")
    case .duplicateResource: error("Two resources have the same kind, mesh and name.")

    case .nameLength: error("The name of a service has more than 63 characters.")
    case .matchType: error("A service's match is of an unknown type.")
    case .matchPort: error("The port of a match is not between 1 and 65535.")
    case .matchProtocol: error("The protocol of a match is not tcp, grpc, http or http2.")
    case .endpointsEmpty: error("A service has no endpoints.")
    case .endpointAddress: error("The address of an endpoint is no IP, hostname or unix path.")
    case .endpointPort: error("An endpoint lacks its port, or has one that is out of range or out of place.")
    case .extensionType: error("A service's extension does not say its type.")
    case .extensionSkipped: lint(.warning, "A service belongs to an extension, so nothing is compiled for it.")
    case .clusterNameClash: error("Two services would have a cluster of the same name.")

    case .tlsVersion: error("A TLS version is unknown, or the lowest is above the highest.")
    case .tlsVersionDefault: note("Without a highest TLS version an Envoy client speaks 1.2 at most.")
    case .tlsCipherSuites: lint(.warning, "TLS versions before 1.2 are allowed, which need weak cipher suites.")
    case .tlsMode: error("A verification mode is not SkipSAN, SkipCA, SkipAll or Secured.")
    case .tlsServerName: error("A server name is no DNS name.")
    case .tlsSubjectAltName: error("A subject alternative name is empty, or its type is unknown.")
    case .tlsClientPair: error("A client certificate lacks its key, or a key its certificate.")
    case .tlsClientKept: note("Mode SkipAll does not keep a client certificate from being presented.")
    case .tlsNoCA: error("The server's certificate is to be verified, and no CA is known.")
    case .tlsNoName: error("The server's certificate is to be verified, and no name is known.")
    case .tlsSkipAll: lint(.warning, "Mode SkipAll verifies nothing about the server.")
    case .sanUnchecked: lint(.warning, "Subject alternative names are given, and mode SkipCA never checks them.")
    case .tlsSharedSNI: lint(.warning, "TLS to several hosts takes the name of the first endpoint for its SNI.")
    case .httpTo443: lint(.warning, "Plain HTTP goes to port 443, where servers speak TLS.")
    case .tlsTo80: lint(.warning, "TLS goes to port 80, where servers speak plain HTTP.")
    case .dataSource: error("A data source has no source of its bytes, or more than one.")
    case .secretMissing: error("A data source names a Secret that the mesh does not have.")
    case .invalidBase64: error("A text that must be base64 is not.")
    case .pemInvalid: lint(.error, "A data source does not hold the certificate or key that it should.")
    case .inlineKey: lint(.warning, "A private key is written in a service itself, not in a Secret.")
    case .caKey: lint(.warning, "A private key stands beside a CA's certificate, where it is left out.")
    case .certificateUnreadable: certificate(.error, "A PEM block holds no certificate or key that can be read.")
    case .keyMismatch: certificate(.error, "A client's private key does not fit its certificate.")
    case .certificateRefused: certificate(.error, "A client certificate has a key that is too weak for Envoy.")
    case .certificateName:
      certificate(.error, "The only server certificate that is trusted has none of the names asked for.")
    case .certificateNotCA: certificate(.warning, "A certificate to verify servers by is no CA.")
    case .certificateExpired: certificate(.warning, "A certificate is not valid any more, or not yet.")
    case .certificateWeak: certificate(.warning, "A certificate has a weak key, or a weak signature.")
    case .secretUnused: lint(.warning, "A Secret is used by nothing in the input.")

    case .generatorSelector: error("A HostnameGenerator does not have exactly one selector.")
    case .generatorTemplate: error("The template of a HostnameGenerator is empty or not understood.")
    case .templateLabel: lint(.warning, "A service lacks a label that a template names, so it gets no hostname of it.")
    case .generatorUnused: lint(.warning, "A HostnameGenerator selects none of the services.")
    case .invalidHostname: error("A hostname is no DNS name.")
    case .hostnameCollision:
      lint(.warning, "Two services of a mesh would have one hostname; the later does not get it.")
    case .hostnameHijack: lint(.warning, "A hostname is the own name of a server that an endpoint has.")
    case .hostnameMissing: lint(.warning, "A transparent proxy reaches a service that has no hostname.")
    case .invalidVIP: error("A VIP is no IP address.")
    case .duplicateVIP: error("Two services have the same VIP.")
    case .vipExhausted: error("The range of VIPs has no address left.")
    case .vipLock: error("The lock file of VIPs is not what xdsc writes.")
    case .vipFrozen: error("With --frozen, the lock file of VIPs would have to change.")

    case .zoneEgress: error("A mesh sends external traffic through a zone egress, which is not compiled.")
    case .accessForbidden: note("A mesh forbids all access to its external services.")
    case .dataplaneAddress: error("The address of a dataplane is missing or of no use.")
    case .dataplaneTag: error("An inbound or a gateway lacks a tag, or has a malformed one.")
    case .dataplaneField: error("A field of a dataplane is out of its range or not a known value.")
    case .outboundAddress: error("The address of an outbound is no IP address.")
    case .outboundPort: error("The port of an outbound is missing or not between 1 and 65535.")
    case .outboundBackend: error("The backend of an outbound is of an unknown kind, or has no name.")
    case .outboundUnknown: error("An outbound names a service that the mesh does not have.")
    case .outboundClash: error("Two outbounds of a dataplane have the same address and port.")
    case .outboundSkipped: note("An outbound leads to no external service that the dataplane reaches.")
    case .gatewaySkipped: note("A builtin gateway is not compiled.")
    case .noDataplane: lint(.warning, "The input has no Dataplane, so nothing is compiled.")
    case .serviceUnreached: lint(.warning, "No dataplane of its mesh reaches a service.")
    case .portlessListener: error("A service without a port needs a listener that a dataplane does not have.")

    case .targetRef: error("A target of a policy is missing, or of a kind that the policy does not take.")
    case .policyField: error("A setting of a policy is missing or out of its range.")
    case .policyUnmatched: lint(.warning, "A policy is for nothing that the input has.")
    case .policyNoEffect: lint(.warning, "A policy, or a section of it, has no effect where it applies.")
    case .policyInert: note("A policy, by its kind or as it has only `from`, has no effect on external services.")
    case .accessLogTCP: note("An access log goes through a socket that kuma-dp must read.")
    case .proxyPatch: error("A modification of a MeshProxyPatch does not apply to what comes out.")

    case .backendUnknown: error("A route sends traffic to a service that is not there.")
    case .routeBackend: lint(.warning, "A route's traffic does not go where it seems to.")
    case .routeFilter: lint(.warning, "A filter of a route most likely does something else than is meant.")
    case .routeShadowed: lint(.warning, "No request gets to a route, as another comes first.")
    }
  }
}

extension DiagnosticID {
  /// What it says, in one sentence.
  public var explanation: String { DiagnosticMeaning.of(self).explanation.description }

  /// Whether `--warn`, `--deny` and `--allow` change its level. Errors and notes are not lints: nothing silences an error.
  public var isLint: Bool {
    if case .lint = DiagnosticMeaning.of(self).class { true } else { false }
  }

  /// The level without any flag.
  public var defaultSeverity: Severity {
    switch DiagnosticMeaning.of(self).class {
    case .error: .error
    case .lint(let severity): severity
    case .note: .note
    }
  }
}
