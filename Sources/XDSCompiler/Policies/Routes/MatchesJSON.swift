extension RouteName {
  /// - Parameter rule: one of a MeshHTTPRoute.
  static func of(_ rule: Conf) -> String { of(matchesJSON: MatchesJSON.text(rule["matches"]?.elements ?? [])) }
}

/// The matches of a rule as the JSON that Go makes of them, by which rules are told apart and routes are named.
enum MatchesJSON {
  static func text(_ matches: [Conf]) -> String { list(matches.map(match)) }

  private static func match(_ match: Conf) -> String {
    object([
      ("path", match["path"].map { object([("value", text($0["value"])), ("type", text($0["type"]))]) }),
      ("method", text(match["method"])),
      ("queryParams", entries(match["queryParams"])),
      ("headers", entries(match["headers"])),
    ])
  }

  /// Nil when there are none.
  private static func entries(_ conf: Conf?) -> String? {
    guard let elements = conf?.elements, !elements.isEmpty else { return nil }
    return list(
      elements.map {
        object([("type", text($0["type"])), ("name", text($0["name"])), ("value", text($0["value"]))])
      })
  }

  /// Members that are nil are left out.
  private static func object(_ members: [(String, String?)]) -> String {
    "{\(members.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }.joined(separator: ","))}"
  }

  private static func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ","))]" }

  /// Nil when it is empty.
  private static func text(_ conf: Conf?) -> String? {
    guard let string = conf?.string, !string.isEmpty else { return nil }
    return quoted(string)
  }

  /// Go writes characters that HTML or JavaScript would read as escapes, too.
  private static func quoted(_ string: String) -> String {
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{8}": result += "\\b"
      case "\u{c}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0"..."\u{1f}", "<", ">", "&", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
