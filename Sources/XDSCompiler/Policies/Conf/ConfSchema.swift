/// The shape of a policy's configuration: one table by which it is read, checked and described.
indirect enum ConfSchema: Sendable {
  case boolean
  case integer([ConfRule] = [])
  /// Kubernetes' `IntOrString`: a number, or a string in decimal notation; the message is about any other string.
  case decimal([ConfRule] = [], otherwise: String = "string must be a valid number")
  case string([ConfRule] = [])
  /// A duration as Go writes it, such as `1h30m`.
  case duration([ConfRule] = [])
  /// A string of a closed set; the message about another, if any, replaces the one that names them all.
  case enumeration([String], otherwise: (@Sendable (String) -> String)? = nil)
  /// An object, and what must hold of it as a whole.
  case object([ConfField], [ConfRule] = [])
  case list(of: ConfSchema, [ConfRule] = [])
  /// A `targetRef` of one of these kinds, with fields of its own beside.
  case reference([TargetRef.Kind], [ConfField])
  /// An object whose keys are the user's own.
  case map(ConfSchema)
  /// Anything: checked where it is used, or not at all.
  case any
}

/// A field of an object.
struct ConfField: Sendable {
  let name: StaticString
  let schema: ConfSchema
  /// What it means, its unit and its default, for people who write policies.
  let description: StaticString

  init(_ name: StaticString, _ schema: ConfSchema, _ description: StaticString) {
    self.name = name
    self.schema = schema
    self.description = description
  }
}

/// What breaks a rule, and where.
struct ConfFinding {
  let message: String
  let place: Place
  var help: String?
}

/// What a value must satisfy, in the words of Kuma's validator.
struct ConfRule: Sendable {
  /// What of the rule a schema can say to editors.
  enum Shape {
    case range(ClosedRange<Int64>)
    case notEmpty
    case required(String)
    case anyOf([String])
  }

  private enum Check {
    case closure(@Sendable (Conf) -> [ConfFinding])
    /// At least one of these members. Data, as Swift 6.3.1 has lost arrays that closures in static tables keep.
    case anyOf([StaticString], message: String)
  }

  private let check: Check
  private(set) var shape: Shape?

  init(findings: @escaping @Sendable (Conf) -> [ConfFinding]) { check = .closure(findings) }

  /// A rule that may be broken in several places of a value.
  init(_ findings: @escaping @Sendable (Conf) -> [(message: String, place: Place)]) {
    check = .closure { findings($0).map { ConfFinding(message: $0.message, place: $0.place) } }
  }

  /// - Parameter member: what the finding is about; nil for the value itself.
  init(_ message: String, at member: StaticString? = nil, _ holds: @escaping @Sendable (Conf) -> Bool) {
    self.init { conf in
      guard !holds(conf) else { return [] }
      guard let member else { return [(message, conf.place)] }
      let value = conf.node.value(forKey: "\(member)")
      // A member of the wrong type was reported as it was read.
      if let value, value.kind != .null, conf[member] == nil { return [] }
      return [(message, value.map { Place($0) } ?? Place(conf.node, missing: member))]
    }
  }

  /// At least one of these members must be there.
  static func anyOf(_ members: StaticString..., message: String) -> ConfRule {
    ConfRule(check: .anyOf(members, message: message), shape: .anyOf(members.map { "\($0)" }))
  }

  private init(check: Check, shape: Shape) {
    self.check = check
    self.shape = shape
  }

  /// What is wrong with a value, and where.
  func findings(_ conf: Conf) -> [ConfFinding] {
    switch check {
    case .closure(let findings): findings(conf)
    case .anyOf(let members, let message):
      members.contains { conf.isWritten($0) } ? [] : [ConfFinding(message: message, place: conf.place)]
    }
  }

  private func shaped(_ shape: Shape) -> ConfRule {
    var rule = self
    rule.shape = shape
    return rule
  }
}

extension ConfRule {
  static let durationGreaterThanZero = ConfRule("must be greater than zero when defined") {
    $0.duration.map { $0 > .zero } ?? true
  }
  static let durationNotNegative = ConfRule("must not be negative when defined") {
    $0.duration.map { $0 >= .zero } ?? true
  }
  static let durationDefinedGreaterThanZero = ConfRule("must be defined and greater than zero") {
    $0.duration.map { $0 > .zero } ?? true
  }
  static let integerGreaterThanZero = ConfRule("must be greater than zero when defined") {
    $0.integer.map { $0 > 0 } ?? true
  }.shaped(.range(1 ... .max))
  static let definedGreaterThanZero = ConfRule("must be defined and greater than zero") {
    $0.decimal.map { $0 > 0 } ?? true
  }.shaped(.range(1 ... .max))
  static let defined = ConfRule("must be defined") { !$0.string.isEmpty }.shaped(.notEmpty)
  static let greaterThanZero = ConfRule("must be greater than 0") { $0.decimal.map { $0 > 0 } ?? true }
    .shaped(.range(1 ... .max))
  static let unsigned32 = inRange(0...Int64(UInt32.max))
  static let port = ConfRule(PortNumber.message) { $0.integer.map(PortNumber.valid.contains) ?? false }
    .shaped(.range(PortNumber.valid))
  static let percentage = ConfRule("must be in inclusive range [0.0, 100.0]") {
    $0.decimal.map { (0...100).contains($0) } ?? true
  }
  static let wholePercentage = inRange(0...100)

  static func inRange(_ range: ClosedRange<Int64>) -> ConfRule {
    ConfRule("must be in inclusive range [\(range.lowerBound), \(range.upperBound)]") {
      $0.integer.map { range.contains($0) } ?? false
    }.shaped(.range(range))
  }
  static let atLeastOne = ConfRule("needs at least one item") { $0.node.count > 0 }.shaped(.notEmpty)
  static let oneLine = ConfRule("must not have line breaks") { conf in
    !conf.node.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
  }

  static let notEmpty = ConfRule("must not be empty") { conf in
    switch conf.value {
    case .object: conf.node.entries.contains { $1.kind != .null }
    case .list(let elements): !elements.isEmpty
    case .scalar: !conf.node.utf8.isEmpty
    }
  }.shaped(.notEmpty)

  /// A member that must be there.
  static func defined(_ member: StaticString, _ message: String = "must be defined") -> ConfRule {
    ConfRule(message, at: member) { $0[member] != nil }.shaped(.required("\(member)"))
  }

  /// A member that must be there where `type` says that it counts.
  static func defined(_ member: StaticString, withType type: String) -> ConfRule {
    ConfRule("must be defined", at: member) { $0["type"]?.string != type || $0[member] != nil }
  }
}
