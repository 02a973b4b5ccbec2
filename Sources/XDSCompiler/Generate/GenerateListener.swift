import EnvoyAPI

/// Makes the listeners that lead to external services.
struct ListenerGenerator {
  let mesh: NormalizedMesh
  let dataplane: Dataplane
  let policies: PolicyApplier?
  let arena: Arena
  private let policyPlan: PolicyPlan?

  init(_ plan: ProxyPlan, arena: Arena) {
    policyPlan = plan.policies
    mesh = plan.mesh
    dataplane = plan.dataplane
    policies = PolicyApplier(plan, arena: arena)
    self.arena = arena
  }

  func listener(_ outbound: ProxyPlan.Outbound) -> Listener {
    Listener(arena) {
      $0.name = outbound.listenerName
      $0.address = socketAddress(outbound.address, outbound.port)
      $0.filterChains = [
        FilterChain(arena) { $0.filters = filters(outbound.service, listenerName: outbound.listenerName) }
      ]
      $0.metadata = Metadata(arena) {
        $0.filterMetadata = [(MetadataKey.listenerTags, StructMessage(arena, []))]
      }
      if !outbound.bindsToPort { $0.bindToPort = false }
      $0.trafficDirection = .outbound
    }
  }

  /// The filter chain by which the outbound passthrough listener answers for a service without a port.
  func passthroughChain(_ chain: ProxyPlan.PassthroughChain) -> FilterChain {
    let service = mesh.services[chain.service]
    return FilterChain(arena) {
      $0.name = service.coreName
      $0.filterChainMatch = FilterChainMatch(arena) {
        $0.prefixRanges = [
          CidrRange(arena) {
            $0.addressPrefix = chain.vip.text
            $0.prefixLen = UInt32(chain.vip.address.bitWidth)
          }
        ]
      }
      $0.filters = filters(chain.service, listenerName: service.clusterName)
    }
  }

  private func filters(_ index: Int, listenerName: String) -> [Filter] {
    let service = mesh.services[index]
    switch policyPlan?.routing(ofService: index) ?? .direct(to: index, isHTTP: service.isHTTP) {
    case .http(let routes):
      let manager = httpConnectionManager(service, routes, name: listenerName)
      policies?.configure(manager, ofService: index)
      return [
        Filter(arena) {
          $0.name = EnvoyExtension.httpConnectionManager
          $0.typedConfig = .packing(manager)
        }
      ]
    case .tcp(let backends):
      // Envoy closes connections that no filter takes.
      guard !backends.isEmpty else { return [] }
      let proxy = TcpProxy(arena) {
        $0.statPrefix = statName(service.coreName)
        $0.send(to: Destination(backends, in: mesh), arena)
      }
      policies?.configure(proxy, ofService: index)
      return [
        Filter(arena) {
          $0.name = EnvoyExtension.tcpProxy
          $0.typedConfig = .packing(proxy)
        }
      ]
    }
  }

  private func httpConnectionManager(
    _ service: ExternalService, _ routes: [HTTPRoute], name: String
  ) -> HttpConnectionManager {
    HttpConnectionManager(arena) {
      $0.statPrefix = statName(name)
      $0.routeConfig = routeConfiguration(service, routes, name: name)
      $0.httpFilters = httpFilters(service)
      $0.normalizePath = true
    }
  }

  private func httpFilters(_ service: ExternalService) -> [HttpFilter] {
    var filters: [HttpFilter] = []
    if service.protocol == .grpc {
      filters.append(
        HttpFilter(arena) {
          $0.name = EnvoyExtension.grpcStats
          $0.typedConfig = .packing(GrpcStatsFilterConfig(arena) { $0.emitFilterState = true })
        })
    }
    filters.append(
      HttpFilter(arena) {
        $0.name = EnvoyExtension.router
        $0.typedConfig = .packing(Router(arena))
      })
    return filters
  }

  private func routeConfiguration(
    _ service: ExternalService, _ routes: [HTTPRoute], name: String
  ) -> RouteConfiguration {
    let generator = RouteGenerator(mesh: mesh, arena: arena)
    return RouteConfiguration(arena) {
      $0.name = name
      $0.virtualHosts = [
        VirtualHost(arena) {
          $0.name = service.coreName
          $0.domains = ["*"]
          $0.routes = generator.routes(routes)
        }
      ]
      if let tags = dataplane.tags.header {
        $0.requestHeadersToAdd = [HeaderValueOption(arena, Dataplane.tagsHeaderName, tags)]
      }
      $0.validateClusters = false
    }
  }

  private func socketAddress(_ address: String, _ port: UInt16) -> Address {
    Address(arena) {
      $0.socketAddress = SocketAddress(arena) {
        $0.address = address
        $0.portValue = UInt32(port)
      }
    }
  }
}
