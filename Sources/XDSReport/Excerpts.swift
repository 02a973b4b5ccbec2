import XDSCompiler

/// Lines of the input as diagnostics show them. Key material never is among what they show.
struct Excerpts {
  /// A line, and what goes below it.
  struct Line {
    let text: String
    /// As wide as what stands before the marked range.
    let indentation: String
    let marker: String
  }

  /// Longest line to show whole, in characters.
  private static let width = 160
  /// No key, and no line of one, begins further above its last line than this many bytes.
  private static let longestKey = 16384

  private let sources: [SourceFile]
  /// Per file, the offset of each line's first byte; made when a file is first shown.
  private var lineStarts: [UInt32: [Int]] = [:]

  init(_ sources: [SourceFile]) {
    self.sources = sources
  }

  func path(_ file: UInt32) -> String { sources.path(file) }

  /// Nil for a place outside the file, such as the end of an empty one.
  mutating func line(_ range: SourceRange) -> Line? {
    guard sources.indices.contains(Int(range.file)) else { return nil }
    let starts = starts(range.file)
    let index = Int(range.line) - 1
    guard starts.indices.contains(index) else { return nil }
    let bytes = sources[Int(range.file)].bytes
    if isInsidePEM(bytes, before: starts[index]) { return nil }

    let scalars = Excerpts.scalars(ofLine: index, in: bytes, starts)
    let above = (0..<index).reversed().lazy
      .prefix { starts[index] - starts[$0] <= Excerpts.longestKey }
      .map { Excerpts.scalars(ofLine: $0, in: bytes, starts) }
    if Redaction.isContinuation(scalars, above: above) { return nil }
    let visible = Redaction.visibleCount(of: scalars)
    let first = min(Int(range.column) - 1, scalars.count)
    guard first < visible || scalars.count == visible else { return nil }
    let last = range.endLine > range.line ? scalars.count : min(Int(range.endColumn) - 1, scalars.count)
    // A long line is shown from a little before its marked place.
    let start = first > Excerpts.width * 3 / 4 ? first - Excerpts.width / 4 : 0
    let stop = min(visible, start + Excerpts.width)
    let shown = scalars[start..<max(start, stop)].map(\.shown)
    let cut = stop < scalars.count ? "…" : ""
    let markedWidth = max(1, min(last, max(stop, first + 1)) - first)
    return Line(
      text: (start > 0 ? "…" : "") + shown.joined() + cut,
      indentation: (start > 0 ? " " : "") + scalars[min(start, first)..<first].map { $0 == "\t" ? "\t" : " " }.joined(),
      marker: "^" + String(repeating: "~", count: markedWidth - 1))
  }

  private static func scalars(ofLine index: Int, in bytes: [UInt8], _ starts: [Int]) -> [Unicode.Scalar] {
    var line = bytes[starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)]
    while line.last == UInt8(ascii: "\n") || line.last == UInt8(ascii: "\r") { line.removeLast() }
    return Array(String(decoding: line, as: UTF8.self).unicodeScalars)
  }

  private mutating func starts(_ file: UInt32) -> [Int] {
    if let known = lineStarts[file] { return known }
    var starts = [0]
    for (offset, byte) in sources[Int(file)].bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts[file] = starts
    return starts
  }

  /// Whether a PEM block began above this line and has not ended.
  private func isInsidePEM(_ bytes: [UInt8], before offset: Int) -> Bool {
    let window = bytes[max(0, offset - Excerpts.longestKey)..<offset]
    let text = Array(window)
    guard let begin = text.lastOffset(of: "-----BEGIN ") else { return false }
    return (text.lastOffset(of: "-----END ") ?? -1) < begin
  }
}

extension Array<UInt8> {
  fileprivate func lastOffset(of needle: StaticString) -> Int? {
    needle.withUTF8Buffer { needle in
      guard count >= needle.count else { return nil }
      return stride(from: count - needle.count, through: 0, by: -1).first { self[$0...].starts(with: needle) }
    }
  }
}

extension Unicode.Scalar {
  /// As a terminal may show it.
  fileprivate var shown: String {
    if self == "\t" { return "\t" }
    return isControl ? "\u{FFFD}" : String(self)
  }
}
