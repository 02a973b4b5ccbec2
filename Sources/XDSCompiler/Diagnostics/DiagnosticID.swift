/// Every diagnostic that the compiler can give: the one registry of stable ids.
///
/// The raw value is what users see in brackets and pass to `--warn`, `--deny` and `--allow`. What each id means, and whether
/// it is a lint, is in `DiagnosticMeaning`.
public enum DiagnosticID: String, CaseIterable, Sendable {
  // The findings themselves.
  case findingsLimit = "findings-limit"

  // Comments about lints.
  case lintComment = "lint-comment"
  case unusedSilence = "unused-silence"

  // Reading text.
  case yamlSyntax = "yaml-syntax"
  case jsonSyntax = "json-syntax"
  case duplicateKey = "duplicate-key"
  case mergeKey = "merge-key"
  case aliasLimit = "alias-limit"
  case nestingLimit = "nesting-limit"
  case nulByte = "nul-byte"
  case invalidEncoding = "invalid-encoding"
  case unknownTag = "unknown-tag"
  case complexKey = "complex-key"
  case unknownAlias = "unknown-alias"
  case tagMismatch = "tag-mismatch"
  case sourceTooLarge = "source-too-large"

  // The shape of a resource.
  case unknownKind = "unknown-kind"
  case skippedKind = "skipped-kind"
  case unknownField = "unknown-field"
  case wrongType = "wrong-type"
  case missingField = "missing-field"
  case labelType = "label-type"
  case invalidName = "invalid-name"
  case invalidTime = "invalid-time"
  case duplicateResource = "duplicate-resource"

  // MeshExternalService.
  case nameLength = "name-length"
  case matchType = "match-type"
  case matchPort = "match-port"
  case matchProtocol = "match-protocol"
  case endpointsEmpty = "endpoints-empty"
  case endpointAddress = "endpoint-address"
  case endpointPort = "endpoint-port"
  case extensionType = "extension-type"
  case extensionSkipped = "extension-skipped"
  case clusterNameClash = "cluster-name-clash"

  // Its TLS settings.
  case tlsVersion = "tls-version"
  case tlsVersionDefault = "tls-version-default"
  case tlsCipherSuites = "tls-cipher-suites"
  case tlsMode = "tls-mode"
  case tlsServerName = "tls-server-name"
  case tlsSubjectAltName = "tls-subject-alt-name"
  case tlsClientPair = "tls-client-pair"
  case tlsClientKept = "tls-client-kept"
  case tlsNoCA = "tls-no-ca"
  case tlsNoName = "tls-no-name"
  case tlsSkipAll = "tls-skip-all"
  case sanUnchecked = "san-unchecked"
  case tlsSharedSNI = "tls-shared-sni"
  case httpTo443 = "http-to-443"
  case tlsTo80 = "tls-to-80"
  case dataSource = "data-source"
  case secretMissing = "secret-missing"
  case invalidBase64 = "invalid-base64"
  case pemInvalid = "pem-invalid"
  case inlineKey = "inline-key"
  case caKey = "ca-key"
  case certificateUnreadable = "certificate-unreadable"
  case keyMismatch = "key-mismatch"
  case certificateRefused = "certificate-refused"
  case certificateName = "certificate-name"
  case certificateNotCA = "certificate-not-ca"
  case certificateExpired = "certificate-expired"
  case certificateWeak = "certificate-weak"
  case secretUnused = "secret-unused"

  // Hostnames and VIPs.
  case generatorSelector = "generator-selector"
  case generatorTemplate = "generator-template"
  case templateLabel = "template-label"
  case invalidHostname = "invalid-hostname"
  case generatorUnused = "generator-unused"
  case hostnameCollision = "hostname-collision"
  case hostnameHijack = "hostname-hijack"
  case hostnameMissing = "hostname-missing"
  case invalidVIP = "invalid-vip"
  case duplicateVIP = "duplicate-vip"
  case vipExhausted = "vip-exhausted"
  case vipLock = "vip-lock"
  case vipFrozen = "vip-frozen"

  // Mesh and Dataplane.
  case zoneEgress = "zone-egress"
  case accessForbidden = "access-forbidden"
  case dataplaneAddress = "dataplane-address"
  case dataplaneTag = "dataplane-tag"
  case dataplaneField = "dataplane-field"
  case outboundAddress = "outbound-address"
  case outboundPort = "outbound-port"
  case outboundBackend = "outbound-backend"
  case outboundUnknown = "outbound-unknown"
  case outboundClash = "outbound-clash"
  case outboundSkipped = "outbound-skipped"
  case gatewaySkipped = "gateway-skipped"
  case noDataplane = "no-dataplane"
  case serviceUnreached = "service-unreached"
  case portlessListener = "portless-listener"

  // Policies.
  case targetRef = "target-ref"
  case policyField = "policy-field"
  case policyUnmatched = "policy-unmatched"
  case policyNoEffect = "policy-no-effect"
  case policyInert = "policy-inert"
  case accessLogTCP = "access-log-tcp"
  case proxyPatch = "proxy-patch"

  // Routes.
  case backendUnknown = "backend-unknown"
  case routeBackend = "route-backend"
  case routeFilter = "route-filter"
  case routeShadowed = "route-shadowed"
}
