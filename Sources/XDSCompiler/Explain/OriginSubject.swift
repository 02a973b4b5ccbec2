/// What a field is about: the resources that it can come from.
struct OriginSubject: Sendable {
  /// What part of the service or of the dataplane.
  enum Focus: Sendable {
    case whole
    /// Its cluster for unix sockets that stand beside DNS names.
    case unixCluster
    case endpoint(ExternalService.Endpoint)
    case subjectAltName(TLSOrigination.SANMatcher)
    /// A label, by its key.
    case label(String)
    case outbound(ProxyPlan.Outbound)
    case passthroughChain
    case passthrough(PassthroughGenerator.Family, isInbound: Bool)
    /// One of the service's hostnames, as it is or in lower case.
    case hostname(Located<String>, isLowercased: Bool)
  }

  let context: OriginContext
  /// Index of the service in the mesh; nil where it is about the dataplane alone.
  var serviceIndex: Int?
  var focus = Focus.whole

  var plan: ProxyPlan { context.plan }
  var dataplane: Dataplane { context.plan.dataplane }
  var service: ExternalService? { serviceIndex.map { context.plan.mesh.services[$0] } }

  func focused(on focus: Focus) -> OriginSubject {
    var result = self
    result.focus = focus
    return result
  }

  func about(service index: Int, _ focus: Focus = .whole) -> OriginSubject {
    OriginSubject(context: context, serviceIndex: index, focus: focus)
  }

  var endpoint: ExternalService.Endpoint? {
    if case .endpoint(let endpoint) = focus { endpoint } else { nil }
  }

  var subjectAltName: TLSOrigination.SANMatcher? {
    if case .subjectAltName(let name) = focus { name } else { nil }
  }

  var outbound: ProxyPlan.Outbound? {
    if case .outbound(let outbound) = focus { outbound } else { nil }
  }

  var isUnixCluster: Bool {
    if case .unixCluster = focus { true } else { false }
  }

  /// The endpoints of the cluster in question.
  var clusterEndpoints: [ExternalService.Endpoint] {
    guard let service, service.splitsUnixEndpoints else { return service?.endpoints ?? [] }
    return service.endpoints.filter { $0.isUnix == isUnixCluster }
  }

  /// The Dataplane's own entry for the outbound in question; nil for a transparent proxy's at a VIP.
  var explicitOutbound: Dataplane.Outbound? {
    guard let outbound else { return nil }
    return dataplane.outbounds.first { $0.port == outbound.port && $0.addressText == outbound.address }
  }
}

/// What all fields of one dataplane's files share.
final class OriginContext: Sendable {
  let plan: ProxyPlan
  let options: CompileOptions
  private let inputs: OriginInputs
  /// For each filter chain of its own that an outbound passthrough listener has: the service that it leads to.
  private let passthroughServices: [PassthroughGenerator.Family: [Int?]]

  init(_ plan: ProxyPlan, options: CompileOptions, inputs: OriginInputs) {
    self.plan = plan
    self.options = options
    self.inputs = inputs
    let families = PassthroughGenerator.Family.allCases
    passthroughServices = Dictionary(
      uniqueKeysWithValues: families.map { family in
        let services = plan.passthroughCells(family).all.map { cell -> Int? in
          if case .service(let chain) = cell.content { chain.service } else { nil }
        }
        return (family, services)
      })
  }

  /// - Parameter index: of the chain in its listener.
  func passthroughService(ofChain index: Int, _ family: PassthroughGenerator.Family) -> Int? {
    guard let services = passthroughServices[family], services.indices.contains(index) else { return nil }
    return services[index]
  }

  func secret(_ name: String) -> SecretResource? { inputs.secrets.secret(name, inMesh: plan.mesh.name) }

  /// Whose a hostname is, in whatever case it is spelled.
  func owner(ofHostname name: String) -> OriginInputs.Owner? { inputs.owner(ofHostname: name, inMesh: plan.mesh.name) }

  /// Where the lock file gives an address.
  func lockPlace(_ address: IPAddress) -> Node? { inputs.lockPlaces[address] }

  func origin(_ draft: Origin.Draft) -> Origin {
    Origin(rule: draft.rule, section: draft.section, sources: draft.sources.map(source))
  }

  private func source(_ source: OriginSource) -> Origin.Source {
    switch source {
    case .node(let node): .field(inputs.field(node))
    case .overridden(let node): .overridden(inputs.field(node))
    case .option(let option): .option(option.rawValue)
    case .output(let name): .output(name)
    }
  }
}

/// What the whole input has to say about places.
final class OriginInputs: Sendable {
  let secrets: SecretStore
  let lockPlaces: [IPAddress: Node]
  private let owners: [Node: ResourceHeader]
  /// By mesh and hostname in lower case.
  private let hostnames: [String: [String: Owner]]

  /// A service, and one of its hostnames.
  struct Owner: Sendable {
    /// Index in its mesh.
    let service: Int
    let hostname: Located<String>
  }

  init(_ resources: NormalizedResources) {
    secrets = resources.secrets
    lockPlaces = resources.vipLock?.places ?? [:]
    var headers = resources.generators.map(\.header) + resources.secrets.all.map(\.header)
    for mesh in resources.meshes {
      headers += mesh.services.map(\.header) + mesh.dataplanes.map(\.header) + mesh.policies.map(\.header)
      if let header = mesh.header { headers.append(header) }
    }
    hostnames = Dictionary(
      resources.meshes.map { mesh in
        let owners = mesh.services.enumerated().flatMap { index, service in
          service.hostnames.map { ($0.value.caseFolded, Owner(service: index, hostname: $0)) }
        }
        return (mesh.name, Dictionary(owners, uniquingKeysWith: { first, _ in first }))
      }, uniquingKeysWith: { first, _ in first })
    owners = Dictionary(headers.map { ($0.root, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func owner(ofHostname name: String, inMesh mesh: String) -> Owner? { hostnames[mesh]?[name.caseFolded] }

  /// Who a value belongs to, and under which path.
  func field(_ node: Node) -> InputField {
    // Of a collection the key says more than its first character.
    field(node.isScalar ? Place(node) : Place(keyOf: node))
  }

  func field(_ place: Place) -> InputField {
    var root = place.node
    while owners[root] == nil, let parent = root.parent { root = parent }
    return InputField(resource: owners[root]?.id, path: place.path(in: root), range: place.range)
  }
}
