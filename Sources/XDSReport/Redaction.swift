/// What an excerpt of the input must not show.
enum Redaction {
  /// Keys whose values may be key material.
  private static let secretKeys = ["inline", "inlineString", "data", "stringData", "clientKey"]
  /// A run of base64 at least this long may be key material wherever it stands.
  private static let longestHarmlessRun = 40

  /// How many characters of a line may be shown: up to the first place where key material may begin.
  static func visibleCount(of line: [Unicode.Scalar]) -> Int {
    var visible = line.count
    for key in secretKeys {
      if let end = endOfKey(key, in: line) { visible = min(visible, end) }
    }
    if let run = startOfLongRun(in: line) { visible = min(visible, run) }
    return visible
  }

  /// Just after the colon of `key:` or `"key":`.
  private static func endOfKey(_ key: String, in line: [Unicode.Scalar]) -> Int? {
    let key = Array(key.unicodeScalars)
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
