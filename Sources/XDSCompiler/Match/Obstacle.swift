/// Why no traffic gets to a service.
enum Obstacle {
  // Whoever asks.
  case forbidden(Located<Bool>)
  case otherZone(Label)
  case `extension`(ExternalService)
  case serviceErrors(ExternalService)
  case meshErrors

  // Whatever the service.
  case builtinGateway(Dataplane)
  case dataplaneErrors(Dataplane)

  // Between the two.
  case noOutbound(Dataplane)
  /// A service without a port, whose VIP needs the listener at the redirect's port.
  case noRedirectPort(ExternalService, Dataplane.TransparentProxy)
  /// The same, with an IPv6 VIP, of a proxy that redirects no IPv6.
  case noIPv6Redirect(ExternalService, Dataplane.TransparentProxy)

  var reason: String {
    switch self {
    case .forbidden: "the mesh forbids access to external services"
    case .otherZone(let label): "the service belongs to zone \(label.value)"
    case .extension: "the service belongs to an extension"
    case .serviceErrors: "the service has errors"
    case .meshErrors: "the mesh, or what is for all of it, has errors"
    case .builtinGateway: "a builtin gateway is configured by its routes"
    case .dataplaneErrors: "the dataplane has errors"
    case .noOutbound: "the dataplane has no transparent proxy, and no outbound that names the service"
    case .noRedirectPort(let service, _):
      "service \(service.coreName) has no port, which needs a redirect port for outbound traffic"
    case .noIPv6Redirect(let service, _):
      "service \(service.coreName) has no port and an IPv6 VIP, which needs IPv6 redirection"
    }
  }

  /// Nil where it is more than one place.
  var place: Place? {
    switch self {
    case .forbidden(let forbids): Place(forbids.node)
    case .otherZone(let label): Place(label.node)
    case .extension(let service): service.header.root.value(at: "spec.extension").map { Place(keyOf: $0) }
    case .serviceErrors(let service): Place(service.header.nameNode)
    case .meshErrors: nil
    case .builtinGateway(let dataplane), .dataplaneErrors(let dataplane): Place(dataplane.header.nameNode)
    case .noOutbound(let dataplane):
      dataplane.header.body?.value(at: "networking.outbound").map { Place(keyOf: $0) }
        ?? dataplane.header.body?["networking"].map { Place($0, missing: "outbound") }
    case .noRedirectPort(_, let proxy): proxy.place(of: "redirectPortOutbound")
    case .noIPv6Redirect(_, let proxy): proxy.place(of: "ipFamilyMode")
    }
  }
}

extension Dataplane.TransparentProxy {
  fileprivate func place(of field: StaticString) -> Place {
    node[field].map { Place($0) } ?? Place(node, missing: field)
  }

  /// What keeps traffic from a service without a port.
  func obstacle(toPortless service: ExternalService, _ vip: VIP) -> Obstacle? {
    if redirectPortOutbound == 0 { return .noRedirectPort(service, self) }
    return vip.address.family == .ipv6 && !hasIPv6 ? .noIPv6Redirect(service, self) : nil
  }
}

extension NormalizedMesh {
  /// What is no error.
  ///
  /// - Parameter zone: the local one; nil leaves zones out of account.
  func obstacle(to service: ExternalService, zone: String?) -> Obstacle? {
    if let forbidsExternalAccess { return .forbidden(forbidsExternalAccess) }
    if let zone, let other = service.header.labels.first(where: { $0.key == KumaLabel.zone }), other.value != zone {
      return .otherZone(other)
    }
    return service.isExtension ? .extension(service) : nil
  }

  /// Whether traffic gets there, as it does not where there is an obstacle or an error.
  func reaches(_ service: ExternalService, zone: String?) -> Bool {
    service.isCompiled && obstacle(to: service, zone: zone) == nil
  }

  /// Why a dataplane does not reach a service that it does not reach: what concerns most comes first.
  func obstacle(to service: ExternalService, from dataplane: Dataplane, zone: String?) -> Obstacle {
    if let obstacle = obstacle(to: service, zone: zone) { return obstacle }
    if !service.isCompiled { return .serviceErrors(service) }
    if hasErrors { return .meshErrors }
    if dataplane.isBuiltinGateway { return .builtinGateway(dataplane) }
    if let proxy = dataplane.transparentProxy, service.port == nil, let vip = service.vip,
      let obstacle = proxy.obstacle(toPortless: service, vip)
    {
      return obstacle
    }
    let isNamed = dataplane.outbounds.contains { $0.names(service) }
    return dataplane.hasErrors || dataplane.transparentProxy != nil || isNamed
      ? .dataplaneErrors(dataplane) : .noOutbound(dataplane)
  }
}

extension Dataplane.Outbound {
  fileprivate func names(_ service: ExternalService) -> Bool {
    if case .externalService(let name) = target { name.value == service.coreName } else { false }
  }
}
