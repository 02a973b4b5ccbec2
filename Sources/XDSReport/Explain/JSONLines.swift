import XDSCompiler

/// JSON documents that have many small objects: one on each line.
struct JSONLines {
  private(set) var text = ""
  private var depth = 0

  /// An object or, without a name, an element, whose members or elements `body` writes.
  mutating func open(
    _ bracket: String, named name: String? = nil, isLast: Bool = true, _ body: (inout JSONLines) -> Void
  ) {
    line((name.map { "\(JSONValue.string($0).line): " } ?? "") + bracket, isLast: true)
    let inside = text.utf8.count
    depth += 1
    body(&self)
    depth -= 1
    let end = bracket == "{" ? "}" : "]"
    if text.utf8.count == inside {
      text.removeLast()
      text += end + (isLast ? "\n" : ",\n")
    } else {
      line(end, isLast: isLast)
    }
  }

  mutating func member(_ name: String, _ value: JSONValue, isLast: Bool = false) {
    line("\(JSONValue.string(name).line): \(value.line)", isLast: isLast)
  }

  mutating func elements(_ values: [JSONValue]) {
    for (index, value) in values.enumerated() { line(value.line, isLast: index == values.count - 1) }
  }

  private mutating func line(_ content: String, isLast: Bool) {
    text += String(repeating: "  ", count: depth) + content + (isLast ? "\n" : ",\n")
  }
}
