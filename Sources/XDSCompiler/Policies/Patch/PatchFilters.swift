import EnvoyAPI

/// A filter of a network filter chain or of an HttpConnectionManager.
private protocol PatchableFilter: EnvoyMessage {
  var name: String { get nonmutating set }
  var typedConfig: AnyMessage? { get nonmutating set }
}

extension Filter: PatchableFilter {}
extension HttpFilter: PatchableFilter {}

extension ResourcePatcher {
  /// Changes filters or virtual hosts of a listener, in all its filter chains.
  mutating func applyInside(_ listener: Listener) throws(PatchFailure) {
    let chains = listener.filterChains + [listener.defaultFilterChain].compactMap(\.self)
    for chain in chains {
      if modification.scope == .networkFilter {
        chain.filters = try modified(chain.filters, of: listener.name)
      } else {
        try changeManagers(of: chain, listener.name)
      }
    }
  }

  private mutating func changeManagers(of chain: FilterChain, _ listenerName: String) throws(PatchFailure) {
    for filter in chain.filters {
      guard let manager = (try? filter.typedConfig?.unpacked(HttpConnectionManager.self)) ?? nil else { continue }
      if modification.scope == .httpFilter {
        manager.httpFilters = try modified(manager.httpFilters, of: listenerName)
      } else if let routes = manager.routeConfig {
        try changeVirtualHosts(of: routes, listenerName)
      }
      filter.typedConfig = .packing(manager)
    }
  }

  private mutating func modified<F: PatchableFilter>(_ filters: [F], of listenerName: String) throws(PatchFailure)
    -> [F]
  {
    let name = modification.match.name
    func fits(_ filter: F) -> Bool { name == nil || name == filter.name }
    noteTarget(modification.addsToAll || filters.contains(where: fits))
    var filters = filters
    switch modification.operation {
    case .remove: filters.removeAll(where: fits)
    case .patch:
      for filter in filters where fits(filter) { try patch(filter, of: listenerName) }
    case .addFirst: filters.insert(try value(for: listenerName), at: 0)
    case .addBefore:
      if let index = filters.firstIndex(where: fits) { filters.insert(try value(for: listenerName), at: index) }
    case .addAfter:
      if let index = filters.firstIndex(where: fits) { filters.insert(try value(for: listenerName), at: index + 1) }
    case .addLast, .add: filters.append(try value(for: listenerName))
    }
    return filters
  }

  /// A value is a filter to merge in; JSON Patches are of the filter's typed configuration.
  private func patch<F: PatchableFilter>(_ filter: F, of listenerName: String) throws(PatchFailure) {
    let name = "filter \(filter.name) of listener \(listenerName)"
    if modification.patches.isEmpty {
      _ = try patched(filter, named: name, keepingTypes: true)
    } else if let config = filter.typedConfig {
      filter.typedConfig = try patchedByJSON(config, named: name)
    } else {
      throw failure(name, "it has no typed configuration")
    }
  }

  private mutating func changeVirtualHosts(of routes: RouteConfiguration, _ listenerName: String) throws(PatchFailure) {
    let match = modification.match
    guard match.routeConfigurationName == nil || match.routeConfigurationName == routes.name else { return }
    func fits(_ host: VirtualHost) -> Bool { match.name == nil || match.name == host.name }
    var hosts = routes.virtualHosts
    noteTarget(modification.addsToAll || hosts.contains(where: fits))
    switch modification.operation {
    case .remove: hosts.removeAll(where: fits)
    case .patch:
      for index in hosts.indices where fits(hosts[index]) {
        hosts[index] = try patched(hosts[index], named: "virtual host \(hosts[index].name) of listener \(listenerName)")
      }
    default: hosts.append(try value(for: listenerName))
    }
    routes.virtualHosts = hosts
  }
}

extension Modification {
  /// Whether it adds to a list, whatever the list has.
  fileprivate var addsToAll: Bool { [.add, .addFirst, .addLast].contains(operation) }
}
