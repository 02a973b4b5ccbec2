/// The sections of a policy's `spec`.
struct PolicyShape: Sendable {
  /// A list of items, each with a `targetRef` and what it asks for.
  struct Section: Sendable {
    /// Where an item has its configuration.
    enum Placement: Sendable {
      /// In its member `default`.
      case underDefault(ConfSchema)
      /// In these members, beside `targetRef`.
      case beside([ConfField], [ConfRule])
    }

    /// Kinds that `targetRef` may have.
    let kinds: [TargetRef.Kind]
    let placement: Placement
    /// Fewer kinds, where `spec.targetRef` is of one of these.
    var kindsUnder: [TargetRef.Kind: [TargetRef.Kind]] = [:]
    /// Whether the list must have an item.
    var isRequired = false
  }

  /// Kinds that `spec.targetRef` may have.
  let targets: [TargetRef.Kind]
  /// Kinds that it may have as well, unless the policy has a role other than `system`.
  var systemTargets: [TargetRef.Kind] = []
  var to: Section?
  var from: Section?
  /// The schema of `spec.default`.
  var conf: ConfSchema?
  /// Whether one of `to` and `from` must have an item.
  var needsItem = false

  /// Kinds of proxies and subsets of them, which every policy takes.
  static let proxies: [TargetRef.Kind] = [.mesh, .meshSubset, .meshService, .meshServiceSubset]
  /// What a policy for outgoing traffic may be for.
  static let outbounds: [TargetRef.Kind] = [.mesh, .meshService, .meshExternalService, .meshMultiZoneService]
}
