extension SchemaRenderer {
  /// What fields of an object have to do with each other.
  mutating func render(_ relation: FieldRelation, in schema: ObjectSchema) -> JSONValue {
    switch relation {
    case .exactlyOne(let names): return ["oneOf": .array(names.map { demand([.set($0)], in: schema) })]
    case .atLeastOne(let names): return ["anyOf": .array(names.map { demand([.set($0)], in: schema) })]
    case .when(let test, let then, let otherwise):
      return [
        "if": [
          "required": [.string(test.field)],
          "properties": .object([(test.field, .object(constraints(test.value, isNullable: false)))]),
        ],
        "then": then.isEmpty ? nil : demand(then, in: schema),
        "else": otherwise.isEmpty ? nil : demand(otherwise, in: schema),
      ]
    }
  }

  private mutating func demand(_ demands: [FieldDemand], in schema: ObjectSchema) -> JSONValue {
    var required: [String] = []
    var properties: Members = []
    for demand in demands {
      let value = schema.fields.first { $0.name == demand.field }?.value ?? .anything
      let rules: Members
      switch demand {
      case .set(let field):
        required.append(field)
        rules = type(of: value, isNullable: false)
      case .absent: rules = [("type", "null")]
      case .valid(let field, let isRequired):
        if isRequired { required.append(field) }
        rules = constraints(value, isNullable: !isRequired)
      }
      properties.append((demand.field, .object(rules)))
    }
    return ["required": required.isEmpty ? nil : JSONValue(required), "properties": .object(properties)]
  }
}
