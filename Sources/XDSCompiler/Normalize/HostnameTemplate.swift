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
    let help: String?

    fileprivate init(_ message: String, at action: Substring, help: String? = nil) {
      self.message = message
      self.help = help
      offset = action.base[..<action.startIndex].unicodeScalars.count
      length = action.unicodeScalars.count
    }
  }

  /// Rendering a template for many services must not take long, whatever it has.
  private static let partLimit = 1000

  /// Rendering ends behind so many bytes, and takes no more than one more of a part: no hostname is as long, and no finding
  /// shows more.
  fileprivate static let renderedBytes = 1000

  /// A label that the service lacks.
  struct MissingLabel: Error {
    let key: String
  }

  private(set) var parts: [Part] = []

  package init(_ template: String) throws(SyntaxError) {
    var rest = Substring(template)
    var trimsNext = false
    while let open = rest.firstPair(of: UInt8(ascii: "{")) {
      var text = rest[..<open.lowerBound]
      if trimsNext { text = text.trimmingPrefixWhitespace() }
      guard let close = rest[open.upperBound...].firstPair(of: UInt8(ascii: "}")) else {
        throw SyntaxError("unclosed action: no \"}}\" follows", at: rest[open])
      }
      let written = rest[open.lowerBound..<close.upperBound]
      var action = rest[open.upperBound..<close.lowerBound]
      // A trim marker is a minus next to white space, as in Go.
      if action.first == "-", action.dropFirst().first?.isWhitespace ?? false {
        action = action.dropFirst()
        text = text.trimmingSuffixWhitespace()
      }
      trimsNext = action.last == "-" && (action.dropLast().last?.isWhitespace ?? false)
      if trimsNext { action = action.dropLast() }
      if !text.isEmpty { parts.append(.text(text)) }
      guard parts.count < HostnameTemplate.partLimit else {
        throw SyntaxError("more than \(HostnameTemplate.partLimit) parts", at: written, help: "no hostname has as many")
      }
      parts.append(try HostnameTemplate.part(action, writtenAs: written))
      rest = rest[close.upperBound...]
    }
    if trimsNext { rest = rest.trimmingPrefixWhitespace() }
    if !rest.isEmpty { parts.append(.text(rest)) }
  }

  private static func part(_ action: Substring, writtenAs written: Substring) throws(SyntaxError) -> Part {
    let words = action.split(whereSeparator: \.isWhitespace)
    if words.count == 1, words[0].first == "." {
      let name = String(words[0].dropFirst())
      if let field = Field(rawValue: name) { return .field(field) }
      throw SyntaxError(
        "unknown field \".\(name)\"", at: written,
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
      "unsupported action \"{{\(action)}}\"", at: written,
      help: "a hostname template may use {{ .Field }} and {{ label \"key\" }}")
  }

  /// The hostname for one service.
  func render(_ header: ResourceHeader, _ labels: EffectiveLabels) throws(MissingLabel) -> String {
    var result = ""
    for part in parts where result.utf8.count <= HostnameTemplate.renderedBytes {
      switch part {
      case .text(let text): result.append(beginningOf: text)
      case .field(.name): result.append(beginningOf: header.name)
      case .field(.displayName): result.append(beginningOf: header.displayName)
      case .field(.namespace): result.append(beginningOf: labels[KumaLabel.namespace] ?? "")
      case .field(.mesh): result.append(beginningOf: header.mesh)
      case .field(.zone): result.append(beginningOf: labels[KumaLabel.zone] ?? "")
      case .label(let key):
        guard let value = labels[key] else { throw MissingLabel(key: key) }
        result.append(beginningOf: value)
      }
    }
    return result
  }
}

extension String {
  fileprivate mutating func append(beginningOf part: some StringProtocol) {
    let limit = HostnameTemplate.renderedBytes + 1
    if part.utf8.count <= limit {
      self += part
    } else {
      self += String(decoding: part.utf8.prefix(limit), as: UTF8.self)
    }
  }
}

extension Substring {
  /// Where an ASCII character first stands twice in a row.
  fileprivate func firstPair(of character: UInt8) -> Range<Index>? {
    var start = startIndex
    while let first = self[start...].utf8.firstIndex(of: character) {
      let second = utf8.index(after: first)
      guard second < endIndex else { return nil }
      if utf8[second] == character { return first..<utf8.index(after: second) }
      start = second
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
