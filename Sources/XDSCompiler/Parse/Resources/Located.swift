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
  private let missing: [StaticString]
  private let showsKey: Bool

  /// A value that is there.
  init(_ node: Node) {
    self.node = node
    missing = []
    showsKey = false
  }

  /// A field whose key is what matters.
  init(keyOf node: Node) {
    self.node = node
    missing = []
    showsKey = true
  }

  /// A field that its parent lacks.
  init(_ parent: Node, missing: StaticString...) {
    node = parent
    self.missing = missing
    showsKey = true
  }

  var range: SourceRange { showsKey ? (node.key ?? node).range : node.range }

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
