/// A line of the table that says what changes weigh.
struct WeightRule: Sendable {
  let field: PathPattern
  let condition: Condition
  let weight: Weight
  /// For people: what the change comes to.
  let reason: String

  init(_ field: PathPattern, _ condition: Condition, _ weight: Weight, _ reason: String) {
    self.field = field
    self.condition = condition
    self.weight = weight
    self.reason = reason
  }

  func covers(_ change: Circumstances) -> Bool {
    field.matches(change.path) && condition.holds(change)
  }

  /// The first line that is about a change decides; what none is about is tuning.
  static let table: [WeightRule] = access + encryption + verification + traffic
}

/// When a rule is about a change of its field.
struct Condition: Sendable {
  /// As the guide has it.
  let name: String
  let holds: @Sendable (Circumstances) -> Bool

  init(_ name: String, _ holds: @escaping @Sendable (Circumstances) -> Bool) {
    self.name = name
    self.holds = holds
  }

  static let any = Condition("any change") { _ in true }
  static let added = Condition("added") { $0.kind == .added }
  static let removed = Condition("removed") { $0.kind == .removed }
  static let comesOrGoes = Condition("added or removed") { $0.kind == .added || $0.kind == .removed }
  static let reordered = Condition("in another order") { $0.kind == .reordered }
  static let renamed = Condition("renamed") { $0.kind == .renamed }
}
