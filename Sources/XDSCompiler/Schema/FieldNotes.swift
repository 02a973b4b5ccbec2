/// What people read about a field: in editors, and in documentation made from a schema.
struct FieldNotes: Hashable, Sendable, ExpressibleByStringLiteral {
  /// One sentence or two: meaning, units, and what follows from leaving the field out.
  var description: String
  /// Whether the field must be there whatever the others say.
  var isRequired = false
  /// The value that counts when the field is absent.
  var defaultValue: JSONValue?
  /// Values that a user could copy.
  var examples: [JSONValue] = []

  init(stringLiteral description: String) { self.description = description }

  static func optional(
    _ description: String, default value: JSONValue? = nil, examples: [JSONValue] = []
  ) -> FieldNotes {
    var notes = FieldNotes(stringLiteral: description)
    notes.defaultValue = value
    notes.examples = examples
    return notes
  }

  static func required(_ description: String, examples: [JSONValue] = []) -> FieldNotes {
    var notes = optional(description, examples: examples)
    notes.isRequired = true
    return notes
  }

  /// For fields that may be there but change nothing.
  static func withoutEffect(_ description: String) -> FieldNotes {
    FieldNotes(stringLiteral: "\(description) Without effect: xdsc accepts it and passes over it.")
  }

  func defaulting(to value: (some FieldEnumeration)?) -> FieldNotes {
    var notes = self
    if let value { notes.defaultValue = .string(value.rawValue) }
    return notes
  }
}
