extension ServiceNormalizer {
  /// Ports on which servers by custom speak the other of plain text and TLS.
  mutating func lintPorts(_ resource: MeshExternalServiceResource) {
    let isTLS = resource.tls?.enabled?.value == true
    for endpoint in resource.endpoints ?? [] {
      guard let port = endpoint.port else { continue }
      if !isTLS, port.value == 443, let spoken = resource.match?.protocol, spoken.value != .tcp {
        lintPlainHTTP(port, spoken, of: resource)
      } else if isTLS, port.value == 80, let enabled = resource.tls?.enabled {
        report(
          .tlsTo80, "TLS to port 80, where servers speak plain HTTP", at: Place(port.node), of: resource,
          notes: [.init(message: "TLS is enabled here", range: enabled.node.range)],
          help: "give the port on which the server speaks TLS, or leave TLS out")
      }
    }
  }

  private mutating func lintPlainHTTP(
    _ port: Located<Int64>, _ spoken: Located<MeshExternalServiceResource.ServiceProtocol>,
    of resource: MeshExternalServiceResource
  ) {
    var notes = [Diagnostic.Note(message: "protocol \(spoken.value.rawValue) is set here", range: spoken.node.range)]
    if let enabled = resource.tls?.enabled {
      notes.append(.init(message: "TLS is disabled here", range: enabled.node.range))
    }
    report(
      .httpTo443, "plain \(spoken.value.rawValue) to port 443, where servers speak TLS", at: Place(port.node),
      of: resource, notes: notes,
      help: "set tls.enabled: true; where the application speaks TLS itself, set protocol: tcp")
  }
}
