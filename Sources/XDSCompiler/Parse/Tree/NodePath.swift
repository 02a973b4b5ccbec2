extension Node {
  /// The path from the root of its document, as Kuma writes it: `spec.endpoints[0].port`, `labels["kuma.io/zone"]`.
  ///
  /// A key has the path of its value, a root the empty one.
  var path: String {
    var steps: [String] = []
    var node = self
    while let parent = node.parent {
      if parent.kind == .sequence {
        steps.append("[\(parent.index(of: node))]")
      } else {
        let name = node.isKey ? node : node.key ?? node
        let isField = !parent.holdsNames && Node.isPlainStep(name.utf8)
        steps.append(isField ? "." + name.string : "[\(quoted: name.string)]")
      }
      node = parent
    }
    let path = steps.reversed().joined()
    return path.first == "." ? String(path.dropFirst()) : path
  }

  /// Whether its keys are the user's own names, which paths always show in brackets.
  private var holdsNames: Bool {
    guard let key = key?.string else { return false }
    return ["labels", "annotations", "matchLabels", "tags"].contains(key)
  }

  /// Whether a key needs no brackets in a path: `[A-Za-z_][A-Za-z0-9_-]*`.
  private static func isPlainStep(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = key.first, first.isASCIILetter || first == UInt8(ascii: "_") else { return false }
    return key.allSatisfy {
      $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
  }
}

extension DefaultStringInterpolation {
  /// Text in double quotes, with the quotes and backslashes inside it escaped.
  fileprivate mutating func appendInterpolation(quoted text: String) {
    var result = "\""
    for character in text.unicodeScalars {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.unicodeScalars.append(character)
    }
    appendLiteral(result + "\"")
  }
}
