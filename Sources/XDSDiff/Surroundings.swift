import EnvoyAPI

/// What decides about a change besides the change itself.
struct Surroundings: Sendable {
  /// What a live Envoy shows instead of a secret, as a text and as the base 64 of it.
  private static let placeholders: [MessageValue] = [.string("[redacted]"), .string("W3JlZGFjdGVkXQ==")]

  /// What changes weigh.
  var rules = WeightRule.table
  /// Whether a side is a live Envoy, which does not show secrets.
  var oldHidesSecrets = false
  var newHidesSecrets = false
  /// New names by old ones, of renamed resources and of what is named after them.
  var renames: [String: String] = [:]
  /// Whether the dataplane reached any service outside the mesh on the old side.
  var reachedServices = true

  /// Whether a side hides what it has, so that nobody knows whether it differs.
  func hides(_ old: MessageValue?, _ new: MessageValue?) -> Bool {
    oldHidesSecrets && old.map(Surroundings.placeholders.contains) == true && new?.string != nil
      || newHidesSecrets && new.map(Surroundings.placeholders.contains) == true && old?.string != nil
  }
}
