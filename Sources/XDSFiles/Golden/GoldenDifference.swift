/// How what came differs from what a case expects, one line of text for each difference.
enum GoldenDifference {
  static func between(expected: GoldenTree?, produced: GoldenTree?) -> [String] {
    let old = expected?.files ?? [:]
    let new = produced?.files ?? [:]
    let paths = Set(old.keys).union(new.keys).sorted { $0.isBefore($1) }
    return paths.flatMap { path -> [String] in
      switch (old[path], new[path]) {
      case (nil, _?): ["missing: expected/\(path) is produced but not expected"]
      case (_?, nil): ["orphaned: expected/\(path) is expected but not produced"]
      case (let old?, let new?): between(old.bytes, new.bytes, name: "expected/\(path)", isSecret: new.isSecret)
      case (nil, nil): []
      }
    }
  }

  /// - Parameter isSecret: whether the lines themselves must not be shown.
  static func between(_ old: [UInt8], _ new: [UInt8], name: String, isSecret: Bool = false) -> [String] {
    guard old != new else { return [] }
    let same = zip(old, new).prefix { $0 == $1 }.count
    guard isText(old), isText(new) else {
      return ["differs: \(name) at byte \(same) (\(old.count) bytes expected, \(new.count) produced)"]
    }
    let start = old[..<same].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let number = old[..<same].count { $0 == newline } + 1
    let place = "differs: \(name):\(number)"
    return isSecret ? [place] : [place, "  - \(line(old, start))", "  + \(line(new, start))"]
  }

  private static let newline = UInt8(ascii: "\n")

  private static func isText(_ bytes: [UInt8]) -> Bool {
    !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
  }

  private static func line(_ bytes: [UInt8], _ start: Int) -> String {
    guard start < bytes.count else { return "(end of file)" }
    let text = String(decoding: bytes[start...].prefix { $0 != newline }, as: UTF8.self)
    // Whatever the mode of an expected file, key material can be in it: a long run of base64 that is no digest.
    let runs = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber) || "+/=".contains($0)) }
    let key = runs.first { $0.count >= 40 && !$0.allSatisfy(\.isHexDigit) }
    let shown = text[..<(key?.startIndex ?? text.endIndex)].prefix(200)
    return shown.endIndex < text.endIndex ? shown + "…" : text
  }
}
