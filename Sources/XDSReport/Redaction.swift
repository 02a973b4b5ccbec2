/// What excerpts of one file must not show.
///
/// Told from its lines alone, from the first on, as there is no tree where YAML is broken; in doubt a line is hidden.
struct Redaction {
  typealias Line = ArraySlice<UInt8>

  /// Keys whose values are key material, whatever they are.
  private static let secretKeys: [[UInt8]] = ["inline", "inlineString", "data", "stringData"].map { Array($0.utf8) }
  /// A key whose value is a mapping; anything else below it may be a key in the wrong place.
  private static let keyOfSecrets = Array("clientKey".utf8)
  private static let pemBegin = Array("-----BEGIN ".utf8)
  private static let pemEnd = Array("-----END ".utf8)
  /// A run of base64 at least this long may be key material wherever it stands.
  private static let longestHarmlessRun = 40
  /// No line of a PEM block begins this many bytes behind its first: what is never closed does not hide the rest of a file.
  private static let longestPEM = 16384

  /// The least indentation of the keys of key material that are indented less than every line since.
  private var secretIndentation: Int?
  /// Whether only lines without a colon came since a key of key material.
  private var isAmongText = false
  /// Where a PEM block began that has not ended.
  private var pemStart: Int?

  /// Takes note of a line, the next one of the file.
  mutating func pass(_ line: Line) {
    guard let start = line.firstIndex(where: { !isBlank($0) }) else { return }
    var isSecret = line[start] == UInt8(ascii: ":")
    var hasColon = false
    var hasKeyOfSecrets = false
    for index in start..<line.endIndex {
      if line[index] == UInt8(ascii: ":") {
        hasColon = true
        let key = line.key(before: index)
        isSecret = isSecret || Redaction.secretKeys.contains { $0.elementsEqual(key) }
        hasKeyOfSecrets = hasKeyOfSecrets || key.elementsEqual(Redaction.keyOfSecrets)
      } else if line[index] == UInt8(ascii: "-") {
        if line[index...].starts(with: Redaction.pemBegin) { pemStart = index }
        if line[index...].starts(with: Redaction.pemEnd) { pemStart = nil }
      }
    }
    if let known = secretIndentation, known >= line.indentation { secretIndentation = nil }
    if isSecret, secretIndentation == nil { secretIndentation = line.indentation }
    isAmongText = isSecret || hasKeyOfSecrets || isAmongText && !hasColon
  }

  /// What may be shown of the line that comes next: all before the first place where key material may begin. Nil where the
  /// line may be part of key material that begins above.
  func visible(_ line: Line) -> Line? {
    if let pemStart, line.startIndex - pemStart <= Redaction.longestPEM { return nil }
    if let secretIndentation, secretIndentation < line.indentation { return nil }
    if isAmongText, !line.contains(UInt8(ascii: ":")) { return nil }
    // `: value`, below `? key`.
    if line.first(where: { !isBlank($0) }) == UInt8(ascii: ":") { return nil }
    return line[..<(Redaction.startOfKeyMaterial(in: line) ?? line.endIndex)]
  }

  private static func startOfKeyMaterial(in line: Line) -> Int? {
    var runStart = line.startIndex
    for index in line.indices {
      let byte = line[index]
      if byte == UInt8(ascii: "-"), line[index...].starts(with: pemBegin) { return index }
      if byte == UInt8(ascii: ":") {
        let key = line.key(before: index)
        if (secretKeys + [keyOfSecrets]).contains(where: { $0.elementsEqual(key) }) { return index + 1 }
      }
      if !isBase64(byte) {
        runStart = index + 1
      } else if index - runStart >= longestHarmlessRun {
        return runStart
      }
    }
    return nil
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
  }
}

extension Redaction.Line {
  /// The column of its first character; that of a list's element is one more, as the list may stand right below its key.
  fileprivate var indentation: Int {
    let start = firstIndex { !isBlank($0) } ?? endIndex
    return start - startIndex + (start < endIndex && self[start] == UInt8(ascii: "-") ? 1 : 0)
  }

  /// The letters and digits before a colon: of `key:`, `"key":` and `'key' :` the key.
  fileprivate func key(before colon: Int) -> Redaction.Line {
    var end = colon
    while end > startIndex, isQuoteOrSpace(self[end - 1]) { end -= 1 }
    var start = end
    while start > startIndex, isWord(self[start - 1]) { start -= 1 }
    return self[start..<end]
  }
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
}

private func isQuoteOrSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: " ")
}

private func isWord(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}
