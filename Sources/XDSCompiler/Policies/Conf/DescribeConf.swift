extension ConfSchema {
  /// What it says of values. A `null` counts as absent wherever it stands.
  var values: ValueSchema {
    switch self {
    case .boolean: .boolean
    case .integer: .integer(nil)
    case .decimal: .decimal
    case .string: .text(.any)
    case .duration: .text(GoDuration.rule)
    case .enumeration(let names, _): .text(.oneOf(names))
    case .object(let fields, _):
      .object(.init(fields: fields.map { .init(name: "\($0.name)", notes: $0.notes, value: $0.schema.values) }))
    case .reference(let kinds, let fields):
      .object(
        .describing { reader, _ in
          _ = TargetRef(&reader, kinds: kinds)
          for field in fields { _ = reader.value(field.name, field.notes, field.schema.values) }
        })
    case .list(let element, _): .list(of: .nullable(element.values), isNonEmpty: false)
    case .map(let value): .object(.init(others: .init(value: .nullable(value.values))))
    case .any: .anything
    }
  }
}

extension ConfField {
  var notes: FieldNotes { FieldNotes(stringLiteral: "\(description)") }
}
