/// What besides the resources decides the output.
public struct CompileOptions: Sendable {
  /// Name of the local zone; nil leaves zones out of account.
  public var zone: String?
  /// Trusted CA bundle on the sidecar's machine, for services without a `caCert`; nil when none is known.
  public var systemCAPath: String? = "/etc/ssl/certs/ca-certificates.crt"
  /// Where VIPs come from.
  public var vipRange = CIDR("242.0.0.0/8")!
  /// Port of the DNS listener of transparent proxies; 0 for none.
  public var dnsPort: UInt16 = 15054
  /// Resolvers to which the DNS listener forwards other names; none makes it answer NXDOMAIN.
  public var dnsUpstreams: [DNSUpstream] = []
  public var bootstrap = BootstrapKind.static
  public var secrets = SecretDelivery.inline
  /// Only these meshes; empty means all.
  public var meshes: Set<String> = []
  /// Only the dataplanes of these core names; empty means all.
  public var dataplanes: Set<String> = []
  /// Only the dataplanes of one part of the compile; nil means all. Findings are those of the whole.
  public var shard: Shard?
  /// Adds the policies that a control plane creates with every mesh.
  public var addsDefaultPolicies = false
  /// Makes resources of other kinds an error.
  public var strict = false
  /// Leaves out what has errors, and compiles the rest.
  public var keepGoing = false
  /// Threads to use, at least 1. Never changes a byte.
  public var jobs = 1
  public var lintLevels = LintLevels()

  public init() {}

  /// Whether all dataplanes of all meshes are chosen.
  var selectsAll: Bool { meshes.isEmpty && dataplanes.isEmpty }
}

/// A resolver behind the DNS listener.
public struct DNSUpstream: Hashable, Sendable {
  public var address: IPAddress
  public var port: UInt16

  public init(address: IPAddress, port: UInt16 = 53) {
    self.address = address
    self.port = port
  }

  /// Reads `ADDRESS`, `ADDRESS:PORT` or `[IPv6]:PORT`; nil when malformed.
  public init?(_ text: String) {
    if let address = IPAddress(text) {
      self.init(address: address)
      return
    }
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]), port > 0
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard let address = IPAddress(String(host)), (address.family == .ipv6) == text.hasPrefix("[") else { return nil }
    self.init(address: address, port: port)
  }
}

extension DNSUpstream: CustomStringConvertible {
  public var description: String { address.family == .ipv6 ? "[\(address)]:\(port)" : "\(address):\(port)" }
}
