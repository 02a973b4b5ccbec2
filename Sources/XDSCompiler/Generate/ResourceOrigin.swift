/// What made a resource, in the words of MeshProxyPatch's `origin`.
struct ResourceOrigin: RawRepresentable, Hashable, Sendable {
  let rawValue: String

  static let outbound = ResourceOrigin(rawValue: "outbound")
  static let transparent = ResourceOrigin(rawValue: "transparent")
  static let dns = ResourceOrigin(rawValue: "dns")
  static let meshAccessLog = ResourceOrigin(rawValue: "mesh-access-log")
  static let meshTrace = ResourceOrigin(rawValue: "mesh-trace")
  static let meshProxyPatch = ResourceOrigin(rawValue: "mesh-proxy-patch")
}
