/// Names and values of a dataplane's tags. Envoy would read anything else, such as a percent sign, as a format in the
/// `x-kuma-tags` header.
enum TagText {
  private static let nameCharacters = ASCIIClass("a-zA-Z0-9._:/-")
  private static let valueCharacters = ASCIIClass("a-zA-Z0-9._:-")

  static func isValidName(_ text: String) -> Bool { !text.isEmpty && nameCharacters.makesUp(text) }
  static func isValidValue(_ text: String) -> Bool { !text.isEmpty && valueCharacters.makesUp(text) }

  static let nameRule = TextRule(
    expression: "\(nameCharacters.expression)+",
    message: "tag name must consist of alphanumeric characters, dots, dashes, colons, slashes and underscores")
  static let valueRule = TextRule(
    expression: "\(valueCharacters.expression)+",
    message: "tag value must consist of alphanumeric characters, dots, dashes, colons and underscores")
}
