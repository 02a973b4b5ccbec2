extension SchemaRenderer {
  /// What a value must be.
  mutating func constraints(_ value: ValueSchema, isNullable: Bool) -> Members {
    let type = type(of: value, isNullable: isNullable)
    switch value {
    case .anything, .boolean: return type
    case .integer(let range):
      return type + [
        ("minimum", range.map { .integer(Int($0.lowerBound)) }),
        ("maximum", range.flatMap { $0.upperBound == .max ? nil : .integer(Int($0.upperBound)) }),
      ]
    case .text(let rule): return type + text(rule, isNullable: isNullable)
    case .decimal: return type + text(CoreSchema.decimalRule)
    case .list(let element, let isNonEmpty):
      return type + [
        ("minItems", isNonEmpty ? 1 : nil), ("items", .object(constraints(element, isNullable: false))),
      ]
    case .object(let schema): return type + body(schema)
    case .nullable(let value): return constraints(value, isNullable: true)
    }
  }

  /// Of what type a value must be.
  func type(of value: ValueSchema, isNullable: Bool) -> Members {
    var names: [String]
    switch value {
    case .anything: return isNullable ? [] : [("not", ["type": "null"])]
    case .boolean: names = ["boolean"]
    case .integer: names = ["integer"]
    case .text: names = ["string"]
    case .decimal: names = ["number", "string"]
    case .list: names = ["array"]
    case .object: names = ["object"]
    case .nullable(let value): return type(of: value, isNullable: true)
    }
    if isNullable { names.append("null") }
    return [("type", names.count == 1 ? .string(names[0]) : JSONValue(names))]
  }

  /// What a string must be.
  func text(_ rule: TextRule, isNullable: Bool = false) -> Members {
    let values = rule.values.map { JSONValue.string($0) }
    return [
      ("enum", values.isEmpty ? nil : .array(values + (isNullable ? [.null] : []))),
      ("pattern", rule.expression.map { "^(?:\($0))$" }),
      // What editors say instead of showing the expression.
      ("patternErrorMessage", rule.expression == nil || rule.message.isEmpty ? nil : .string(rule.message)),
      ("minLength", rule.minLength > 0 ? .integer(rule.minLength) : nil),
      ("maxLength", rule.maxLength.map { .integer($0) }),
      ("contentEncoding", rule.isBase64 ? "base64" : nil),
    ]
  }
}
