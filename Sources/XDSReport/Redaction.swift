/// What an excerpt of the input must not show.
enum Redaction {
  /// Keys whose values are key material, whatever they are.
  private static let secretKeys = ["inline", "inlineString", "data", "stringData"].map { Array($0.unicodeScalars) }
  /// A key whose value is a mapping; anything else below it may be a key in the wrong place.
  private static let keyOfSecrets = Array("clientKey".unicodeScalars)
  /// What a PEM block begins with.
  private static let pemBegin = Array("-----BEGIN ".unicodeScalars)
  /// A run of base64 at least this long may be key material wherever it stands.
  private static let longestHarmlessRun = 40

  /// How many characters of a line may be shown: up to the first place where key material may begin.
  static func visibleCount(of line: [Unicode.Scalar]) -> Int {
    ([line.count] + (secretKeys + [keyOfSecrets]).compactMap { endOfKey($0, in: line) }
      + [line.firstOffset(of: pemBegin), startOfLongRun(in: line)].compactMap(\.self)).min() ?? 0
  }

  /// Whether a line may be part of key material whose key stands above it.
  ///
  /// Goes by indentation and colons alone, as there is no tree where YAML is broken; in doubt the line is hidden.
  ///
  /// - Parameter above: the lines above, the nearest first.
  static func isContinuation(_ line: [Unicode.Scalar], above: some Sequence<[Unicode.Scalar]>) -> Bool {
    if line.isValueOfExplicitKey { return true }
    var indentation = line.indentation
    var isText = !line.contains(":")
    for other in above where other.contains(where: { !$0.isBlank }) {
      let isSecret = other.isValueOfExplicitKey || secretKeys.contains { endOfKey($0, in: other) != nil }
      if isSecret, isText || other.indentation < indentation { return true }
      if isText, endOfKey(keyOfSecrets, in: other) != nil { return true }
      isText = isText && !other.contains(":")
      indentation = min(indentation, other.indentation)
      if indentation == 0, !isText { return false }
    }
    return false
  }

  /// Just after the colon of `key:` or `"key":`.
  private static func endOfKey(_ key: [Unicode.Scalar], in line: [Unicode.Scalar]) -> Int? {
    guard line.count > key.count else { return nil }
    for start in 0..<(line.count - key.count) where line[start..<(start + key.count)].elementsEqual(key) {
      if start > 0, isWord(line[start - 1]) { continue }
      var end = start + key.count
      while end < line.count, line[end] == "\"" || line[end] == "'" || line[end] == " " { end += 1 }
      if end < line.count, line[end] == ":" { return end + 1 }
    }
    return nil
  }

  private static func startOfLongRun(in line: [Unicode.Scalar]) -> Int? {
    var start = 0
    for (index, scalar) in line.enumerated() {
      if !isBase64(scalar) {
        start = index + 1
      } else if index - start >= longestHarmlessRun {
        return start
      }
    }
    return nil
  }

  private static func isBase64(_ scalar: Unicode.Scalar) -> Bool {
    isWord(scalar) || scalar == "+" || scalar == "/" || scalar == "="
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }
}

extension [Unicode.Scalar] {
  /// The column of its first character; that of a list's element is one more, as the list may stand right below its key.
  fileprivate var indentation: Int {
    let start = firstIndex { !$0.isBlank } ?? count
    return start < count && self[start] == "-" ? start + 1 : start
  }

  /// `: value`, below `? key`.
  fileprivate var isValueOfExplicitKey: Bool { first { !$0.isBlank } == ":" }

  fileprivate func firstOffset(of needle: [Unicode.Scalar]) -> Int? {
    indices.first { self[$0...].starts(with: needle) }
  }
}

extension Unicode.Scalar {
  fileprivate var isBlank: Bool { self == " " || self == "\t" || self == "\r" }
}
