extension MeshExternalServiceResource {
  /// Reads the fields that the documentation's sections Match, Endpoints and TLS describe.
  convenience init?(_ reader: inout ObjectReader, format: ResourceFormat) {
    guard let header = reader.readHeader(of: .meshExternalService, format: format) else { return nil }
    var spec: Node?
    var match: Match?
    var endpoints: [Endpoint]?
    var `extension`: Extension?
    var tls: TLS?
    _ = reader.object("spec", .required("What the service is, and how the mesh reaches it.")) { reader in
      spec = reader.node
      match = reader.object("match", "What clients in the mesh connect to.", Match.init)
      endpoints = reader.array(
        "endpoints", .optional("Where the service is. Traffic is shared among all of them."), isNonEmpty: true,
        Endpoint.init)
      `extension` = reader.object(
        "extension", "Another component that makes the service's configuration: xdsc makes none, and says so.",
        Extension.init)
      tls = reader.object("tls", "How the sidecar originates TLS to the endpoints.", TLS.init)
      reader.relate(
        .when(Extension.isSet, otherwise: [.valid("endpoints", isRequired: true), .valid("tls", isRequired: false)]))
    }
    var statusVIP: Located<String>?
    var statusHostnames: [Located<String>] = []
    _ = reader.object("status", "What a control plane gave the service. Taken as it is.") { status in
      statusVIP =
        status.object("vip", "The service's virtual IP. Omitted: xdsc gives it one.") {
          $0.string("ip", .optional("An IP address of no other service.", examples: ["242.0.0.1"]), IPAddress.rule)
        } ?? nil
      let hostnames = status.array("addresses", "Names under which the mesh's clients find the service.") {
        address -> Located<String>? in
        address.ignore("origin", "hostnameGeneratorRef", notes: "Who made the name.")
        return address.string(
          "hostname", .optional("A DNS name.", examples: ["httpbin.extsvc.mesh.local"]), DNSName.rule)
      }
      statusHostnames = hostnames?.compactMap { $0 } ?? []
      status.ignore("hostnameGenerators", notes: "How each HostnameGenerator fared.")
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
    type = reader.string(
      "type", .optional("Who names the service: HostnameGenerators.", default: .string(Self.type)),
      .oneOf([Self.type]))
    port = reader.integer(
      "port", .optional("Port of the service's VIP. Omitted: every port.", examples: [80]), PortNumber.valid)
    `protocol` = reader.enumeration(
      "protocol", "What clients speak.", MeshExternalServiceResource.ServiceProtocol.self, .matchProtocol,
      default: .defaultValue)
  }
}

extension MeshExternalServiceResource.Endpoint {
  private static let unixSocket = FieldTest(field: "address", value: .text(UnixSocket.rule))

  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    address = reader.string(
      "address",
      .required(
        "An IP address, a DNS name, or the path of a unix socket on the sidecar's machine.",
        examples: ["httpbin.org", "192.0.2.1", "unix:///run/database.sock"]),
      Self.addressRule)
    port = reader.integer(
      "port", .optional("Port of the endpoint; a unix socket has none.", examples: [443]), PortNumber.valid)
    reader.relate(.when(Self.unixSocket, then: [.absent("port")], otherwise: [.set("port")]))
  }
}

extension MeshExternalServiceResource.Extension {
  /// Endpoints and TLS are then the extension's to check.
  fileprivate static let isSet = FieldTest(
    field: "extension",
    value: .object(.init(fields: [.init(name: "type", notes: .required(""), value: .text(.nonEmpty))], others: .any)))

  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    type = reader.string("type", .required("Name of the extension."), .nonEmpty)
    reader.ignore("config", notes: "Settings of the extension.")
  }
}

extension MeshExternalServiceResource.TLS {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    enabled = reader.boolean("enabled", .optional("Whether the sidecar originates TLS.", default: false))
    allowRenegotiation = reader.boolean(
      "allowRenegotiation", .optional("Whether the server may ask for a new handshake.", default: false))
    version = reader.object("version", "Versions of TLS to offer.") {
      .init(
        min: $0.enumeration(
          "min", "The lowest version.", MeshExternalServiceResource.TLSVersion.self, .tlsVersion,
          default: .defaultValue),
        max: $0.enumeration(
          "max", "The highest version. With TLSAuto, Envoy speaks TLS 1.2 at most.",
          MeshExternalServiceResource.TLSVersion.self, .tlsVersion, default: .defaultValue))
    }
    verification = reader.object(
      "verification", "How the server's certificate is verified, and which one the sidecar shows.",
      MeshExternalServiceResource.Verification.init)
  }
}

extension MeshExternalServiceResource.Verification {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    mode = reader.enumeration(
      "mode", "What is verified. Secured: the CA and the name. SkipSAN: the CA. SkipCA and SkipAll: nothing.",
      MeshExternalServiceResource.VerificationMode.self, .tlsMode, default: .defaultValue)
    serverName = reader.string(
      "serverName",
      .optional(
        "Name to send as SNI and to find in the certificate. Omitted: the first endpoint's address.",
        examples: ["httpbin.org"]),
      DNSName.rule)
    subjectAltNames =
      reader.array("subjectAltNames", "More names that the certificate may have.") {
        .init(
          node: $0.node,
          type: $0.enumeration(
            "type", "Whether the value is a whole name or the beginning of one.",
            MeshExternalServiceResource.SANMatchType.self, .tlsSubjectAltName, default: .defaultValue),
          value: $0.string(
            "value",
            .required(
              "A DNS name, an IP address, or a URI such as a SPIFFE id.",
              examples: ["api.example.com", "spiffe://example.com/api"]),
            .nonEmpty))
      } ?? []
    caCert = reader.object(
      "caCert", "Certificates of the CAs to trust, as PEM. Omitted: those of the sidecar's machine.",
      MeshExternalServiceResource.DataSource.init)
    clientCert = reader.object(
      "clientCert", "The sidecar's own certificate, as PEM. Needs clientKey.",
      MeshExternalServiceResource.DataSource.init)
    clientKey = reader.object(
      "clientKey", "The private key of clientCert, as PEM.", MeshExternalServiceResource.DataSource.init)
    reader.relate(.when(FieldTest(field: "clientCert"), then: [.set("clientKey")]))
    reader.relate(.when(FieldTest(field: "clientKey"), then: [.set("clientCert")]))
  }
}

extension MeshExternalServiceResource.DataSource {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    secret = reader.string("secret", .optional("Name of a Secret in the mesh.", examples: ["httpbin-ca"]))
    inline = reader.secretText("inline", "The bytes in base64; line breaks do not count.", Base64.rule)
    inlineString = reader.secretText("inlineString", "The text itself.")
    reader.relate(.exactlyOne(of: ["secret", "inline", "inlineString"]))
  }
}
