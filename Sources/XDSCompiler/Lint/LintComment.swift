/// What one comment says about lints: `# xdsc: allow tls-skip-all, san-unchecked -- reason`.
///
/// Behind `xdsc:` stand `allow`, `warn` or `deny`, then ids between spaces or commas, then maybe a reason after `--`.
struct LintComment {
  /// A lint that it names.
  struct Ruling {
    let id: DiagnosticID
    let level: LintLevels.Level
    /// Where the id stands.
    let range: SourceRange
    /// Free text after `--`; empty without any.
    let reason: String

    /// Whether it takes something away: then it ought to be of use.
    var lowers: Bool {
      switch level {
      case .allow: true
      case .warn: id.defaultSeverity == .error
      case .deny: false
      }
    }
  }

  private(set) var rulings: [Ruling] = []
  /// What in it cannot be understood.
  private(set) var problems: [Diagnostic] = []

  private struct Word {
    let text: String
    let offsets: Range<Int>
    let range: SourceRange
  }

  /// Reads a comment.
  ///
  /// - Parameters:
  ///   - text: from the `#`, behind which `xdsc:` stands, to the end of the line.
  ///   - start: where the `#` stands.
  init(_ text: String, at start: SourceRange) {
    let scalars = Array(text.unicodeScalars)
    var words = LintComment.words(of: scalars, at: start)
    let mark = words.removeFirst()
    var reason = ""
    if let separator = words.firstIndex(where: { $0.text == "--" }) {
      reason = LintComment.text(scalars[words[separator].offsets.upperBound...].drop(while: LintComment.isSeparator))
      words.removeSubrange(separator...)
    }
    guard let verb = words.first, let level = LintLevels.Level(rawValue: verb.text) else {
      problems = [
        LintComment.problem(
          "expected \"allow\", \"warn\" or \"deny\" after \"xdsc:\", and then ids of lints",
          at: words.first?.range ?? mark.range,
          help: words.first.flatMap { nearestName(to: $0.text, among: LintLevels.Level.allCases.lazy.map(\.rawValue)) }
            .map { "did you mean \"\($0)\"?" })
      ]
      return
    }
    if words.count == 1 {
      problems = [LintComment.problem("\"\(verb.text)\" names no lint", at: verb.range)]
    }
    for word in words.dropFirst() {
      if let id = DiagnosticID(rawValue: word.text), id.isLint {
        rulings.append(Ruling(id: id, level: level, range: word.range, reason: reason))
      } else {
        problems.append(LintComment.problem(with: word))
      }
    }
  }

  private static func problem(with word: Word) -> Diagnostic {
    if let id = DiagnosticID(rawValue: word.text) {
      return problem(
        id.defaultSeverity == .error
          ? "\"\(word.text)\" is an error, which nothing silences" : "\"\(word.text)\" is a note and has no level",
        at: word.range)
    }
    let isLikeAnID =
      word.text.utf8.count <= 40 && word.text.utf8.allSatisfy { $0.isASCIILetter || $0 == UInt8(ascii: "-") }
    let lints = DiagnosticID.allCases.lazy.filter(\.isLint).map(\.rawValue)
    return problem(
      isLikeAnID ? "unknown lint \"\(word.text)\"" : "this is no id of a lint", at: word.range,
      help: nearestName(to: word.text, among: lints).map { "did you mean \"\($0)\"?" }
        ?? "a reason stands after \"--\"")
  }

  private static func problem(_ message: String, at range: SourceRange, help: String? = nil) -> Diagnostic {
    Diagnostic(.lintComment, message, at: range, help: help)
  }

  /// The words from `xdsc:` on, which is the first; commas separate as spaces do.
  private static func words(of scalars: [Unicode.Scalar], at start: SourceRange) -> [Word] {
    var words: [Word] = []
    var index = 1
    while index < scalars.count {
      guard !isSeparator(scalars[index]) else {
        index += 1
        continue
      }
      var end = scalars[index...].firstIndex(where: isSeparator) ?? scalars.count
      // `xdsc:allow` is `xdsc: allow`.
      if words.isEmpty, let colon = scalars[index..<end].firstIndex(of: ":") { end = colon + 1 }
      var range = start
      range.column += UInt32(index)
      range.endColumn = start.column + UInt32(end)
      words.append(Word(text: text(scalars[index..<end]), offsets: index..<end, range: range))
      index = end
    }
    return words
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == ","
  }
}
