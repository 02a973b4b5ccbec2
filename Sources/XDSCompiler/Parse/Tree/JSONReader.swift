/// Reads JSON (RFC 8259) into a tree, strictly. Several values in a row are as many documents.
struct JSONReader {
  /// What ends the reading of a text.
  struct Failure: Error {
    var id = DiagnosticID.jsonSyntax
    var message: String
    var offset: Int
    var help: String?
  }

  typealias Text = UnsafeBufferPointer<UInt8>

  let text: Text
  var offset = 0
  var builder: TreeBuilder
  private var cursor: PositionCursor

  /// Reads a whole text.
  ///
  /// - Parameter isCertain: whether the text must be JSON. Otherwise what does not look like it leaves no trace.
  /// - Returns: whether the text was JSON, or had to be.
  static func read(_ text: Text, into builder: inout TreeBuilder, isCertain: Bool) -> Bool {
    builder.setCheckpoint()
    var reader = JSONReader(text: text, builder: builder)
    do throws(Failure) {
      try reader.readDocuments()
    } catch {
      reader.builder.dropDocument()
      guard isCertain else {
        reader.builder.rollBack()
        builder = reader.builder
        return false
      }
      // The cursor may have passed the place already.
      var cursor = PositionCursor(text: text)
      let (line, column) = cursor.advance(to: error.offset)
      let range = SourceRange(
        file: builder.file, line: line, column: column, endLine: line,
        endColumn: error.offset < text.count ? column + 1 : column)
      reader.builder.report(Diagnostic(error.id, error.message, at: range, help: error.help))
    }
    builder = reader.builder
    return true
  }

  private init(text: Text, builder: TreeBuilder) {
    self.text = text
    self.builder = builder
    cursor = PositionCursor(text: text)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
  }

  private mutating func readDocuments() throws(Failure) {
    skipBlanks()
    while offset < text.count {
      builder.beginDocument()
      try readValue()
      builder.endDocument()
      skipBlanks()
    }
  }

  // Recursion is bounded: below the depth limit nothing is read on.
  private mutating func readValue() throws(Failure) {
    switch peek {
    case UInt8(ascii: "{"): try readObject()
    case UInt8(ascii: "["): try readArray()
    case UInt8(ascii: "\""): try readString()
    case let byte? where byte.isASCIIDigit || byte == UInt8(ascii: "-"): try readNumber()
    case UInt8(ascii: "t"): try readWord("true", .boolean)
    case UInt8(ascii: "f"): try readWord("false", .boolean)
    case UInt8(ascii: "n"): try readWord("null", .null)
    default: throw unexpected("a value")
    }
  }

  private mutating func readObject() throws(Failure) {
    try open(.mapping)
    skipBlanks()
    if peek != UInt8(ascii: "}") {
      while true {
        guard peek == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
        try readString()
        skipBlanks()
        guard peek == UInt8(ascii: ":") else { throw unexpected("\":\"") }
        offset += 1
        skipBlanks()
        try readValue()
        skipBlanks()
        if peek == UInt8(ascii: "}") { break }
        try readComma(before: UInt8(ascii: "}"))
      }
    }
    close()
  }

  private mutating func readArray() throws(Failure) {
    try open(.sequence)
    skipBlanks()
    if peek != UInt8(ascii: "]") {
      while true {
        try readValue()
        skipBlanks()
        if peek == UInt8(ascii: "]") { break }
        try readComma(before: UInt8(ascii: "]"))
      }
    }
    close()
  }

  private mutating func readComma(before closing: UInt8) throws(Failure) {
    let closingText = String(UnicodeScalar(closing))
    guard peek == UInt8(ascii: ",") else { throw unexpected("\",\" or \"\(closingText)\"") }
    let comma = offset
    offset += 1
    skipBlanks()
    if peek == closing {
      throw Failure(message: "a comma is not allowed before \"\(closingText)\"", offset: comma, help: "remove it")
    }
  }

  private mutating func open(_ kind: NodeKind) throws(Failure) {
    guard builder.depth < TreeBuilder.depthLimit else {
      throw Failure(id: .nestingLimit, message: TreeBuilder.tooDeep, offset: offset)
    }
    builder.openCollection(kind, at: range(from: offset, to: offset + 1))
    offset += 1
  }

  private mutating func close() {
    offset += 1
    builder.closeCollection(bracketEnd: cursor.advance(to: offset))
  }

  private mutating func readWord(_ word: StaticString, _ kind: NodeKind) throws(Failure) {
    let end = offset + word.utf8CodeUnitCount
    let matches = end <= text.count && word.withUTF8Buffer { $0.elementsEqual(text[offset..<end]) }
    guard matches else { throw unexpected("a value") }
    addScalar(kind, Text(rebasing: text[offset..<end]), isPlain: true, to: end)
  }

  // MARK: Shared with strings and numbers

  var peek: UInt8? { offset < text.count ? text[offset] : nil }

  /// Adds a scalar that is written from here to an end, and goes there. Returns its place.
  @discardableResult
  mutating func addScalar(_ kind: NodeKind, _ content: Text, isPlain: Bool, to end: Int) -> SourceRange {
    let place = range(from: offset, to: end)
    builder.addScalar(kind, content, isPlain: isPlain, at: place)
    offset = end
    return place
  }

  mutating func range(from start: Int, to end: Int) -> SourceRange {
    let (line, column) = cursor.advance(to: start)
    let (endLine, endColumn) = cursor.advance(to: end)
    return SourceRange(file: builder.file, line: line, column: column, endLine: endLine, endColumn: endColumn)
  }

  func unexpected(_ wanted: String) -> Failure {
    let found = offset < text.count ? "" : ", not the end of the file"
    return Failure(message: "expected \(wanted) here\(found)", offset: offset)
  }

  private mutating func skipBlanks() {
    while offset < text.count, JSONReader.isBlank(text[offset]) { offset += 1 }
  }
}
