extension ServiceNormalizer {
  mutating func normalizeEndpoints(_ resource: MeshExternalServiceResource) -> [ExternalService.Endpoint] {
    guard let endpoints = resource.endpoints, !endpoints.isEmpty else {
      let place =
        resource.spec.map { spec in spec["endpoints"].map { Place($0) } ?? Place(spec, missing: "endpoints") }
        ?? Place(resource.header.root, missing: "spec", "endpoints")
      // A value of the wrong type was reported as it was read.
      if !resource.hasErrors {
        report(.endpointsEmpty, "must have at least one endpoint", at: place, of: resource)
      }
      return []
    }
    return endpoints.compactMap { normalizeEndpoint($0, of: resource) }
  }

  private mutating func normalizeEndpoint(
    _ endpoint: MeshExternalServiceResource.Endpoint, of resource: MeshExternalServiceResource
  ) -> ExternalService.Endpoint? {
    guard let address = endpoint.address else {
      if endpoint.node["address"].map({ $0.kind == .null }) ?? true {
        report(
          .endpointAddress, MeshExternalServiceResource.Endpoint.addressRule.message,
          at: Place(endpoint.node, missing: "address"), of: resource)
      }
      if let port = endpoint.port { checkPort(port, .endpointPort, of: resource) }
      return nil
    }
    if let path = UnixSocket.path(in: address.value) {
      return unixEndpoint(endpoint, address, path: path, of: resource)
    }
    if IPAddress(address.value) != nil {
      return portOf(endpoint, kind: "an IP", of: resource).map {
        .init(address: .ip(address.value), port: $0, node: endpoint.node)
      }
    }
    if DNSName.isValid(address.value) {
      return portOf(endpoint, kind: "a hostname", of: resource).map {
        .init(address: .dns(address.value), port: $0, node: endpoint.node)
      }
    }
    report(
      .endpointAddress, MeshExternalServiceResource.Endpoint.addressRule.message, at: Place(address.node),
      of: resource)
    if let port = endpoint.port { checkPort(port, .endpointPort, of: resource) }
    return nil
  }

  private mutating func unixEndpoint(
    _ endpoint: MeshExternalServiceResource.Endpoint, _ address: Located<String>, path: String,
    of resource: MeshExternalServiceResource
  ) -> ExternalService.Endpoint? {
    if let port = endpoint.port {
      report(
        .endpointPort, "must not be defined when endpoint is a unix path", at: Place(port.node), of: resource)
      return nil
    }
    guard path.utf8.count <= UnixSocket.longestPath else {
      report(
        .endpointAddress,
        "unix path must not be longer than \(UnixSocket.longestPath) bytes, is \(path.utf8.count)",
        at: Place(address.node), of: resource)
      return nil
    }
    return .init(address: .unix(path), port: 0, node: endpoint.node)
  }

  private mutating func portOf(
    _ endpoint: MeshExternalServiceResource.Endpoint, kind: String, of resource: MeshExternalServiceResource
  ) -> UInt16? {
    guard let port = endpoint.port else {
      // A port of the wrong type was reported as it was read.
      if endpoint.node["port"].map({ $0.kind == .null }) ?? true {
        report(
          .endpointPort, "must be defined when endpoint is \(kind)", at: Place(endpoint.node, missing: "port"),
          of: resource)
      }
      return nil
    }
    checkPort(port, .endpointPort, of: resource)
    return UInt16(exactly: port.value)
  }
}
