/// What a value may be.
indirect enum ValueSchema: Hashable, Sendable {
  case anything
  case boolean
  /// An integer, in a range where one is given.
  case integer(ClosedRange<Int64>?)
  case text(TextRule)
  /// A number, or a text that is one in decimal notation: Kubernetes' `IntOrString`.
  case decimal
  /// A list whose elements are all alike.
  case list(of: ValueSchema, isNonEmpty: Bool)
  case object(ObjectSchema)
  /// Such a value, or `null` in its place.
  case nullable(ValueSchema)
}

/// The fields of a mapping, and what they have to do with each other. A field that is `null` counts as absent.
struct ObjectSchema: Hashable, Sendable {
  struct Field: Hashable, Sendable {
    var name: String
    var notes: FieldNotes
    var value: ValueSchema
  }

  /// In the order in which people read them.
  var fields: [Field] = []
  /// What fields of other names hold; nil when there may be none.
  var others: Others?
  var relations: [FieldRelation] = []
  /// Fields by whose values a resource of this schema is known, such as `kind`.
  var discriminators: [String] = []

  /// Fields whose names are the user's own, such as labels. Of a mapping that has such fields none may be `null`.
  struct Others: Hashable, Sendable {
    var names = TextRule.any
    var value: ValueSchema

    static let any = Others(value: .nullable(.anything))
  }
}

extension ObjectSchema {
  /// A mapping from the user's own names to texts.
  ///
  /// - Parameter fields: names with a meaning of their own.
  static func labels(_ fields: [Field] = [], names: TextRule = .any, values: TextRule = .any) -> ObjectSchema {
    ObjectSchema(fields: fields, others: Others(names: names, value: .text(values)))
  }
}

/// What fields of one mapping have to do with each other.
enum FieldRelation: Hashable, Sendable {
  case exactlyOne(of: [String])
  case atLeastOne(of: [String])
  /// What is demanded when a field is set to such a value, and what is demanded otherwise.
  case when(FieldTest, then: [FieldDemand] = [], otherwise: [FieldDemand] = [])
}

/// Whether a field is set, to a value of some kind.
struct FieldTest: Hashable, Sendable {
  var field: String
  var value = ValueSchema.anything
}

/// What is demanded of a field under a condition.
enum FieldDemand: Hashable, Sendable {
  case set(String)
  case absent(String)
  /// That the field's own rules hold, which hold nowhere else, then.
  case valid(String, isRequired: Bool)

  var field: String {
    switch self {
    case .set(let field), .absent(let field), .valid(let field, _): field
    }
  }
}

extension ObjectSchema {
  /// Fields whose own rules hold only under a condition.
  var conditionalFields: Set<String> {
    var fields: Set<String> = []
    for case .when(_, let then, let otherwise) in relations {
      for case .valid(let field, _) in then + otherwise { fields.insert(field) }
    }
    return fields
  }
}
