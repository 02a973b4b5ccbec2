/// What of the traffic to destinations outside the mesh leaves a transparent proxy.
enum PassthroughMode: Sendable {
  case everything
  case nothing
  /// Later ones have the higher precedence.
  case matched([PassthroughMatch])

  /// - Parameter conf: that of a MeshPassthrough.
  init(_ conf: Conf) {
    switch conf["passthroughMode"]?.string {
    case "All": self = .everything
    case "Matched": self = .matched((conf["appendMatch"]?.elements ?? []).compactMap(PassthroughMatch.init))
    default: self = .nothing
    }
  }

  /// The destinations that are let pass one by one; later ones have the higher precedence.
  var matches: [PassthroughMatch] {
    if case .matched(let matches) = self { matches } else { [] }
  }
}

/// A destination that traffic may go to.
struct PassthroughMatch: Sendable {
  enum Destination: Hashable, Sendable {
    case addresses(CIDR)
    /// In lower case, without a trailing dot.
    case domain(String)
  }

  enum TrafficProtocol: String, CaseIterable, Sendable {
    case tcp, tls, http, http2, grpc

    /// Whether an HTTP connection manager carries it, so that nothing else passes.
    var isHTTP: Bool { self != .tcp && self != .tls }
  }

  let destination: Destination
  /// Nil: every port.
  let port: UInt16?
  let `protocol`: TrafficProtocol

  fileprivate init?(_ conf: Conf) {
    guard let value = conf["value"]?.string else { return nil }
    switch conf["type"]?.string {
    case "Domain": destination = .domain(DNSName.withoutTrailingDot(value).caseFolded)
    case "IP":
      guard let address = IPAddress(value) else { return nil }
      destination = .addresses(CIDR(address))
    default:
      guard let range = CIDR(value) else { return nil }
      destination = .addresses(range)
    }
    port = conf["port"]?.integer.flatMap { UInt16(exactly: $0) }
    `protocol` = conf["protocol"].flatMap { TrafficProtocol(rawValue: $0.string) } ?? .tcp
  }

  var range: CIDR? {
    if case .addresses(let range) = destination { range } else { nil }
  }

  var domain: String? {
    if case .domain(let name) = destination { name } else { nil }
  }

  /// Name of the cluster that takes the traffic on: to where it was going, or to the addresses of the domain.
  var clusterName: String {
    switch destination {
    case .domain(let name): "meshpassthrough_\(`protocol`.rawValue)_\(name)_\(port ?? 0)"
    case .addresses: "meshpassthrough_\(`protocol` == .tls ? "tcp" : `protocol`.rawValue)"
    }
  }
}

extension CIDR {
  /// Whether all addresses of another range are in this one.
  func contains(_ other: CIDR) -> Bool {
    first.family == other.first.family && prefixLength <= other.prefixLength && first.value <= other.first.value
      && other.last.value <= last.value
  }

  /// By family, address and length.
  static func inOrder(_ a: CIDR, _ b: CIDR) -> Bool {
    if a.first.family != b.first.family { return a.first.family == .ipv4 }
    return a.first.value == b.first.value ? a.prefixLength < b.prefixLength : a.first.value < b.first.value
  }
}
