/// Why no traffic reaches a service, where that is not an error.
enum Obstacle {
  case forbidden
  case otherZone(String)
  case `extension`

  var reason: String {
    switch self {
    case .forbidden: "the mesh forbids access to external services"
    case .otherZone(let zone): "the service belongs to zone \(zone)"
    case .extension: "the service belongs to an extension"
    }
  }
}

extension NormalizedMesh {
  /// - Parameter zone: the local one; nil leaves zones out of account.
  func obstacle(to service: ExternalService, zone: String?) -> Obstacle? {
    if forbidsExternalAccess != nil { return .forbidden }
    if let zone, let other = service.header.label(KumaLabel.zone), other != zone { return .otherZone(other) }
    return service.isExtension ? .extension : nil
  }

  /// Whether traffic gets there, as it does not where there is an obstacle or an error.
  func reaches(_ service: ExternalService, zone: String?) -> Bool {
    service.isCompiled && obstacle(to: service, zone: zone) == nil
  }
}
