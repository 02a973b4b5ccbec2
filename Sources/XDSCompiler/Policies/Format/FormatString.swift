/// A text in which Envoy fills in command operators, such as `%PROTOCOL%`, `%REQ(:path?x-path):20%` or `%%` (Envoy's
/// documentation: access logging, format strings).
struct FormatString {
  /// One operator.
  struct Operator {
    let name: String
    /// What stands between parentheses; nil without any.
    let parameter: String?
    let hasLength: Bool
    /// Its bytes, from the first `%` to the last.
    let range: Range<Int>
  }

  private(set) var operators: [Operator] = []
  /// Where the first `%` is that belongs to no operator; nothing behind it is read.
  private(set) var strayPercent: Int?

  init(_ text: some RandomAccessCollection<UInt8>) {
    let text = Array(text)
    var rest = text[...]
    while let start = rest.firstIndex(of: FormatString.percent) {
      rest = text[(start + 1)...]
      if rest.first == FormatString.percent {
        rest.removeFirst()
      } else if let found = FormatString.scan(rest) {
        operators.append(found)
        rest = text[found.range.upperBound...]
      } else {
        strayPercent = start
        return
      }
    }
  }

  /// The parts of a text between its commas; those inside an operator part nothing.
  static func split(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let operators = FormatString(bytes).operators
    var parts: [ArraySlice<UInt8>] = []
    var start = 0
    for comma in bytes.indices
    where bytes[comma] == UInt8(ascii: ",") && !operators.contains(where: { $0.range.contains(comma) }) {
      parts.append(bytes[start..<comma])
      start = comma + 1
    }
    return (parts + [bytes[start...]]).map { String(decoding: $0, as: UTF8.self) }
  }

  private static let percent = UInt8(ascii: "%")
  private static let nameCharacters = ASCIIClass("A-Z0-9_")

  /// - Parameter text: what follows the first `%`.
  private static func scan(_ text: ArraySlice<UInt8>) -> Operator? {
    let name = text.prefix { nameCharacters.contains($0) }
    guard !name.isEmpty else { return nil }
    func found(_ parameter: ArraySlice<UInt8>?, behind end: Int) -> Operator? {
      var tail = text[end...]
      let hasLength = tail.first == UInt8(ascii: ":")
      if hasLength {
        let digits = tail.dropFirst().prefix { $0.isASCIIDigit }
        guard UInt64(String(decoding: digits, as: UTF8.self)) != nil else { return nil }
        tail = tail[digits.endIndex...]
      }
      guard tail.first == percent else { return nil }
      return Operator(
        name: String(decoding: name, as: UTF8.self), parameter: parameter.map { String(decoding: $0, as: UTF8.self) },
        hasLength: hasLength, range: (text.startIndex - 1)..<(tail.startIndex + 1))
    }
    guard text[name.endIndex...].first == UInt8(ascii: "(") else { return found(nil, behind: name.endIndex) }
    // The parameter ends at the first parenthesis that closes an operator.
    let inside = text[(name.endIndex + 1)...].prefix { $0 != UInt8(ascii: "\n") }
    return inside.indices.lazy.filter { inside[$0] == UInt8(ascii: ")") }
      .compactMap { found(inside[..<$0], behind: $0 + 1) }.first
  }
}
