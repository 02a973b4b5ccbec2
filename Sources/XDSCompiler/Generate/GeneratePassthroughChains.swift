import EnvoyAPI

/// Makes the filter chains by which the outbound passthrough listener lets certain traffic pass.
struct PassthroughChainGenerator {
  let policies: PolicyApplier?
  let arena: Arena

  func chain(_ cell: PassthroughCells.Cell, ofService: (ProxyPlan.PassthroughChain) -> FilterChain) -> FilterChain {
    let chain: FilterChain
    let match: FilterChainMatch
    switch cell.content {
    case .service(let service):
      chain = ofService(service)
      guard let port = cell.port else { return chain }
      chain.name += "_\(port)"
      match = chain.filterChainMatch ?? FilterChainMatch(arena)
      match.destinationPort = UInt32(port)
    case .connections(let tlsOnly, let cluster):
      match = self.match(cell)
      if tlsOnly { match.transportProtocol = "tls" }
      chain = self.chain(cell, tlsOnly ? "tls" : "tcp", [proxy(cluster)])
    case .serverName(let name, let cluster):
      match = self.match(cell)
      match.transportProtocol = "tls"
      match.serverNames = [name]
      chain = self.chain(cell, "tls_\(name)", [proxy(cluster)])
    case .http(let hosts):
      match = self.match(cell)
      match.transportProtocol = "raw_buffer"
      chain = self.chain(cell, "http", [manager(hosts, cell)])
    }
    chain.filterChainMatch = match
    return chain
  }

  private func chain(_ cell: PassthroughCells.Cell, _ label: String, _ filters: [Filter]) -> FilterChain {
    FilterChain(arena) {
      $0.name = name(cell, label)
      $0.filters = filters
    }
  }

  private func name(_ cell: PassthroughCells.Cell, _ label: String) -> String {
    (["meshpassthrough", label] + [cell.range?.description, cell.port?.description].compactMap(\.self))
      .joined(separator: "_")
  }

  private func match(_ cell: PassthroughCells.Cell) -> FilterChainMatch {
    FilterChainMatch(arena) {
      $0.destinationPort = cell.port.map { UInt32($0) }
      if let range = cell.range {
        $0.prefixRanges = [
          CidrRange(arena) {
            $0.addressPrefix = range.first.description
            $0.prefixLen = UInt32(range.prefixLength)
          }
        ]
      }
    }
  }

  private func proxy(_ cluster: String) -> Filter {
    let proxy = TcpProxy(arena) {
      $0.statPrefix = statName(cluster)
      $0.cluster = cluster
    }
    policies?.configurePassthrough(proxy)
    return Filter(arena) {
      $0.name = EnvoyExtension.tcpProxy
      $0.typedConfig = .packing(proxy)
    }
  }

  private func manager(_ hosts: [(domain: String?, cluster: String)], _ cell: PassthroughCells.Cell) -> Filter {
    let name = name(cell, "http")
    let manager = HttpConnectionManager(arena) {
      $0.statPrefix = statName(name)
      $0.routeConfig = RouteConfiguration(arena) {
        $0.name = name
        $0.virtualHosts = hosts.map { virtualHost($0.domain, $0.cluster, port: cell.port ?? 0) }
        $0.validateClusters = false
      }
      $0.httpFilters = [
        HttpFilter(arena) {
          $0.name = EnvoyExtension.router
          $0.typedConfig = .packing(Router(arena))
        }
      ]
    }
    policies?.configurePassthrough(manager)
    return Filter(arena) {
      $0.name = EnvoyExtension.httpConnectionManager
      $0.typedConfig = .packing(manager)
    }
  }

  private func virtualHost(_ domain: String?, _ cluster: String, port: UInt16) -> VirtualHost {
    VirtualHost(arena) {
      $0.name = domain ?? "any"
      $0.domains = domain.map { [$0, "\($0):\(port)"] } ?? ["*"]
      $0.routes = [
        Route(arena) {
          $0.match = RouteMatch(arena) { $0.prefix = "/" }
          $0.route = RouteAction(arena) {
            $0.cluster = cluster
            $0.timeout = .zero
          }
        }
      ]
    }
  }
}
