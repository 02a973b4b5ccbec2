import CYAML

extension YAMLFailure {
  typealias Text = UnsafeBufferPointer<UInt8>

  /// What to tell the user about it, for the text that the parser was given.
  func diagnostic(in text: Text, file: UInt32, linesBefore: UInt32) -> Diagnostic {
    let places = Places(text: text, file: file, linesBefore: linesBefore)
    if error == YAML_MEMORY_ERROR {
      return Diagnostic(.yamlSyntax, "this is too large to be read", at: places.character(at: 0))
    }
    if isEncoding { return encodingDiagnostic(at: places.character(at: offset(in: text))) }
    let offset = offset(in: text)
    let here = places.character(at: offset)
    let contextOffset = text.offset(of: contextMark)
    let opening = places.character(at: contextOffset)
    if error == YAML_NO_ERROR { return Diagnostic(.nestingLimit, problem, at: here) }
    if problem == "could not find expected ':'" {
      return Diagnostic(
        .yamlSyntax, "expected \":\" after this key", at: places.restOfLine(from: contextOffset))
    }
    if let unclosed, YAMLMarker.isMarker(text, at: offset) || text.isBlank(from: offset) {
      return Diagnostic(
        .yamlSyntax, "this \(unclosed) is never closed", at: opening,
        notes: [.init(message: "the document ends here", range: here)])
    }
    let (message, help) = wording(at: offset, in: text)
    var notes: [Diagnostic.Note] = []
    if let title = contextTitle, contextOffset != offset {
      notes.append(.init(message: "\(title) begins here", range: opening))
    }
    return Diagnostic(.yamlSyntax, message, at: here, notes: notes, help: help)
  }

  private func encodingDiagnostic(at range: SourceRange) -> Diagnostic {
    guard problem == "control characters are not allowed" else { return .invalidUTF8(at: range) }
    guard problemValue != 0 else { return .nulByte(at: range) }
    let hex = String(problemValue, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    return Diagnostic(
      .yamlSyntax, "the control character U+\(code) is not allowed", at: range,
      help: "write it as \"\\u\(code)\" in double quotes")
  }

  /// What was left open, when that is what the problem at the end of a document means.
  private var unclosed: String? {
    switch context {
    case "while scanning a quoted scalar": "quote"
    case "while parsing a flow sequence": "\"[\""
    case "while parsing a flow mapping": "\"{\""
    default: nil
    }
  }

  private var contextTitle: String? {
    switch context {
    case "while scanning a quoted scalar", "while parsing a quoted scalar": "the quoted text"
    case "while parsing a flow sequence", "while parsing a block collection": "the list"
    case "while parsing a flow mapping", "while parsing a block mapping": "the mapping"
    case "while scanning a block scalar": "the block of text"
    case "while scanning a plain scalar": "the text"
    default: nil
    }
  }
}

/// Ranges in a text that begins a number of lines into its source.
private struct Places {
  let text: UnsafeBufferPointer<UInt8>
  let file: UInt32
  let linesBefore: UInt32

  /// One character; at the end of the text none.
  func character(at offset: Int) -> SourceRange {
    range(from: offset, characters: offset < text.count ? 1 : 0)
  }

  /// From a character to the last visible one of its line.
  func restOfLine(from offset: Int) -> SourceRange {
    var end = text[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    while end > offset + 1, text[end - 1] <= UInt8(ascii: " ") { end -= 1 }
    return range(from: offset, characters: text[offset..<end].count { !$0.isContinuation })
  }

  private func range(from offset: Int, characters: Int) -> SourceRange {
    var cursor = PositionCursor(text: text, line: linesBefore + 1)
    let (line, column) = cursor.advance(to: offset)
    return SourceRange(
      file: file, line: line, column: column, endLine: line, endColumn: column + UInt32(truncatingIfNeeded: characters))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether nothing but blanks and line breaks follows an offset.
  fileprivate func isBlank(from offset: Int) -> Bool {
    self[offset...].allSatisfy { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
  }
}
