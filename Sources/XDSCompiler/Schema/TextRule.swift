/// What a text may be, as far as JSON Schema can say it. Whoever checks texts keeps the rule beside the check.
struct TextRule: Hashable, Sendable {
  /// All there are, in the order in which messages name them; empty when the set is open.
  var values: [String] = []
  /// A regular expression for the whole text, in the syntax that ECMA-262 and others share.
  var expression: String?
  /// What is said about a text that breaks the rule.
  var message = ""
  /// In characters.
  var minLength = 0
  var maxLength: Int?
  var isBase64 = false

  static let any = TextRule()
  static let nonEmpty = TextRule(minLength: 1)

  static func oneOf(_ values: [String]) -> TextRule { TextRule(values: values) }

  static func oneOf<Value: FieldEnumeration>(_ type: Value.Type) -> TextRule {
    .oneOf(type.allCases.map(\.rawValue))
  }

  static func beginning(with prefix: String) -> TextRule {
    let literal = prefix.map { $0.isLetter || $0.isNumber || $0 == "/" ? "\($0)" : "\\\($0)" }.joined()
    return TextRule(expression: literal + #"[\s\S]*"#)
  }

  /// A text that fits any of the rules, which have expressions.
  static func any(of rules: [TextRule], message: String) -> TextRule {
    TextRule(
      expression: rules.compactMap(\.expression).map { "(?:\($0))" }.joined(separator: "|"),
      message: message,
      minLength: rules.map(\.minLength).min() ?? 0,
      maxLength: rules.contains { $0.maxLength == nil } ? nil : rules.compactMap(\.maxLength).max())
  }

  /// This rule, under another message.
  func saying(_ message: String) -> TextRule {
    var rule = self
    rule.message = message
    return rule
  }

  /// This rule, for texts of at most so many characters.
  func upTo(_ limit: Int) -> TextRule {
    var rule = self
    rule.maxLength = min(limit, maxLength ?? limit)
    return rule
  }
}
