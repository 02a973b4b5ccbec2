/// What users ask about a service first.
public struct ServiceSummary: Sendable {
  public let mesh: String
  /// Core name.
  public let name: String
  public let hostnames: [String]
  /// Nil only where none was left.
  public let vip: String?
  /// Nil: every port.
  public let port: UInt16?
  public let `protocol`: String
  /// As `address:port`, IPv6 in brackets, or a path; in the order of the input.
  public let endpoints: [String]
  /// How the sidecar originates TLS, in one word: `off`; what is verified (`secured`, `skip-san`, `skip-ca`, `skip-all`),
  /// with `mutual` in the place of `secured`, or in front, where it shows a certificate of its own. Nil where an extension
  /// or an error leaves it open.
  public let tls: String?
  /// Core names of the dataplanes that reach it.
  public let dataplanes: [String]
}

extension Explainer {
  /// All services of the meshes that were asked for, by mesh and core name.
  public var services: [ServiceSummary] {
    var reachedBy: [String: [Int: [String]]] = [:]
    for plan in compilation.outputs.plans {
      for index in plan.services { reachedBy[plan.mesh.name, default: [:]][index, default: []].append(plan.name) }
    }
    return wantedMeshes.flatMap { mesh in
      mesh.services.enumerated().map { index, service in
        ServiceSummary(service, mesh: mesh.name, dataplanes: reachedBy[mesh.name]?[index] ?? [])
      }
    }
  }
}

extension Explainer {
  /// The meshes that were asked for.
  var wantedMeshes: [NormalizedMesh] {
    compilation.normalized.meshes.filter { options.meshes.isEmpty || options.meshes.contains($0.name) }
  }
}

extension ProxyPlan {
  /// Core name of the dataplane.
  fileprivate var name: String { dataplane.header.coreName }
}

extension ServiceSummary {
  fileprivate init(_ service: ExternalService, mesh: String, dataplanes: [String]) {
    self.mesh = mesh
    name = service.coreName
    hostnames = service.hostnames.map(\.value)
    vip = service.vip?.text
    port = service.port
    self.protocol = service.protocol.rawValue
    endpoints = service.endpoints.map(\.summary)
    tls = service.isCompiled ? service.tls?.summary ?? "off" : nil
    self.dataplanes = dataplanes
  }
}

extension ExternalService.Endpoint {
  fileprivate var summary: String {
    switch address {
    case .ip(let text), .dns(let text): "\(text.asHost):\(port)"
    case .unix(let path): path
    }
  }
}

extension TLSOrigination {
  fileprivate var summary: String {
    let isMutual = clientCertificate != nil
    return switch mode {
    case .secured: isMutual ? "mutual" : "secured"
    case .skipSAN: isMutual ? "mutual-skip-san" : "skip-san"
    case .skipCA: isMutual ? "mutual-skip-ca" : "skip-ca"
    case .skipAll: isMutual ? "mutual-skip-all" : "skip-all"
    }
  }
}
