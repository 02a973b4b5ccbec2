/// A Dataplane with its defaults filled in.
struct Dataplane: Sendable {
  struct Outbound: Sendable {
    /// What `backendRef` or tags name.
    enum Target: Sendable {
      case externalService(name: Located<String>)
      /// A MeshService or tags: the inside of the mesh, none of this compiler's business.
      case insideMesh
    }

    let node: Node
    let address: IPAddress
    /// As written, else `127.0.0.1`.
    let addressText: String
    let port: UInt16
    let target: Target
  }

  /// What its tags tell others.
  struct Tags: Hashable, Sendable {
    /// The value of its first `kuma.io/service` tag.
    let service: String
    /// The value of the header ``Dataplane/tagsHeaderName``; nil without tags.
    let header: String?
    /// Values of its tags, of all inbounds and its gateway, sorted.
    let values: [String: [String]]
  }

  /// Equal where the redirect is the same, wherever that is written.
  struct TransparentProxy: Hashable, Sendable {
    /// 0: no such listener.
    let redirectPortOutbound: UInt16
    let redirectPortInbound: UInt16
    /// Port of the inbound passthrough listener for IPv6.
    let redirectPortInboundIPv6: UInt16
    /// Whether traffic of either family is redirected.
    let hasIPv6: Bool
    /// `ipFamilyMode: IPv4`: no IPv6 address is to be answered by DNS.
    let isIPv4Only: Bool
    let node: Node

    static func == (a: TransparentProxy, b: TransparentProxy) -> Bool {
      a.redirectPortOutbound == b.redirectPortOutbound && a.redirectPortInbound == b.redirectPortInbound
        && a.redirectPortInboundIPv6 == b.redirectPortInboundIPv6 && a.hasIPv6 == b.hasIPv6
        && a.isIPv4Only == b.isIPv4Only
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(redirectPortOutbound)
      hasher.combine(redirectPortInbound)
    }
  }

  /// Name of the header by which services inside the mesh know who calls.
  static let tagsHeaderName = "x-kuma-tags"

  let header: ResourceHeader
  /// The address by which others know it: `advertisedAddress`, else `address`.
  let shownAddress: String
  /// Whether its own address is IPv6: then DNS names of endpoints resolve to either family.
  let isIPv6: Bool
  let tags: Tags
  let outbounds: [Outbound]
  let transparentProxy: TransparentProxy?
  /// 0: no admin interface.
  let adminPort: UInt16
  let isBuiltinGateway: Bool
  /// Whether it is a gateway of either type.
  let isGateway: Bool
  /// Tags by which policies select it: those of its gateway and of each inbound that is not ignored.
  let tagSets: [[Label]]
  let hasErrors: Bool
}
