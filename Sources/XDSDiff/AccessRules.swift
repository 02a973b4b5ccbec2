extension WeightRule {
  /// Who may reach what.
  static let access: [WeightRule] = [
    WeightRule(
      "Cluster[outbound:passthrough:*]", .added, .security, "every destination outside the mesh can be reached"),
    WeightRule(
      "Cluster[meshexternalservice_*]", .addedAsFirst, .security,
      "access to services outside the mesh is newly allowed"),
    WeightRule(
      "Bootstrap[*].admin.address.socketAddress.address", .notLoopback, .security,
      "the admin interface is open to other machines"),
    WeightRule("**.filters|httpFilters[\(checks)]", .added, .tuning, "access is checked"),
    WeightRule("**.filters|httpFilters[\(checks)]", .removed, .security, "access is no longer checked"),
    WeightRule("**.filters|httpFilters[\(checks)].**", .any, .security, "access is checked by other rules"),
    WeightRule("**.typedPerFilterConfig.\(checks).**", .any, .security, "access is checked by other rules"),
  ]

  /// Filters that refuse.
  private static let checks = "*rbac*|*ext_authz*|*jwt_authn*"
}

extension Condition {
  static let addedAsFirst = Condition("added where none was") {
    $0.kind == .added && !$0.surroundings.reachedServices
  }

  static let notLoopback = Condition("set to another than a loopback address") { change in
    guard let address = change.new?.string else { return false }
    return !address.hasPrefix("127.") && address != "::1"
  }
}
