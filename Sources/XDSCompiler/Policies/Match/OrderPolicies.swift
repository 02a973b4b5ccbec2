/// One item of one policy, as it takes its turn.
struct PolicyItem: Sendable {
  let policy: PolicyResource
  /// Its place in the policy's `to`.
  let index: Int

  var item: PolicyResource.Item { policy.to[index] }
}

extension PolicyResource {
  /// Items of several policies of one kind, lowest precedence first: by the kind of `spec.targetRef`, by origin, by role,
  /// by the kind of the item's own `targetRef`, then by name, of which the first has the highest precedence. Within a
  /// policy the later item has it.
  static func ordered(_ policies: [PolicyResource]) -> [PolicyItem] {
    policies.sorted(by: inOrder)
      .flatMap { policy in policy.to.indices.map { PolicyItem(policy: policy, index: $0) } }
      .enumerated()
      .sorted { a, b in
        let (x, y) = (a.element, b.element)
        let (xRank, yRank) = (x.policy.precedence, y.policy.precedence)
        if xRank != yRank { return xRank.lexicographicallyPrecedes(yRank) }
        let (xKind, yKind) = (x.item.target.kind?.rank ?? 0, y.item.target.kind?.rank ?? 0)
        return xKind == yKind ? a.offset < b.offset : xKind < yKind
      }
      .map(\.element)
  }

  /// Whole policies, lowest precedence first.
  static func inOrder(_ a: PolicyResource, _ b: PolicyResource) -> Bool {
    if a.precedence != b.precedence { return a.precedence.lexicographicallyPrecedes(b.precedence) }
    if a.header.displayName != b.header.displayName { return b.header.displayName.isBefore(a.header.displayName) }
    return b.header.coreName.isBefore(a.header.coreName)
  }

  /// What decides before names do.
  private var precedence: [Int] { [target?.kind?.rank ?? 0, originRank, roleRank] }

  private var originRank: Int {
    switch header.label(KumaLabel.origin) {
    case "global": 0
    case "zone": 2
    default: 1
    }
  }

  private var roleRank: Int {
    switch header.label(KumaLabel.policyRole) {
    case nil, "system": 1
    case "producer": 2
    case "consumer": 3
    case "workload-owner": 4
    default: 0
    }
  }
}
