/// One resource of the output, or a file's own fields, for all dataplanes that have the same.
public struct Explanation: Sendable {
  public let mesh: String
  /// Core names.
  public internal(set) var dataplanes: [String]
  /// As ``OutputFile/name``.
  public let file: String
  /// The resource; nil: the file's own fields.
  public let resource: String?
  public var fields: [ExplainedField]
}

extension Explainer {
  /// Every resource that a query means, by file and name, then by mesh and first dataplane.
  ///
  /// Where dataplanes differ only in what their own resources say of a value, they share an explanation that names all of
  /// these. Throws an `UnpackError` should a file not be what it is called.
  public func explanations(of query: ResourceQuery) throws -> [Explanation] {
    let plans = compilation.outputs.plans
    let found = FoundExplanations()
    try compilation.outputs.generate { file in
      guard query.fileNames.contains(file.name) else { return }
      found.add(try explanations(of: query, in: file))
    }
    let order = Dictionary(
      plans.enumerated().map { ("\($1.mesh.name)/\($1.dataplane.header.coreName)", $0) },
      uniquingKeysWith: { first, _ in first })
    let sorted = found.all.sorted { a, b in
      if a.file != b.file { return a.file.isBefore(b.file) }
      if a.resource != b.resource { return (a.resource ?? "").isBefore(b.resource ?? "") }
      return order["\(a.mesh)/\(a.dataplanes[0])", default: 0] < order["\(b.mesh)/\(b.dataplanes[0])", default: 0]
    }
    var groups: [ExplanationGroup] = []
    var places: [Explanation.Common: Int] = [:]
    for next in sorted {
      if let place = places[next.common] {
        groups[place].add(next)
      } else {
        places[next.common] = groups.count
        groups.append(ExplanationGroup(next))
      }
    }
    return groups.map(\.explanation)
  }

  private func explanations(of query: ResourceQuery, in file: OutputFile) throws -> [Explanation] {
    func explanation(_ resource: String?, _ fields: [ExplainedField]) -> Explanation {
      Explanation(mesh: file.mesh, dataplanes: [file.dataplane], file: file.name, resource: resource, fields: fields)
    }
    guard let name = query.name else {
      let explained = try explain(file)
      return [explanation(nil, explained.fields)] + explained.resources.map { explanation($0.name, $0.fields) }
    }
    guard let plan = plan(mesh: file.mesh, dataplane: file.dataplane) else { return [] }
    let holders = plan.mesh.indexOfService(name).map { plan.resources(about: $0) } ?? []
    return try explain(file) { $0 == name || holders.contains($0) }.resources.map { resource in
      // A resource that is about more than the service shows what it has about it.
      let fields = resource.name == name ? resource.fields : resource.fields.filter { $0.service == name }
      return explanation(resource.name, fields)
    }.filter { !$0.fields.isEmpty }
  }

  /// What a query might have meant.
  public var names: [String] {
    compilation.outputs.plans.flatMap { plan in
      plan.services.map { plan.mesh.services[$0].coreName } + plan.services.map { plan.mesh.services[$0].clusterName }
        + plan.outbounds.map(\.listenerName)
    }
  }
}

extension ProxyPlan {
  /// Names of the resources in which a service may show.
  fileprivate func resources(about service: Int) -> Set<String> {
    let cluster = mesh.services[service]
    return Set(
      [cluster.clusterName, cluster.unixClusterName, DNSListenerGenerator.name]
        + outbounds.filter { $0.service == service }.map(\.listenerName)
        + (passthroughChains.contains { $0.service == service }
          ? PassthroughGenerator.Family.allCases.map(\.outboundName) : []))
  }
}
