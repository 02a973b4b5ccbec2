/// Finds the services that backend references lead to, and says where one leads nowhere or elsewhere than it seems.
struct BackendResolver {
  private let policies: ResolvedPolicies
  private(set) var services: [Node: Int] = [:]
  private(set) var diagnostics: DiagnosticCollector

  init(policies: ResolvedPolicies, diagnostics: DiagnosticCollector) {
    self.policies = policies
    self.diagnostics = diagnostics
  }

  /// - Parameter conf: an item of `to` of a MeshHTTPRoute or a MeshTCPRoute.
  mutating func resolve(_ conf: Conf, of policy: PolicyResource) {
    guard let type = policy.type as? any RoutePolicy.Type else { return }
    for settings in (conf["rules"]?.elements ?? []).compactMap({ $0["default"] }) {
      let filters = settings["filters"]?.elements ?? []
      for mirror in filters.compactMap({ RouteFilterSchema.settings(of: $0)?["backendRef"] }) {
        guard let index = resolve(mirror, of: policy) else { continue }
        if policies.mesh.services[index].splitsUnixEndpoints {
          warn("copies go to its DNS and IP endpoints only, not to its unix sockets", Place(keyOf: mirror.node), policy)
        }
      }
      guard let references = settings["backendRefs"], !references.elements.isEmpty else { continue }
      let errorsBefore = diagnostics.errorCount
      let found = references.elements.filter { resolve($0, of: policy) != nil }
      let isRedirect = filters.contains { $0["type"]?.string == "RequestRedirect" }
      if !isRedirect, diagnostics.errorCount == errorsBefore, !found.contains(where: { $0.weight > 0 }) {
        warn(type.outcomeWithoutBackend, Place(keyOf: references.node), policy)
      }
    }
  }

  private mutating func resolve(_ reference: Conf, of policy: PolicyResource) -> Int? {
    let mesh = policies.mesh
    let target = TargetRef(reference.node)
    let place = target.name.map { Place($0.node) } ?? Place(keyOf: target.labelsNode ?? reference.node)
    let found = policies.services(ofBackend: target, seenFrom: policy.header)
      .sorted { ResourceHeader.byAgeThenName(mesh.services[$0].header, mesh.services[$1].header) }
    guard let index = found.first else {
      reportMissing(target, place, policy)
      return nil
    }
    let service = mesh.services[index]
    if found.count > 1 {
      warn("\(found.count) services fit: the oldest is taken, \(service.coreName)", place, policy)
    }
    if let obstacle = mesh.obstacle(to: service, zone: policies.zone) {
      warn("backend left out: \(obstacle.reason)", place, policy)
      return nil
    }
    // What is wrong with it has been said.
    guard service.isCompiled else { return nil }
    if let tags = target.tagsNode, !target.tags.isEmpty {
      warn("the tags have no effect: an external service has no subsets", Place(keyOf: tags), policy)
    }
    if !service.isHTTP, policy.type is MeshHTTPRoute.Type {
      warn("requests go there by HTTP/1.1: the protocol of service \(service.coreName) is tcp", place, policy)
    }
    services[reference.node] = index
    return index
  }

  private mutating func reportMissing(_ target: TargetRef, _ place: Place, _ policy: PolicyResource) {
    // It may well be the one that could not be read.
    guard !policies.mesh.hidesService else { return }
    if target.kind == .meshExternalService {
      let (message, help) = policies.missing(target)
      diagnostics.report(.backendUnknown, message, at: place, of: policy.header, help: help)
    } else {
      warn("backend left out: this is no external service, and the inside of the mesh is not compiled", place, policy)
    }
  }

  private mutating func warn(_ message: String, _ place: Place, _ policy: PolicyResource) {
    diagnostics.report(.routeBackend, message, at: place, of: policy.header)
  }
}

extension TargetRef {
  /// One that was checked as it was read.
  fileprivate init(_ node: Node) {
    var reader = ObjectReader(
      node, context: DecodingContext(root: node, findings: DiagnosticCollector(levels: LintLevels())))
    self.init(&reader, kinds: Kind.allCases)
  }
}
