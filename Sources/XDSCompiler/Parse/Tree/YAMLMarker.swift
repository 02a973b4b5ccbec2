/// Where documents of a YAML text begin.
///
/// YAML 1.2.2, section 9.1.2: a line that begins with `---` and a space, a break or nothing is a marker wherever it
/// stands, even inside quotes or a block scalar. So what follows it can be read alone, unless directives precede it.
enum YAMLMarker {
  typealias Text = UnsafeBufferPointer<UInt8>

  /// The offset of the first marker at or after an offset.
  static func next(in text: Text, from start: Int) -> Int? {
    var line = start
    if start > 0, text[start - 1] != newline {
      guard let next = text.lineStart(after: start) else { return nil }
      line = next
    }
    while line < text.count {
      if isMarker(text, at: line), !hasDirective(text, before: line) { return line }
      guard let next = text.lineStart(after: line) else { return nil }
      line = next
    }
    return nil
  }

  /// The offset of the last marker whose line begins at or before an offset.
  static func last(in text: Text, upTo end: Int) -> Int? {
    var found: Int?
    var start = 0
    while let marker = next(in: text, from: start), marker <= end {
      found = marker
      start = marker + 1
    }
    return found
  }

  private static let newline = UInt8(ascii: "\n")

  static func isMarker(_ text: Text, at line: Int) -> Bool {
    let dash = UInt8(ascii: "-")
    guard line + 3 <= text.count, text[line] == dash, text[line + 1] == dash, text[line + 2] == dash else {
      return false
    }
    guard line + 3 < text.count else { return true }
    switch text[line + 3] {
    case newline, UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): return true
    default: return false
    }
  }

  /// Whether the lines just before, comments and blank ones aside, include a directive, which belongs to the marker.
  private static func hasDirective(_ text: Text, before line: Int) -> Bool {
    var end = line
    while end > 0 {
      var start = end - 1
      while start > 0, text[start - 1] != newline { start -= 1 }
      switch text[start] {
      case UInt8(ascii: "%"): return true
      case UInt8(ascii: "#"), newline, UInt8(ascii: "\r"): end = start
      default: return false
      }
    }
    return false
  }
}
