import EnvoyAPI

/// Makes the listeners that lead to external services.
struct ListenerGenerator {
  let mesh: NormalizedMesh
  let dataplane: Dataplane
  let policies: PolicyApplier?
  let arena: Arena

  init(_ plan: ProxyPlan, arena: Arena) {
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
        FilterChain(arena) { $0.filters = [filter(outbound.service, listenerName: outbound.listenerName)] }
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
      $0.filters = [filter(chain.service, listenerName: service.clusterName)]
    }
  }

  private func filter(_ index: Int, listenerName: String) -> Filter {
    let service = mesh.services[index]
    return Filter(arena) {
      if service.isHTTP {
        let manager = httpConnectionManager(service, name: listenerName)
        policies?.configure(manager, ofService: index)
        $0.name = EnvoyExtension.httpConnectionManager
        $0.typedConfig = .packing(manager)
      } else {
        let proxy = TcpProxy(arena) {
          $0.statPrefix = statName(service.coreName)
          $0.send(to: Destination(service), arena)
        }
        policies?.configure(proxy, ofService: index)
        $0.name = EnvoyExtension.tcpProxy
        $0.typedConfig = .packing(proxy)
      }
    }
  }

  private func httpConnectionManager(_ service: ExternalService, name: String) -> HttpConnectionManager {
    HttpConnectionManager(arena) {
      $0.statPrefix = statName(name)
      $0.routeConfig = routeConfiguration(service, name: name)
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

  private func routeConfiguration(_ service: ExternalService, name: String) -> RouteConfiguration {
    RouteConfiguration(arena) {
      $0.name = name
      $0.virtualHosts = [
        VirtualHost(arena) {
          $0.name = service.coreName
          $0.domains = ["*"]
          $0.routes = [catchAllRoute(service)]
        }
      ]
      if let tags = dataplane.tagsHeader {
        $0.requestHeadersToAdd = [HeaderValueOption(arena, Dataplane.tagsHeaderName, tags)]
      }
      $0.validateClusters = false
    }
  }

  private func catchAllRoute(_ service: ExternalService) -> Route {
    Route(arena) {
      $0.name = RouteName.catchAll
      $0.match = RouteMatch(arena) { $0.prefix = "/" }
      $0.route = RouteAction(arena) {
        $0.send(to: Destination(service), arena)
        $0.autoHostRewrite = true
        $0.timeout = .zero
      }
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
