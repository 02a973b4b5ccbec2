extension DataplaneResource {
  init?(_ reader: inout ObjectReader, format: ResourceFormat) {
    guard let header = reader.readHeader(of: .dataplane, format: format) else { return nil }
    var fields = NetworkingFields()
    var body = reader.node
    switch format {
    case .universal:
      fields.readBody(&reader)
    case .kubernetes:
      _ = reader.object("spec", .required("The settings of the dataplane.")) {
        body = $0.node
        fields.readBody(&$0)
      }
      reader.ignore("status", notes: "What a control plane knows of the dataplane.")
    }
    reader.finish()
    self.header = header
    self.body = body
    networking = fields.node
    address = fields.address
    advertisedAddress = fields.advertisedAddress
    inbounds = fields.inbounds
    gateway = fields.gateway
    outbounds = fields.outbounds
    transparentProxying = fields.transparentProxying
    adminPort = fields.adminPort
    hasErrors = reader.context.findings.errorCount > 0
  }
}

/// The fields below `networking`, as they are found.
private struct NetworkingFields {
  var node: Node?
  var address: Located<String>?
  var advertisedAddress: Located<String>?
  var inbounds: [DataplaneResource.Inbound] = []
  var gateway: DataplaneResource.Gateway?
  var outbounds: [DataplaneResource.Outbound] = []
  var transparentProxying: DataplaneResource.TransparentProxying?
  var adminPort: Located<Int64>?

  mutating func readBody(_ body: inout ObjectReader) {
    body.ignore("metrics", notes: "How metrics of the dataplane are read.")
    body.ignore("probes", notes: "Which health checks of Kubernetes the sidecar answers.")
    let read: NetworkingFields? = body.object("networking", .required("Addresses and ports of the dataplane.")) {
      var fields = NetworkingFields()
      fields.readNetworking(&$0)
      return fields
    }
    if let read { self = read }
  }

  private mutating func readNetworking(_ reader: inout ObjectReader) {
    node = reader.node
    address = reader.string(
      "address", .required("IP address or DNS name of the dataplane, not 0.0.0.0 or ::.", examples: ["192.168.0.1"]),
      DataplaneResource.addressRule)
    advertisedAddress = reader.string("advertisedAddress", "The address by which others know it. Omitted: address.")
    inbounds = reader.array("inbound", "Ports on which the dataplane's own services listen.", Inbound.init) ?? []
    gateway = reader.object("gateway", "Says that the dataplane is a gateway, in place of inbounds.", Gateway.init)
    outbounds =
      reader.array(
        "outbound", "Services that the dataplane reaches at ports of its own; a transparent proxy needs none.",
        Outbound.init) ?? []
    transparentProxying = reader.object(
      "transparentProxying", "Says that the dataplane's traffic is redirected to the sidecar, to every service's VIP.",
      TransparentProxying.init)
    adminPort =
      reader.object("admin", "Envoy's admin interface.") {
        $0.integer(
          "port",
          .optional(
            "Its port on 127.0.0.1; 0 for none.", default: .integer(Int(DataplaneResource.defaultAdminPort))),
          PortNumber.validOrNone)
      } ?? nil
  }
}

private typealias Inbound = DataplaneResource.Inbound
private typealias Gateway = DataplaneResource.Gateway
private typealias Outbound = DataplaneResource.Outbound
private typealias TransparentProxying = DataplaneResource.TransparentProxying

extension DataplaneResource.Inbound {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    tagsNode = reader.node["tags"]
    tags = reader.labels("tags", .required("What the inbound is, and which service."), .tags)
    _ = reader.integer("port", .withoutEffect("Port on which the sidecar listens for the service."))
    _ = reader.integer("servicePort", .withoutEffect("Port on which the service itself listens."))
    _ = reader.string("address", .withoutEffect("Address on which the sidecar listens for the service."))
    _ = reader.string("serviceAddress", .withoutEffect("Address on which the service itself listens."))
    _ = reader.string("name", .withoutEffect("Name of the inbound."))
    state = reader.string(
      "state",
      .optional("Whether the service is ready. Policies pass over an Ignored one.", examples: ["Ready", "Ignored"]))
    reader.ignore("health", notes: "Whether the service is healthy.")
    reader.ignore("serviceProbe", notes: "How to find out whether the service is healthy.")
  }
}

extension DataplaneResource.Gateway {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    type = reader.enumeration(
      "type", "DELEGATED: a proxy of another make. BUILTIN: Kuma's own, for which nothing is compiled.",
      DataplaneResource.GatewayType.self, .dataplaneField)
    tagsNode = reader.node["tags"]
    tags = reader.labels("tags", .required("What the gateway is."), .tags)
  }
}

extension DataplaneResource.Outbound {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    address = reader.string(
      "address", .optional("IP address that applications connect to.", default: .string(Self.defaultAddress)),
      Self.addressRule)
    port = reader.integer("port", .required("Port that applications connect to.", examples: [8081]), PortNumber.valid)
    backendRef = reader.object("backendRef", "Where the traffic goes.", DataplaneResource.BackendRef.init)
    reader.ignore("tags", "service", notes: "A service inside the mesh, none of which is compiled.")
  }
}

extension DataplaneResource.BackendRef {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    kind = reader.string(
      "kind", .required("Kind of the service. Only a MeshExternalService is compiled."), .oneOf(Self.kinds))
    name = reader.string(
      "name", .required("Name of the service in the dataplane's mesh; with its namespace, name.namespace."), .nonEmpty)
    reader.ignore("port", "labels", notes: "Which of several services or ports is meant.")
  }
}

extension DataplaneResource.TransparentProxying {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    redirectPortInbound = reader.integer(
      "redirectPortInbound", .optional("Port to which incoming traffic is redirected.", examples: [15006]),
      PortNumber.validOrNone)
    redirectPortOutbound = reader.integer(
      "redirectPortOutbound", .optional("Port to which outgoing traffic is redirected.", examples: [15001]),
      PortNumber.validOrNone)
    redirectPortInboundV6 = reader.integer(
      "redirectPortInboundV6", "Port to which incoming IPv6 traffic is redirected; 0 says that there is none.",
      PortNumber.validOrNone)
    ipFamilyMode = reader.enumeration(
      "ipFamilyMode", "Which traffic is redirected. UnSpecified: IPv6, too, where redirectPortInboundV6 is set.",
      DataplaneResource.IPFamilyMode.self, .dataplaneField, default: .defaultValue)
    reader.ignore(
      "directAccessServices", "reachableServices", "reachableBackends",
      notes: "Which services inside the mesh the dataplane reaches.")
  }
}

extension ObjectSchema {
  /// Tags of an inbound or a gateway.
  fileprivate static let tags = labels(
    [
      .init(
        name: KumaLabel.service, notes: .required("Name of the service.", examples: ["web"]),
        value: .text(TagText.valueRule))
    ],
    names: TagText.nameRule, values: TagText.valueRule)
}
