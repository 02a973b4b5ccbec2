/// A text and how YAML can write it: PyYAML's rules, with any Unicode allowed, but for U+0085, U+2028 and U+2029. These are
/// line breaks in YAML 1.1 and none in 1.2, and mean the same to every reader only as escapes.
struct YAMLScalar {
  enum Style {
    case plain
    case singleQuoted
    case doubleQuoted
  }

  let text: UnsafeBufferPointer<UInt8>
  private(set) var hasLineBreaks = false
  private var count = 0
  private var needsQuotes = false
  private var needsDoubleQuotes = false

  /// Looks at `text` for whatever decides how it can be written.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    var reader = UnicodeReader(text)
    var previous: UInt32 = 0x20
    while !reader.isAtEnd {
      let words = reader.skipWordCharacters()
      if words > 0 {
        count += words
        previous = UInt32(UInt8(ascii: "a"))
        continue
      }
      let scalar = reader.next()
      look(at: scalar, after: previous, before: reader)
      previous = scalar
      count += 1
    }
    if previous == 0x20 || previous == 0x0A { needsQuotes = true }
    if text.count >= 3, text[0] == text[1], text[1] == text[2], text[0] == 0x2D || text[0] == 0x2E {
      needsQuotes = true
    }
  }

  /// Whether it can be a key followed by a colon. PyYAML counts its tag, five characters, to a limit of 127.
  var canBeSimpleKey: Bool { !text.isEmpty && !hasLineBreaks && count + 5 < 128 }

  /// How it is written. `asKey`: as a simple key.
  func style(asKey: Bool) -> Style {
    if needsDoubleQuotes || (asKey && hasLineBreaks) { return .doubleQuoted }
    return needsQuotes || YAMLPlainType.isOther(text) ? .singleQuoted : .plain
  }

  /// Whether a scalar is written as it is; other control characters, and some that are no characters, are not.
  static func isPrintable(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0A, 0x20...0x7E: true
    case 0x2028, 0x2029, 0xFEFF: false
    case 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000..<0x10FFFF: true
    default: false
    }
  }

  private static func isSpace(_ scalar: UInt32?) -> Bool {
    guard let scalar else { return true }
    return scalar == 0x20 || scalar == 0x09 || scalar == 0x0A || scalar == 0x0D
  }

  private mutating func look(at scalar: UInt32, after previous: UInt32, before rest: UnicodeReader) {
    switch Unicode.Scalar(scalar) {
    case " ":
      if count == 0 { needsQuotes = true }
      if count > 0, previous == 0x0A { needsDoubleQuotes = true }
    case "#" where count == 0 || Self.isSpace(previous):
      needsQuotes = true
    case ":" where Self.isSpace(rest.peek):
      needsQuotes = true
    case "?", "-":
      if count == 0, Self.isSpace(rest.peek) { needsQuotes = true }
    case ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`":
      if count == 0 { needsQuotes = true }
    case "\n":
      hasLineBreaks = true
      needsQuotes = true
      if count > 0, previous == 0x20 { needsDoubleQuotes = true }
    default:
      if !Self.isPrintable(scalar) { needsDoubleQuotes = true }
    }
  }
}
