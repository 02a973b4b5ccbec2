import XDSCompiler

/// Lines of the input as diagnostics show them. Key material never is among what they show.
///
/// Asked for places in their order, it goes through each file once, however many they are.
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

  private let sources: [SourceFile]
  private var walk: (file: UInt32, lines: LineWalk)?

  init(_ sources: [SourceFile]) {
    self.sources = sources
  }

  func path(_ file: UInt32) -> String { sources.path(file) }

  /// Nil for a place outside the file, such as the end of an empty one.
  mutating func line(_ range: SourceRange) -> Line? {
    guard sources.indices.contains(Int(range.file)), range.line > 0 else { return nil }
    var lines: LineWalk
    if let walk, walk.file == range.file, walk.lines.number <= Int(range.line) {
      lines = walk.lines
    } else {
      lines = LineWalk(sources[Int(range.file)].bytes)
    }
    let isThere = lines.advance(to: Int(range.line))
    defer { walk = (range.file, lines) }
    return isThere ? excerpt(range, &lines) : nil
  }

  private func excerpt(_ range: SourceRange, _ lines: inout LineWalk) -> Line? {
    guard let visible = lines.visible() else { return nil }
    let line = lines.line
    let first = lines.place(ofColumn: Int(range.column) - 1)
    guard first.offset < visible.endIndex || visible.endIndex == line.endIndex else { return nil }
    // A long line is shown from a little before its marked place.
    let isLate = first.column > Excerpts.width * 3 / 4
    let start = isLate ? line.stepBack(from: first.offset, by: Excerpts.width / 4) : line.startIndex
    let startColumn = isLate ? first.column - Excerpts.width / 4 : 0
    let stop = visible.step(from: start, by: Excerpts.width, column: startColumn)
    let cut = stop.offset < line.endIndex ? "…" : ""
    let last = range.endLine > range.line ? stop.column : min(Int(range.endColumn) - 1, stop.column)
    return Line(
      text: (isLate ? "…" : "") + line[start..<stop.offset].scalars.map(\.shown).joined() + cut,
      indentation: (isLate ? " " : "")
        + line[start..<first.offset].scalars.map { $0 == "\t" ? "\t" : " " }.joined(),
      marker: "^" + String(repeating: "~", count: max(1, last - first.column) - 1))
  }
}

extension ArraySlice<UInt8> {
  fileprivate var scalars: String.UnicodeScalarView { String(decoding: self, as: UTF8.self).unicodeScalars }
}

extension Unicode.Scalar {
  /// As a terminal may show it.
  fileprivate var shown: String {
    if self == "\t" { return "\t" }
    return isControl ? "\u{FFFD}" : String(self)
  }
}
