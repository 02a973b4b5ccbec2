/// A string field with a closed set of values, listed in the order in which messages name them.
protocol FieldEnumeration: RawRepresentable<String>, CaseIterable, Sendable {
  static func message(field: String, value: String) -> String
}

extension FieldEnumeration {
  static func message(field: String, value: String) -> String {
    "\"\(field)\" must be one of [\(allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))]"
  }
}
