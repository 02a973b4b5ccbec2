/// Which filter chains a passthrough listener needs to let certain traffic pass.
///
/// Envoy takes a chain by the destination's port, then by its address, then by what else the chain asks for, and never
/// comes back to a less specific port or address. So each port that is named has chains of its own for every range of
/// addresses, with everything that may go there.
struct PassthroughCells {
  /// What a chain does.
  enum Content {
    /// Leads to a service without a port of its own.
    case service(ProxyPlan.PassthroughChain)
    /// Sends anything, or TLS only, to where it was going.
    case connections(tlsOnly: Bool, cluster: String)
    /// Sends TLS for a server name to the addresses of that name.
    case serverName(String, cluster: String)
    /// Sends HTTP on: by its host, or, for nil, whatever the host is.
    case http([(domain: String?, cluster: String)])
  }

  struct Cell {
    let port: UInt16?
    /// Nil: every address.
    let range: CIDR?
    let content: Content
  }

  private let matches: [PassthroughMatch]
  private let services: [(range: CIDR, chain: ProxyPlan.PassthroughChain)]

  /// - Parameters:
  ///   - matches: for the addresses of one family; lowest precedence first.
  ///   - services: those whose VIP is of that family, in order.
  init(_ matches: [PassthroughMatch], services: [ProxyPlan.PassthroughChain]) {
    self.matches = matches
    self.services = services.map { (CIDR($0.vip.address), $0) }
  }

  /// Ports at which TLS is told from other traffic, ascending.
  var tlsPorts: [UInt16] { Set(matches.filter { $0.protocol == .tls }.compactMap(\.port)).sorted() }

  /// Services first, then by port and address.
  var all: [Cell] {
    let ports = Set(matches.compactMap(\.port)).sorted()
    return services.map { Cell(port: nil, range: $0.range, content: .service($0.chain)) } + cells(at: nil)
      + ports.flatMap(cells(at:))
  }

  private func cells(at port: UInt16?) -> [Cell] {
    let here = matches.filter { $0.port == nil || $0.port == port }
    let vips = Set(services.map(\.range))
    let ranges = Set(here.compactMap(\.range)).subtracting(vips).sorted(by: CIDR.inOrder)
    var cells = port == nil ? [] : services.map { Cell(port: port, range: $0.range, content: .service($0.chain)) }
    for range in ranges { cells += self.cells(at: port, in: range, here) }
    return cells + self.cells(at: port, in: nil, here)
  }

  private func cells(at port: UInt16?, in range: CIDR?, _ matches: [PassthroughMatch]) -> [Cell] {
    let byAddress = matches.filter { match in range.map { match.range?.contains($0) ?? false } ?? false }
    // What takes anything takes TLS and HTTP, too.
    if let match = byAddress.last(where: { $0.protocol == .tcp }) {
      return [Cell(port: port, range: range, content: .connections(tlsOnly: false, cluster: match.clusterName))]
    }
    let contents = tls(byAddress, matches) + http(byAddress, matches)
    return contents.map { Cell(port: port, range: range, content: $0) }
  }

  private func tls(_ byAddress: [PassthroughMatch], _ matches: [PassthroughMatch]) -> [Content] {
    if let match = byAddress.last(where: { $0.protocol == .tls }) {
      return [.connections(tlsOnly: true, cluster: match.clusterName)]
    }
    let names = matches.filter { $0.protocol == .tls }.compactMap { match in
      match.domain.map { (name: $0, cluster: match.clusterName) }
    }
    return Dictionary(names.map { ($0.name, $0.cluster) }, uniquingKeysWith: { $1 })
      .sorted { $0.key.isBefore($1.key) }.map { .serverName($0.key, cluster: $0.value) }
  }

  private func http(_ byAddress: [PassthroughMatch], _ matches: [PassthroughMatch]) -> [Content] {
    // Of several, the one for the fewest addresses says which version upstreams speak.
    let ofAddress = byAddress.filter(\.protocol.isHTTP).enumerated().max { a, b in
      let (x, y) = (a.element.range?.prefixLength ?? 0, b.element.range?.prefixLength ?? 0)
      return x == y ? a.offset < b.offset : x < y
    }
    if let match = ofAddress?.element { return [.http([(nil, match.clusterName)])] }
    let hosts = matches.filter(\.protocol.isHTTP).compactMap { match in match.domain.map { ($0, match.clusterName) } }
    guard !hosts.isEmpty else { return [] }
    return [
      .http(
        Dictionary(hosts, uniquingKeysWith: { $1 }).sorted { $0.key.isBefore($1.key) }
          .map { (domain: $0.key, cluster: $0.value) })
    ]
  }
}
