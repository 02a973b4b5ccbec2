/// A value and the place in the input that gave it.
struct Located<Value> {
  let value: Value
  let node: Node
}

extension Located: Sendable where Value: Sendable {}

/// A field of a resource, present or not, for diagnostics.
///
/// A field that is absent is shown where its parent stands, under its own path.
struct Place: Sendable {
  /// The value, or of one that is missing the parent.
  let node: Node
  private var missing: [StaticString] = []
  private var showsKey = false
  /// A part of a scalar's text, in Unicode scalars.
  private var part: Range<Int>?

  /// A value that is there.
  init(_ node: Node) {
    self.node = node
  }

  /// A part of a scalar, counted in Unicode scalars of its text.
  init(_ node: Node, part: Range<Int>) {
    self.node = node
    self.part = part
  }

  /// A field whose key is what matters.
  init(keyOf node: Node) {
    self.node = node
    showsKey = true
  }

  /// A field that its parent lacks.
  init(_ parent: Node, missing: StaticString...) {
    node = parent
    self.missing = missing
    showsKey = true
  }

  var range: SourceRange {
    guard let part else { return showsKey ? (node.key ?? node).range : node.range }
    return range(of: part)
  }

  /// A part of a scalar that stands on one line as it is; of others, which have escapes or several lines, the whole.
  private func range(of part: Range<Int>) -> SourceRange {
    var range = node.range
    let quotes = Int(range.endColumn) - Int(range.column) - node.string.unicodeScalars.count
    guard range.line == range.endLine, quotes == 0 || quotes == 2 else { return range }
    range.column += UInt32(quotes / 2 + part.lowerBound)
    range.endColumn = range.column + UInt32(part.count)
    return range
  }

  /// Path of the field inside the resource whose root is `root`.
  func path(in root: Node) -> String {
    var path = node.path
    let prefix = root.path
    if !prefix.isEmpty {
      path = String(path.dropFirst(prefix.count))
      if path.hasPrefix(".") { path.removeFirst() }
    }
    for name in missing {
      let name = "\(name)"
      if name.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }) {
        path += "[\"\(name)\"]"
      } else {
        path += path.isEmpty ? name : ".\(name)"
      }
    }
    return path
  }
}
