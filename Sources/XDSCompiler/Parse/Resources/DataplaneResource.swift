/// A Dataplane as written.
struct DataplaneResource: Sendable {
  /// `networking.transparentProxying.ipFamilyMode`.
  enum IPFamilyMode: String, FieldEnumeration {
    case unspecified = "UnSpecified"
    case dualStack = "DualStack"
    case ipv4 = "IPv4"
    case ipv6 = "IPv6"

    static let defaultValue = unspecified
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
    static let kinds = [ResourceKind.meshExternalService.rawValue, "MeshService"]

    let node: Node
    let kind: Located<String>?
    let name: Located<String>?
  }

  struct Outbound: Sendable {
    static let defaultAddress = "127.0.0.1"
    static let addressRule = IPAddress.rule.saying("address has to be valid IP address")

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

  static let addressRule = TextRule.any(
    of: [IPAddress.rule, DNSName.rule], message: "address has to be valid IP address or domain name")

  /// Kuma's default for a Dataplane that names no admin port.
  static let defaultAdminPort: UInt16 = 9901

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
