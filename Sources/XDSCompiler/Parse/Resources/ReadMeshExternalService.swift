extension MeshExternalServiceResource {
  /// Reads the fields that the documentation's sections Match, Endpoints and TLS describe.
  convenience init?(_ reader: inout ObjectReader, format: ResourceFormat) {
    guard let header = reader.readHeader(of: .meshExternalService, format: format) else { return nil }
    var spec: Node?
    var match: Match?
    var endpoints: [Endpoint]?
    var `extension`: Extension?
    var tls: TLS?
    _ = reader.object("spec") { reader in
      spec = reader.node
      match = reader.object("match", Match.init)
      endpoints = reader.array("endpoints", Endpoint.init)
      `extension` = reader.object("extension", Extension.init)
      tls = reader.object("tls", TLS.init)
    }
    var statusVIP: Located<String>?
    var statusHostnames: [Located<String>] = []
    _ = reader.object("status") { status in
      statusVIP = status.object("vip") { $0.string("ip") } ?? nil
      let hostnames = status.array("addresses") { address -> Located<String>? in
        address.ignore("origin", "hostnameGeneratorRef")
        return address.string("hostname")
      }
      statusHostnames = hostnames?.compactMap { $0 } ?? []
      status.ignore("hostnameGenerators")
    }
    reader.finish()
    self.init(
      header: header, spec: spec, match: match, endpoints: endpoints, extension: `extension`, tls: tls,
      statusVIP: statusVIP, statusHostnames: statusHostnames, hasErrors: reader.context.findings.errorCount > 0)
  }
}

extension MeshExternalServiceResource.Match {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    type = reader.string("type")
    port = reader.integer("port")
    `protocol` = reader.enumeration(
      "protocol", MeshExternalServiceResource.ServiceProtocol.self, .matchProtocol)
  }
}

extension MeshExternalServiceResource.Endpoint {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    address = reader.string("address")
    port = reader.integer("port")
  }
}

extension MeshExternalServiceResource.Extension {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    type = reader.string("type")
    reader.ignore("config")
  }
}

extension MeshExternalServiceResource.TLS {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    enabled = reader.boolean("enabled")
    allowRenegotiation = reader.boolean("allowRenegotiation")
    version = reader.object("version") {
      .init(
        min: $0.enumeration("min", MeshExternalServiceResource.TLSVersion.self, .tlsVersion),
        max: $0.enumeration("max", MeshExternalServiceResource.TLSVersion.self, .tlsVersion))
    }
    verification = reader.object("verification", MeshExternalServiceResource.Verification.init)
  }
}

extension MeshExternalServiceResource.Verification {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    mode = reader.enumeration("mode", MeshExternalServiceResource.VerificationMode.self, .tlsMode)
    serverName = reader.string("serverName")
    subjectAltNames =
      reader.array("subjectAltNames") {
        .init(
          node: $0.node,
          type: $0.enumeration("type", MeshExternalServiceResource.SANMatchType.self, .tlsSubjectAltName),
          value: $0.string("value"))
      } ?? []
    caCert = reader.object("caCert", MeshExternalServiceResource.DataSource.init)
    clientCert = reader.object("clientCert", MeshExternalServiceResource.DataSource.init)
    clientKey = reader.object("clientKey", MeshExternalServiceResource.DataSource.init)
  }
}

extension MeshExternalServiceResource.DataSource {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    secret = reader.string("secret")
    inline = reader.secretText("inline")
    inlineString = reader.secretText("inlineString")
  }
}
