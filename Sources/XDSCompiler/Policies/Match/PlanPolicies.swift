/// Works out what the policies of one mesh ask for.
struct PolicyPlanner {
  private let policies: ResolvedPolicies
  private let routePlanner: RoutePlanner
  private let routes: [PolicyResource]
  private var plans: [[ObjectIdentifier]: PolicyPlan] = [:]

  init(_ policies: ResolvedPolicies, _ backends: RouteBackends) {
    self.policies = policies
    routePlanner = RoutePlanner(backends: backends)
    routes = policies.mesh.routes
  }

  /// Nil when no policy is for the dataplane.
  mutating func plan(for dataplane: Dataplane) -> PolicyPlan? {
    let selected = policies.mesh.policies.filter { $0.selects(dataplane, routes: routes) }
    guard !selected.isEmpty else { return nil }
    let key = selected.map { ObjectIdentifier($0) }
    if let plan = plans[key] { return plan }
    let plan = makePlan(selected)
    plans[key] = plan
    return plan
  }

  private func makePlan(_ selected: [PolicyResource]) -> PolicyPlan {
    let byKind = Dictionary(grouping: selected) { $0.type.kind }
    var common: [PolicyPlan.Applied] = []
    var specific: [Int: [PolicyPlan.Applied]] = [:]
    let parts = PolicyKinds.all.compactMap { type -> Part? in
      guard let type = type as? any OutboundPolicy.Type, let policies = byKind[type.kind] else { return nil }
      return part(type, policies)
    }
    let named = Set(parts.lazy.flatMap(\.specific.keys))
    for part in parts {
      if let conf = part.common { common.append(.init(type: part.type, conf: conf)) }
      for index in named {
        guard let conf = part.specific[index] ?? part.common else { continue }
        specific[index, default: []].append(.init(type: part.type, conf: conf))
      }
    }
    func whole(_ type: any Policy.Type) -> Conf? {
      type.merge((byKind[type.kind] ?? []).sorted(by: PolicyResource.inOrder).map(\.wholeConf))
    }
    return PolicyPlan(
      zone: policies.zone, common: common, specific: specific, ofRoutes: ofRoutes(parts),
      routing: routing(parts, named),
      passthroughMode: whole(MeshPassthrough.self).map(PassthroughMode.init),
      modifications: whole(MeshProxyPatch.self)?["appendModifications"]?.elements.compactMap(Modification.init) ?? [])
  }

  private func ofRoutes(_ parts: [Part]) -> [Int: [String: [PolicyPlan.Applied]]] {
    var result: [Int: [String: [PolicyPlan.Applied]]] = [:]
    for (index, name) in Set(parts.lazy.flatMap(\.ofRoutes.keys)).map({ ($0.service, $0.name) }) {
      result[index, default: [:]][name] = parts.compactMap { part in
        (part.ofRoutes[.init(service: index, name: name)] ?? part.specific[index] ?? part.common)
          .map { .init(type: part.type, conf: $0) }
      }
    }
    return result
  }

  private func routing(_ parts: [Part], _ named: Set<Int>) -> [Int: Routing] {
    func conf(_ type: any RoutePolicy.Type, _ index: Int) -> Conf? {
      parts.first { $0.type.kind == type.kind }?.specific[index]
    }
    var result: [Int: Routing] = [:]
    for index in named {
      result[index] = routePlanner.routing(
        of: index, isHTTP: policies.mesh.services[index].isHTTP, http: conf(MeshHTTPRoute.self, index),
        tcp: conf(MeshTCPRoute.self, index))
    }
    return result
  }

  /// What the policies of one kind ask for.
  private struct Part {
    let type: any OutboundPolicy.Type
    let common: Conf?
    let specific: [Int: Conf]
    var ofRoutes: [ServiceRoute: Conf] = [:]
  }

  private func part(_ type: any OutboundPolicy.Type, _ policies: [PolicyResource]) -> Part {
    guard type.shape.conf == nil else {
      let confs = policies.sorted(by: PolicyResource.inOrder).compactMap(\.conf)
      return Part(type: type, common: type.merge(confs), specific: [:])
    }
    let items = PolicyResource.ordered(policies)
    var forAll: [Int] = []
    var named: [Int: [Int]] = [:]
    var ofRoutes: [ServiceRoute: [Int]] = [:]
    for (turn, item) in items.enumerated() {
      let target = self.policies.targets(of: item.policy)[item.index]
      if item.policy.isForRoutes {
        for route in self.policies.routes(of: item.policy) where target.holds(route.service) {
          ofRoutes[route, default: []].append(turn)
        }
        continue
      }
      switch target {
      case .everything: forAll.append(turn)
      case .services(let services): for service in services { named[service, default: []].append(turn) }
      }
    }
    func merged(_ turns: [Int]) -> Conf? { type.merge(turns.map { items[$0].item.conf }) }
    let defaults =
      type.hasDefaults
      ? policies.first { !$0.isForRoutes }.map { Conf(value: .object([]), node: $0.header.nameNode) } : nil
    return Part(
      type: type, common: merged(forAll) ?? defaults,
      specific: named.compactMapValues { merged((forAll + $0).sorted()) },
      ofRoutes: Dictionary(
        uniqueKeysWithValues: ofRoutes.compactMap { route, turns in
          merged((forAll + (named[route.service] ?? []) + turns).sorted()).map { (route, $0) }
        }))
  }
}
