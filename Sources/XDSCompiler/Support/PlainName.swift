/// Names that become parts of paths and of Envoy names: each is one plain path component, the same in every encoding.
enum PlainName {
  private static let first = ASCIIClass(#"!-\-0-\[\]-~"#)
  private static let rest = ASCIIClass(#"!-.0-\[\]-~"#)
  /// In bytes, as file systems count.
  static let longest = 255
  /// The output's own file beside the folders of meshes.
  private static let manifest = "manifest.json"

  /// Whether `text` is ASCII, not empty, without `/`, `\`, white space and a leading dot, at most 255 bytes, and not the
  /// name of the output's manifest.
  static func isValid(_ text: String) -> Bool {
    guard let head = text.utf8.first, first.contains(head), text.utf8.count <= longest else { return false }
    return rest.makesUp(text) && text != manifest
  }

  /// What ``isValid(_:)`` checks, but for the manifest.
  static let rule = TextRule(
    expression: "\(first.expression)\(rest.expression)*",
    message:
      "must be a plain name: ASCII, not empty, no \"/\", no white space, no leading dot, at most \(longest) bytes",
    maxLength: longest)
}
