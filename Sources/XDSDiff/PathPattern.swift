/// Which paths a rule is about.
///
/// Steps after dots: a name, several with `|` between them, or one with `*` for any characters; `[…]` for an element, with
/// the same inside but no dots; `**` for any number of steps, none included.
struct PathPattern: ExpressibleByStringInterpolation, CustomStringConvertible, Sendable {
  private enum Token {
    case anything
    case field([Glob])
    case element([Glob])
  }

  let description: String
  private let tokens: [Token]

  init(stringLiteral text: String) {
    description = text
    tokens = text.split(separator: ".").flatMap { part -> [Token] in
      if part == "**" { return [.anything] }
      let pieces = part.split(separator: "[", maxSplits: 1)
      let field = Token.field(pieces[0].split(separator: "|").map(Glob.init))
      guard pieces.count == 2 else { return [field] }
      return [field, .element(pieces[1].dropLast().split(separator: "|").map(Glob.init))]
    }
  }

  func matches(_ path: FieldPath) -> Bool {
    PathPattern.match(tokens[...], path.steps[...])
  }

  private static func match(_ tokens: ArraySlice<Token>, _ steps: ArraySlice<FieldPath.Step>) -> Bool {
    guard let token = tokens.first else { return steps.isEmpty }
    let rest = tokens.dropFirst()
    switch (token, steps.first) {
    case (.anything, _):
      return match(rest, steps) || !steps.isEmpty && match(tokens, steps.dropFirst())
    case (.field(let globs), .field(let text)?), (.element(let globs), .element(let text)?):
      return globs.contains { $0.matches(text) } && match(rest, steps.dropFirst())
    default:
      return false
    }
  }

  /// A text in which `*` stands for any characters.
  private struct Glob {
    /// What stands between the asterisks.
    private let parts: [Substring]

    init(_ text: Substring) {
      parts = text.split(separator: "*", omittingEmptySubsequences: false)
    }

    func matches(_ text: String) -> Bool {
      guard parts.count > 1, let first = parts.first, let last = parts.last else {
        return parts.first.map { $0 == text } ?? false
      }
      guard text.hasPrefix(first), text.dropFirst(first.count).hasSuffix(last) else { return false }
      var rest = text.dropFirst(first.count).dropLast(last.count)
      for part in parts.dropFirst().dropLast() {
        guard let range = rest.firstRange(of: part) else { return false }
        rest = rest[range.upperBound...]
      }
      return true
    }
  }
}
