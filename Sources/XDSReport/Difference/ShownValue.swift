import EnvoyAPI
import XDSCompiler
import XDSDiff

/// Values on one line, for people.
enum ShownValue {
  /// Longest text to show whole, in characters. Keys, certificates and the like are longer.
  private static let longestText = 80
  /// About the longest value to show whole.
  private static let longestValue = 100

  static func text(_ value: MessageValue) -> String {
    let whole = flow(value)
    guard whole.count > longestValue else { return whole }
    return "\(whole.prefix(longestValue))…"
  }

  private static func flow(_ value: MessageValue) -> String {
    switch value {
    case .word(let word): return word
    case .string(let text): return scalar(text)
    case .list(let elements): return "[\(elements.map(flow).joined(separator: ", "))]"
    case .object(let members):
      let type = value["@type"]?.string?.split(separator: ".").last.map { "\($0) " } ?? ""
      let fields = members.filter { $0.name != "@type" }.map { "\(key($0.name)): \(flow($0.value))" }
      return "\(type){\(fields.joined(separator: ", "))}"
    }
  }

  private static func scalar(_ text: String) -> String {
    guard text.count > longestText else { return isPlain(text) ? text : quoted(text) }
    let digest = SHA256.hash(Array(text.utf8)).hex.prefix(12)
    return "\(quoted("\(text.prefix(24))…")) (\(text.count) characters, sha256 \(digest))"
  }

  private static func key(_ name: String) -> String { isPlain(name) ? name : quoted(name) }

  private static func quoted(_ text: String) -> String { printable(JSONValue.string(text).line) }

  /// Whether it needs no quotes: it has no white space, nothing that other values have around them, and is no other value.
  private static func isPlain(_ text: String) -> Bool {
    if text.isEmpty || Double(text) != nil || ["true", "false", "null"].contains(text) { return false }
    return text.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value < 0x7F && !"\"'`,{}[]".unicodeScalars.contains($0)
    }
      || text.hasPrefix("[redacted")
  }
}

extension FieldChange {
  /// What was there, in text; nil where there was nothing, or where the path says it.
  var shownOld: String? { old.flatMap(shown) }
  /// What is there now, in the same way.
  var shownNew: String? { new.flatMap(shown) }

  private func shown(_ value: MessageValue) -> String? {
    if case .element(let identity)? = path.steps.last, value == .string(identity) { return nil }
    return ShownValue.text(value)
  }

  /// What identifies the elements of a list, in the old order and in the new; nil for other changes.
  var orders: (old: String, new: String)? {
    guard kind == .reordered, let old = shownOld, let new = shownNew else { return nil }
    return (old, new)
  }
}
