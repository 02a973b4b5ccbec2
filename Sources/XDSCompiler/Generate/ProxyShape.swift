/// Everything that the clusters, listeners and transport sockets of a dataplane depend on: dataplanes of one shape have the
/// same.
struct ProxyShape: Hashable {
  private let mesh: String
  private let reach: ObjectIdentifier
  private let policies: ObjectIdentifier?
  private let tags: Dataplane.Tags
  private let isIPv6: Bool
  private let transparentProxy: Dataplane.TransparentProxy?
  /// Its header, where policies have it named, or clusters a file of its own.
  private let dataplane: ObjectIdentifier?

  init(_ plan: ProxyPlan, _ options: CompileOptions) {
    mesh = plan.mesh.name
    reach = ObjectIdentifier(plan.reach)
    policies = plan.policies.map { ObjectIdentifier($0) }
    tags = plan.dataplane.tags
    isIPv6 = plan.dataplane.isIPv6
    transparentProxy = plan.dataplane.transparentProxy
    let hasOwnClusters =
      options.secrets != .inline && plan.services.contains { !plan.mesh.services[$0].hasSharedClusters(options) }
    dataplane =
      hasOwnClusters || plan.policies?.namesDataplane == true ? ObjectIdentifier(plan.dataplane.header) : nil
  }
}

extension [ProxyPlan] {
  /// Plans of one shape side by side, shapes in the order of their first plans.
  func byShape(_ options: CompileOptions) -> [ProxyPlan] {
    var places: [ProxyShape: Int] = [:]
    var groups: [[ProxyPlan]] = []
    for plan in self {
      let shape = ProxyShape(plan, options)
      let place = places[shape, default: groups.count]
      if place == groups.count {
        places[shape] = place
        groups.append([])
      }
      groups[place].append(plan)
    }
    return groups.flatMap(\.self)
  }
}

extension ArraySlice<ProxyPlan> {
  /// The slice cut where the shape changes.
  func cutByShape(_ options: CompileOptions) -> [ArraySlice<ProxyPlan>] {
    var cuts: [ArraySlice<ProxyPlan>] = []
    var rest = self
    while let shape = rest.first.map({ ProxyShape($0, options) }) {
      let end = rest.firstIndex { ProxyShape($0, options) != shape } ?? rest.endIndex
      cuts.append(rest[..<end])
      rest = rest[end...]
    }
    return cuts
  }
}
