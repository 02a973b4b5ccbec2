/// The part of Go's `text/template` that hostnames need: `{{ .Field }}`, `{{ label "key" }}` and the trim markers.
///
/// Everything else is refused with its place, rather than giving a name that a control plane would not give.
package struct HostnameTemplate: Sendable {
  /// Fields that Kuma gives to the template.
  enum Field: String, CaseIterable, Sendable {
    case name = "Name"
    case displayName = "DisplayName"
    case namespace = "Namespace"
    case mesh = "Mesh"
    case zone = "Zone"
  }

  enum Part: Sendable {
    case text(Substring)
    case field(Field)
    case label(String)
  }

  /// What cannot be understood, and where in the template.
  package struct SyntaxError: Error {
    package let message: String
    /// In Unicode scalars from the start of the template.
    package let offset: Int
    package let length: Int
    var help: String?
  }

  /// A label that the service lacks.
  struct MissingLabel: Error {
    let key: String
  }

  private(set) var parts: [Part] = []

  package init(_ template: String) throws(SyntaxError) {
    var rest = Substring(template)
    func offset(_ index: Substring.Index) -> Int {
      template.unicodeScalars.distance(from: template.startIndex, to: index)
    }
    var trimsNext = false
    while let open = rest.firstRange(of: "{{") {
      var text = rest[..<open.lowerBound]
      if trimsNext { text = text.trimmingPrefixWhitespace() }
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
        throw SyntaxError(message: "unclosed action: no \"}}\" follows", offset: offset(open.lowerBound), length: 2)
      }
      var action = rest[open.upperBound..<close.lowerBound]
      // A trim marker is a minus next to white space, as in Go.
      if action.first == "-", action.dropFirst().first?.isWhitespace ?? false {
        action = action.dropFirst()
        text = text.trimmingSuffixWhitespace()
      }
      trimsNext = action.last == "-" && (action.dropLast().last?.isWhitespace ?? false)
      if trimsNext { action = action.dropLast() }
      if !text.isEmpty { parts.append(.text(text)) }
      let start = offset(open.lowerBound)
      parts.append(try HostnameTemplate.part(action, offset: start, length: offset(close.upperBound) - start))
      rest = rest[close.upperBound...]
    }
    if trimsNext { rest = rest.trimmingPrefixWhitespace() }
    if !rest.isEmpty { parts.append(.text(rest)) }
  }

  private static func part(_ action: Substring, offset: Int, length: Int) throws(SyntaxError) -> Part {
    let words = action.split(whereSeparator: \.isWhitespace)
    if words.count == 1, words[0].first == "." {
      let name = String(words[0].dropFirst())
      if let field = Field(rawValue: name) { return .field(field) }
      throw SyntaxError(
        message: "unknown field \".\(name)\"", offset: offset, length: length,
        help: nearestName(to: name, among: Field.allCases.lazy.map(\.rawValue)).map { "did you mean \".\($0)\"?" }
          ?? "known are .Name, .DisplayName, .Namespace, .Mesh and .Zone")
    }
    if words.count == 2, words[0] == "label", let quote = words[1].first, quote == "\"" || quote == "`",
      words[1].count > 2, words[1].last == quote,
      !words[1].dropFirst().dropLast().contains(where: { $0 == quote || $0 == "\\" })
    {
      return .label(String(words[1].dropFirst().dropLast()))
    }
    throw SyntaxError(
      message: "unsupported action \"{{\(action)}}\"", offset: offset, length: length,
      help: "a hostname template may use {{ .Field }} and {{ label \"key\" }}")
  }

  /// The hostname for one service.
  func render(_ header: ResourceHeader, _ labels: EffectiveLabels) throws(MissingLabel) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .field(.name): result += header.name
      case .field(.displayName): result += header.displayName
      case .field(.namespace): result += labels[KumaLabel.namespace] ?? ""
      case .field(.mesh): result += header.mesh
      case .field(.zone): result += labels[KumaLabel.zone] ?? ""
      case .label(let key):
        guard let value = labels[key] else { throw MissingLabel(key: key) }
        result += value
      }
    }
    return result
  }
}

extension Substring {
  fileprivate func firstRange(of pair: StaticString) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      let next = self.index(after: index)
      if next < endIndex, "\(self[index])\(self[next])" == "\(pair)" { return index..<self.index(after: next) }
      index = next
    }
    return nil
  }

  fileprivate func trimmingPrefixWhitespace() -> Substring { drop(while: \.isWhitespace) }

  fileprivate func trimmingSuffixWhitespace() -> Substring {
    var result = self
    while result.last?.isWhitespace ?? false { result.removeLast() }
    return result
  }
}
