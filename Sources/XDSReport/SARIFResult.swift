import XDSCompiler

extension Diagnostic {
  /// - Parameters:
  ///   - rule: the index of the id among the log's rules.
  ///   - fingerprint: one that no other finding of the log has.
  ///   - silence: why a comment in the input silenced it, empty without a reason; nil where none did.
  func sarifResult(rule: Int, fingerprint: String, silence: String?, sources: [SourceFile]) -> JSONValue {
    let place = range.map { JSONValue.place($0, in: sources) }
    let names = sarifNames
    let location = JSONValue.object([
      ("physicalLocation", place), ("logicalLocations", names.isEmpty ? nil : .array(names)),
    ])
    let related = notes.enumerated().map { index, note in
      JSONValue.object([
        ("id", .integer(index + 1)), ("physicalLocation", .place(note.range, in: sources)),
        ("message", .sarifMessage(note.message)),
      ])
    }
    return .object([
      ("ruleId", .string(id.rawValue)), ("ruleIndex", .integer(rule)), ("level", .string(severity.rawValue)),
      ("message", .sarifMessage(message, help: help)),
      ("locations", place == nil && names.isEmpty ? nil : .array([location])),
      ("relatedLocations", related.isEmpty ? nil : .array(related)),
      ("partialFingerprints", .object([("finding/v1", .string(fingerprint))])),
      ("suppressions", silence.map { .array([.suppression($0)]) }),
    ])
  }

  /// The field and, around it, the resource.
  private var sarifNames: [JSONValue] {
    let field = path.flatMap { $0.isEmpty ? nil : $0 }
    let owner = resource?.qualifiedName
    var names: [JSONValue] = []
    if let field {
      names.append(
        .object([
          ("fullyQualifiedName", .string((owner.map { "\($0)/" } ?? "") + field)), ("kind", "property"),
        ]))
    }
    if let resource, let owner {
      names.append(
        .object([("name", .string(resource.name)), ("fullyQualifiedName", .string(owner)), ("kind", "resource")]))
    }
    return names
  }

  /// The same for the same finding after lines have moved or wording has changed; findings at one field share it.
  func fingerprint(_ sources: [SourceFile]) -> String {
    let owner = resource?.qualifiedName ?? range.map { sources.path($0.file) } ?? ""
    return String(SHA256.hash(Array("\(id.rawValue)\n\(owner)\n\(path ?? "")".utf8)).hex.prefix(32))
  }
}

extension ResourceID {
  fileprivate var qualifiedName: String { [mesh, kind, name].compactMap(\.self).joined(separator: "/") }
}

extension JSONValue {
  static func sarifMessage(_ text: String, help: String? = nil) -> JSONValue {
    .object([("text", .string(text + (help.map { "\nhelp: \($0)" } ?? "")))])
  }

  fileprivate static func suppression(_ reason: String) -> JSONValue {
    .object([("kind", "inSource"), ("justification", reason.isEmpty ? nil : .string(reason))])
  }

  /// A `physicalLocation`.
  fileprivate static func place(_ range: SourceRange, in sources: [SourceFile]) -> JSONValue {
    .object([
      ("artifactLocation", .artifact(sources.path(range.file))),
      (
        "region",
        .object([
          ("startLine", .integer(Int(range.line))), ("startColumn", .integer(Int(range.column))),
          ("endLine", .integer(Int(range.endLine))), ("endColumn", .integer(Int(range.endColumn))),
        ])
      ),
    ])
  }

  /// An `artifactLocation`: a path as the user gave it, as a URI reference (RFC 3986), relative where the path is.
  static func artifact(_ path: String) -> JSONValue {
    let uri = path.utf8.reduce(into: path.hasPrefix("/") ? "file://" : "") { uri, byte in
      if isUnreserved(byte) {
        uri.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        let code = String(byte, radix: 16, uppercase: true)
        uri += "%" + (code.count == 1 ? "0" : "") + code
      }
    }
    return .object([("uri", .string(uri))])
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
      UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
