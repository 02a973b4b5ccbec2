/// A Dataplane as written.
struct DataplaneResource: Sendable {
  /// `networking.transparentProxying.ipFamilyMode`.
  enum IPFamilyMode: String, FieldEnumeration {
    case unspecified = "UnSpecified"
    case dualStack = "DualStack"
    case ipv4 = "IPv4"
    case ipv6 = "IPv6"
  }

  /// `networking.gateway.type`.
  enum GatewayType: String, FieldEnumeration {
    case delegated = "DELEGATED"
    case builtin = "BUILTIN"
  }

  struct Inbound: Sendable {
    let node: Node
    let tagsNode: Node?
    let tags: [Label]
    let state: Located<String>?
  }

  struct Gateway: Sendable {
    let node: Node
    let type: Located<GatewayType>?
    let tagsNode: Node?
    let tags: [Label]
  }

  struct BackendRef: Sendable {
    let node: Node
    let kind: Located<String>?
    let name: Located<String>?
  }

  struct Outbound: Sendable {
    let node: Node
    let address: Located<String>?
    let port: Located<Int64>?
    let backendRef: BackendRef?
  }

  struct TransparentProxying: Sendable {
    let node: Node
    let redirectPortInbound: Located<Int64>?
    let redirectPortOutbound: Located<Int64>?
    let redirectPortInboundV6: Located<Int64>?
    let ipFamilyMode: Located<IPFamilyMode>?
  }

  let header: ResourceHeader
  /// The mapping that holds `networking`: the resource itself, on Kubernetes its `spec`.
  let body: Node
  let networking: Node?
  let address: Located<String>?
  let advertisedAddress: Located<String>?
  let inbounds: [Inbound]
  let gateway: Gateway?
  let outbounds: [Outbound]
  let transparentProxying: TransparentProxying?
  let adminPort: Located<Int64>?
  let hasErrors: Bool
}

extension DataplaneResource {
  init?(_ reader: inout ObjectReader, format: ResourceFormat) {
    guard let header = reader.readHeader(of: .dataplane, format: format) else { return nil }
    var fields = NetworkingFields()
    var body = reader.node
    switch format {
    case .universal:
      fields.readBody(&reader)
    case .kubernetes:
      _ = reader.object("spec") {
        body = $0.node
        fields.readBody(&$0)
      }
      reader.ignore("status")
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
    body.ignore("metrics", "probes")
    let read: NetworkingFields? = body.object("networking") { reader in
      var fields = NetworkingFields()
      fields.readNetworking(&reader)
      return fields
    }
    if let read { self = read }
  }

  private mutating func readNetworking(_ reader: inout ObjectReader) {
    node = reader.node
    address = reader.string("address")
    advertisedAddress = reader.string("advertisedAddress")
    inbounds =
      reader.array("inbound") {
        for number: StaticString in ["port", "servicePort"] { _ = $0.integer(number) }
        for text: StaticString in ["address", "serviceAddress", "name"] { _ = $0.string(text) }
        $0.ignore("health", "serviceProbe")
        return .init(node: $0.node, tagsNode: $0.node["tags"], tags: $0.labels("tags"), state: $0.string("state"))
      } ?? []
    gateway = reader.object("gateway") {
      .init(
        node: $0.node, type: $0.enumeration("type", DataplaneResource.GatewayType.self, .dataplaneField),
        tagsNode: $0.node["tags"], tags: $0.labels("tags"))
    }
    outbounds =
      reader.array("outbound") {
        $0.ignore("tags", "service")
        return .init(
          node: $0.node, address: $0.string("address"), port: $0.integer("port"),
          backendRef: $0.object("backendRef") {
            $0.ignore("port", "labels")
            return .init(node: $0.node, kind: $0.string("kind"), name: $0.string("name"))
          })
      } ?? []
    transparentProxying = reader.object("transparentProxying") {
      $0.ignore("directAccessServices", "reachableServices", "reachableBackends")
      return .init(
        node: $0.node, redirectPortInbound: $0.integer("redirectPortInbound"),
        redirectPortOutbound: $0.integer("redirectPortOutbound"),
        redirectPortInboundV6: $0.integer("redirectPortInboundV6"),
        ipFamilyMode: $0.enumeration("ipFamilyMode", DataplaneResource.IPFamilyMode.self, .dataplaneField))
    }
    adminPort = reader.object("admin") { $0.integer("port") } ?? nil
  }
}
