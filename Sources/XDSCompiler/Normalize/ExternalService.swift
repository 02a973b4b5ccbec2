/// A MeshExternalService with its defaults filled in and its references resolved.
///
/// A class, because every stage after normalization looks at it and none changes it.
final class ExternalService: @unchecked Sendable {
  // Unchecked: normalization writes it, in one thread, before any other stage knows it.

  typealias ServiceProtocol = MeshExternalServiceResource.ServiceProtocol

  struct Endpoint: Sendable, Hashable {
    enum Address: Sendable, Hashable {
      /// As written, so that the configuration shows what the user knows.
      case ip(String)
      case dns(String)
      /// A path without `unix://`.
      case unix(String)
    }

    let address: Address
    /// 0 for unix sockets.
    let port: UInt16
    let node: Node

    var isUnix: Bool {
      if case .unix = address { true } else { false }
    }

    var isDNS: Bool {
      if case .dns = address { true } else { false }
    }

    var addressNode: Node { node["address"] ?? node }
  }

  let header: ResourceHeader
  let `protocol`: ServiceProtocol
  /// Nil: every port of the VIP.
  let port: UInt16?
  /// In the order of the input; the first decides the SNI.
  let endpoints: [Endpoint]
  let tls: TLSOrigination?
  /// Shown to Envoy as endpoint metadata.
  let endpointLabels: [(key: String, value: String)]
  /// The label `kuma.io/zone`, where it counts.
  let zone: String?
  /// Whether its endpoints and TLS are an extension's to make.
  let isExtension: Bool
  /// False when it has errors or belongs to an extension: it keeps its names and its VIP, but is not compiled.
  var isCompiled: Bool
  /// Assigned after all services are known.
  var vip: VIP?
  /// Each with the hostname in its status or the template that gave it.
  var hostnames: [Located<String>] = []
  /// Whether its status or a generator means to name it, even if nothing came of that.
  var isNamed = false

  init(
    header: ResourceHeader, protocol: ServiceProtocol, port: UInt16?, endpoints: [Endpoint], tls: TLSOrigination?,
    endpointLabels: [(key: String, value: String)], zone: String?, isExtension: Bool, isCompiled: Bool
  ) {
    self.header = header
    self.protocol = `protocol`
    self.port = port
    self.endpoints = endpoints
    self.tls = tls
    self.endpointLabels = endpointLabels
    self.zone = zone
    self.isExtension = isExtension
    self.isCompiled = isCompiled
  }

  var coreName: String { header.coreName }
  /// Name of the Envoy cluster, and of the listener of an HTTP-family service.
  var clusterName: String { clusterNamePrefix + coreName }
  /// Name of the second cluster, for unix sockets beside DNS names: one Envoy cluster cannot hold both.
  var unixClusterName: String { "\(clusterName)_unix" }
  /// Whether unix sockets need a cluster of their own.
  var splitsUnixEndpoints: Bool { endpoints.contains(where: \.isUnix) && endpoints.contains(where: \.isDNS) }
  /// Whether HTTP filters carry it, rather than a TCP proxy.
  var isHTTP: Bool { `protocol` != .tcp }
}

/// A service's virtual IP.
struct VIP: Sendable, Hashable {
  /// What decided it.
  enum Source: Sendable {
    case status, lock, range
  }

  let address: IPAddress
  /// As given by `status.vip.ip`, else the canonical spelling.
  let text: String
  let source: Source
}

/// How the sidecar originates TLS to a service.
///
/// A class, because every stage after normalization keeps it and none changes it.
final class TLSOrigination: Sendable {
  enum TrustedCA: Sendable {
    /// A bundle on the sidecar's machine.
    case file(String)
    /// PEM.
    case certificates([UInt8])
  }

  struct SANMatcher: Sendable, Hashable {
    enum Kind: Sendable { case dns, ipAddress, uri }
    enum Match: Sendable, Hashable {
      case exact(String)
      case prefix(String)
    }

    let kind: Kind
    let match: Match
    /// The name as written; nil where no service asks for it.
    var node: Node?
  }

  struct ClientCertificate: Sendable {
    /// PEM.
    let chain: [UInt8]
    /// PEM.
    let key: SecretBytes
  }

  /// Envoy's `TlsParameters`, in its own terms; nil means Envoy's default for a client.
  struct Parameters: Sendable, Hashable {
    typealias Version = MeshExternalServiceResource.TLSVersion

    let minimum: Version
    let maximum: Version
    /// Versions before 1.2 need cipher suites that Envoy does not offer by itself.
    let needsOldCipherSuites: Bool
  }

  /// For people: what follows from it is decided below. `Secured` unless a service says otherwise.
  let mode: MeshExternalServiceResource.VerificationMode
  /// Name of the transport socket match: the first endpoint's address as written.
  let name: String
  let sni: String?
  /// What gave it: `serverName`, or the address of the first endpoint.
  let sniNode: Node?
  let trustedCA: TrustedCA?
  /// Only with a trusted CA.
  let subjectAltNames: [SANMatcher]
  let clientCertificate: ClientCertificate?
  let parameters: Parameters?
  let allowRenegotiation: Bool
  /// As written; nil where nothing is.
  let verification: MeshExternalServiceResource.Verification?

  init(
    mode: MeshExternalServiceResource.VerificationMode = .secured, name: String, sni: String?, sniNode: Node? = nil,
    trustedCA: TrustedCA?, subjectAltNames: [SANMatcher], clientCertificate: ClientCertificate?,
    parameters: Parameters?, allowRenegotiation: Bool, verification: MeshExternalServiceResource.Verification? = nil
  ) {
    self.mode = mode
    self.name = name
    self.sni = sni
    self.sniNode = sniNode
    self.trustedCA = trustedCA
    self.subjectAltNames = subjectAltNames
    self.clientCertificate = clientCertificate
    self.parameters = parameters
    self.allowRenegotiation = allowRenegotiation
    self.verification = verification
  }
}
