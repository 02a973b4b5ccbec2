extension ConfSchema {
  /// What it says of values. A `null` counts as absent wherever it stands.
  var values: ValueSchema {
    switch self {
    case .boolean: .boolean
    case .integer(let rules): .integer(rules.range)
    case .decimal: .decimal
    case .string(let rules): .text(rules.refuseEmpty ? .nonEmpty : .any)
    case .duration: .text(GoDuration.rule)
    case .enumeration(let names, _): .text(.oneOf(names))
    case .object(let fields, let rules): .object(.init(fields, rules))
    case .reference(let kinds, let fields):
      .object(
        .describing { reader, _ in
          _ = TargetRef(&reader, kinds: kinds)
          for field in fields { _ = reader.value(field.name, field.notes, field.schema.values) }
        })
    case .list(let element, let rules): .list(of: .nullable(element.values), isNonEmpty: rules.refuseEmpty)
    case .map(let value): .object(.init(others: .init(value: .nullable(value.values))))
    case .any: .anything
    }
  }
}

extension ConfField {
  var notes: FieldNotes { FieldNotes(stringLiteral: "\(description)") }
}

extension ObjectSchema {
  fileprivate init(_ fields: [ConfField], _ rules: [ConfRule]) {
    self.init(fields: fields.map { Field(name: "\($0.name)", notes: $0.notes, value: $0.schema.values) })
    for rule in rules {
      switch rule.shape {
      case .required(let name):
        for index in self.fields.indices where self.fields[index].name == name {
          self.fields[index].notes.isRequired = true
        }
      case .anyOf(let names): relations.append(.atLeastOne(of: names))
      case .range, .notEmpty, nil: break
      }
    }
  }
}

extension [ConfRule] {
  /// The numbers that all rules allow; nil when none says anything about numbers.
  fileprivate var range: ClosedRange<Int64>? {
    reduce(nil) { range, rule in
      guard case .range(let own)? = rule.shape else { return range }
      return range.map { $0.clamped(to: own) } ?? own
    }
  }

  fileprivate var refuseEmpty: Bool {
    contains { if case .notEmpty? = $0.shape { true } else { false } }
  }
}
