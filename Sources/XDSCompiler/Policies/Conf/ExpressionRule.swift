extension ConfRule {
  /// A member `value` that is a regular expression where `type` says so.
  static let valueIsExpression = ConfRule(findings: { conf in
    guard conf["type"]?.string == "RegularExpression", let value = conf["value"] else { return [] }
    // RE2 takes an empty expression, Envoy does not.
    guard !value.node.utf8.isEmpty else { return [ConfFinding(message: "must not be empty", place: value.place)] }
    guard let problem = RegularExpression.problem(in: value.node.utf8) else { return [] }
    return [
      ConfFinding(
        message: "Envoy takes no such regular expression: \(problem)", place: value.place,
        help: "the syntax is RE2's: no lookaround, no backreferences, and a group is named by (?P<name>...)")
    ]
  })
}
