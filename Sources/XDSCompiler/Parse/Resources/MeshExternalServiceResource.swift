/// A MeshExternalService as written: nothing filled in, nothing resolved.
///
/// A class, because it is large, there are many, and sorting moves them.
final class MeshExternalServiceResource: Sendable {
  /// `spec.match.protocol`.
  enum ServiceProtocol: String, FieldEnumeration {
    case tcp, grpc, http, http2

    static let defaultValue = tcp
  }

  /// `spec.tls.verification.mode`.
  enum VerificationMode: String, FieldEnumeration {
    case skipSAN = "SkipSAN"
    case skipCA = "SkipCA"
    case skipAll = "SkipAll"
    case secured = "Secured"

    static let defaultValue = secured
  }

  /// `spec.tls.version.min` and `.max`.
  enum TLSVersion: String, FieldEnumeration {
    case auto = "TLSAuto"
    case tls10 = "TLS10"
    case tls11 = "TLS11"
    case tls12 = "TLS12"
    case tls13 = "TLS13"

    static let defaultValue = auto
  }

  /// `spec.tls.verification.subjectAltNames[].type`.
  enum SANMatchType: String, FieldEnumeration {
    case prefix = "Prefix"
    case exact = "Exact"

    static let defaultValue = exact
  }

  struct Match: Sendable {
    /// The one value that `type` may have.
    static let type = "HostnameGenerator"

    let node: Node
    let type: Located<String>?
    let port: Located<Int64>?
    let `protocol`: Located<ServiceProtocol>?
  }

  struct Endpoint: Sendable {
    static let addressRule = TextRule.any(
      of: [DNSName.rule, IPAddress.rule, UnixSocket.rule],
      message: "address has to be a valid IP or hostname or a unix path")

    let node: Node
    let address: Located<String>?
    let port: Located<Int64>?
  }

  struct Extension: Sendable {
    let node: Node
    let type: Located<String>?
  }

  /// Where certificate or key bytes come from: exactly one member is to be set.
  struct DataSource: Sendable {
    let node: Node
    let secret: Located<String>?
    /// Base64. The nodes hold the text, so that no copy of a key is made before it is needed.
    let inline: Node?
    let inlineString: Node?
  }

  struct SubjectAltName: Sendable {
    let node: Node
    let type: Located<SANMatchType>?
    let value: Located<String>?
  }

  struct Verification: Sendable {
    let node: Node
    let mode: Located<VerificationMode>?
    let serverName: Located<String>?
    let subjectAltNames: [SubjectAltName]
    let caCert: DataSource?
    let clientCert: DataSource?
    let clientKey: DataSource?
  }

  struct VersionRange: Sendable {
    let min: Located<TLSVersion>?
    let max: Located<TLSVersion>?
  }

  struct TLS: Sendable {
    let node: Node
    let enabled: Located<Bool>?
    let allowRenegotiation: Located<Bool>?
    let version: VersionRange?
    let verification: Verification?
  }

  let header: ResourceHeader
  /// `spec`; nil when it is missing altogether.
  let spec: Node?
  let match: Match?
  let endpoints: [Endpoint]?
  let `extension`: Extension?
  let tls: TLS?
  /// `status.vip.ip`.
  let statusVIP: Located<String>?
  /// `status.addresses[].hostname`.
  let statusHostnames: [Located<String>]
  /// Whether a field could not be read: such a service keeps its names and its VIP, but is not compiled.
  let hasErrors: Bool

  init(
    header: ResourceHeader, spec: Node?, match: Match?, endpoints: [Endpoint]?, extension: Extension?, tls: TLS?,
    statusVIP: Located<String>?, statusHostnames: [Located<String>], hasErrors: Bool
  ) {
    self.header = header
    self.spec = spec
    self.match = match
    self.endpoints = endpoints
    self.extension = `extension`
    self.tls = tls
    self.statusVIP = statusVIP
    self.statusHostnames = statusHostnames
    self.hasErrors = hasErrors
  }
}
