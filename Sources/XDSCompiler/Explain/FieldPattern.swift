/// A path below a message or a resource, in which some steps may be left open.
///
/// `endpoints[].address` is any endpoint's address, `labels[*]` any label, `labels["kuma.io/zone"]` and `endpoints[0]` a
/// certain one.
struct FieldPattern: ExpressibleByStringLiteral, Sendable {
  enum Step: Sendable {
    case field(String)
    /// An entry of a map, by the user's own key; nil for any.
    case key(String?)
    /// An element of a list; nil for any.
    case element(Int?)
  }

  let steps: [Step]

  init(stringLiteral text: String) {
    var steps: [Step] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first == "[" {
        // Keys may hold any character but the quote and the bracket that end them.
        let end = rest.hasPrefix("[\"") ? rest.dropFirst(2).firstIndex(of: "\"") : rest.firstIndex(of: "]")
        let inside = rest[rest.index(after: rest.startIndex)..<(end ?? rest.endIndex)]
        steps.append(FieldPattern.step(inBrackets: inside))
        rest = rest[(end ?? rest.endIndex)...].drop { $0 == "\"" || $0 == "]" }
      } else {
        let name = rest.drop { $0 == "." }.prefix { $0 != "." && $0 != "[" }
        steps.append(.field(String(name)))
        rest = rest[name.endIndex...]
      }
    }
    self.steps = steps
  }

  private static func step(inBrackets text: Substring) -> Step {
    if text.first == "\"" { return .key(String(text.dropFirst())) }
    return text == "*" ? .key(nil) : .element(Int(text))
  }
}

extension Node {
  /// What stands at a path whose steps are all certain; nil where nothing does, or `null`, which counts as nothing.
  func value(at path: FieldPattern) -> Node? {
    var node = self
    for step in path.steps {
      let next: Node? =
        switch step {
        case .field(let name): node.value(forKey: name)
        case .key(let key): key.flatMap { node.value(forKey: $0) }
        case .element(let index): index.flatMap { Array(node.elements).dropFirst($0).first }
        }
      guard let next else { return nil }
      node = next
    }
    return node.kind == .null ? nil : node
  }
}
