/// Writes schemas as JSON Schema 2020-12. An object that occurs in several places is written once, as a definition.
///
/// A field that is `null` counts as absent for the compiler, so a field that need not be there may be `null`.
struct SchemaRenderer {
  typealias Members = [(key: String, value: JSONValue?)]

  /// Names of the objects that occur more than once.
  private let names: [ObjectSchema: String]
  /// In the order of their first use.
  private(set) var definitions: Members = []

  /// - Parameter schemas: everything that is going to be written, by unique names.
  init(_ schemas: [(name: String, schema: ObjectSchema)]) {
    var census = ObjectCensus()
    for (name, schema) in schemas { census.count(schema, at: name) }
    names = census.names
  }

  /// Makes a definition, and gives a reference to it.
  mutating func define(_ name: String, _ schema: ObjectSchema, title: String, description: String) -> JSONValue {
    define(name) { [("title", .string(title)), ("description", .string(description))] + $0.members(schema) }
    return ["$ref": reference(to: name)]
  }

  /// What an object must be, besides being an object: where it is written, or where it is defined.
  mutating func body(_ schema: ObjectSchema) -> Members {
    guard let name = names[schema] else { return members(schema) }
    if !definitions.contains(where: { $0.key == name }) { define(name) { $0.members(schema) } }
    return [("$ref", reference(to: name))]
  }

  private mutating func define(_ name: String, _ content: (inout SchemaRenderer) -> Members) {
    let index = definitions.count
    definitions.append((name, nil))
    definitions[index].value = .object(content(&self))
  }

  private func reference(to name: String) -> JSONValue { "#/$defs/\(name)" }

  private mutating func members(_ schema: ObjectSchema) -> Members {
    let required = schema.fields.filter(\.notes.isRequired).map(\.name)
    let conditional = schema.conditionalFields
    let properties = schema.fields.map { field in
      let isNullable = !field.notes.isRequired && schema.others == nil
      let rules = conditional.contains(field.name) ? [] : constraints(field.value, isNullable: isNullable)
      return (field.name, field.notes.members(around: rules))
    }
    let relations = schema.relations.map { render($0, in: schema) }
    return [
      ("required", required.isEmpty ? nil : JSONValue(required)),
      ("properties", properties.isEmpty ? nil : .object(properties)),
      ("propertyNames", schema.others.flatMap { written(text($0.names)) }),
      (
        "additionalProperties",
        schema.others.map { written(constraints($0.value, isNullable: false)) } ?? false
      ),
      ("allOf", relations.isEmpty ? nil : .array(relations)),
    ]
  }

  /// Nil for what demands nothing.
  private func written(_ members: Members) -> JSONValue? {
    members.contains { $0.value != nil } ? .object(members) : nil
  }
}

extension FieldNotes {
  /// The description before the rules of a field, and its values after them.
  fileprivate func members(around rules: SchemaRenderer.Members) -> JSONValue {
    .object(
      [("description", description.isEmpty ? nil : .string(description))] + rules + [
        ("default", defaultValue), ("examples", examples.isEmpty ? nil : .array(examples)),
      ])
  }
}
