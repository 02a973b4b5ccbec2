/// Which clients a dataplane answers (documentation: MeshTrafficPermission).
enum MeshTrafficPermission: InertPolicy {
  static let kind = "MeshTrafficPermission"
  static let summary = "Which clients a dataplane answers."
  static let reason = """
    permission is asked for where requests come in, at the inbounds of a dataplane; \
    Mesh.routing.defaultForbidMeshExternalServiceAccess keeps a mesh from external services
    """

  static let shape = PolicyShape(
    targets: PolicyShape.proxies,
    from: .init(kinds: PolicyShape.proxies, placement: .underDefault(schema), isRequired: true))

  private static let schema = ConfSchema.object(
    [
      .init(
        "action", .enumeration(["Allow", "Deny", "AllowWithShadowDeny"]),
        "Whether these clients are answered; with AllowWithShadowDeny they are, and what Deny would do is logged.")
    ], [.defined("action")])
}
