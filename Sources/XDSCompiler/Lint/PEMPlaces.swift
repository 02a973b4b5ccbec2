/// Where PEM blocks begin in the input. The lines of a file are found once.
struct PEMPlaces {
  private let sources: [SourceFile]
  private var lineStarts: [UInt32: [Int]] = [:]
  /// Of the blocks of a scalar, by its own: a bundle may have very many, and something may be wrong with each.
  private var blockRanges: [SourceRange: [SourceRange]] = [:]

  init(_ sources: [SourceFile]) {
    self.sources = sources
  }

  /// The `-----BEGIN` of a block of a scalar; the scalar as a whole where that is not written as it is, as in base64.
  ///
  /// - Parameters:
  ///   - index: counted from 0.
  ///   - text: what the scalar holds.
  mutating func range(ofBlock index: Int, of text: [UInt8], in node: Node) -> SourceRange {
    let ranges = blockRanges[node.range] ?? blockRanges(of: text, in: node.range)
    blockRanges[node.range] = ranges
    return index < ranges.count ? ranges[index] : node.range
  }

  /// None where the scalar is not written as what it holds.
  private mutating func blockRanges(of text: [UInt8], in range: SourceRange) -> [SourceRange] {
    let (marks, ranges) = (PEMBlock.marks(in: text[...]), ranges(in: range))
    guard ranges.count == marks.count else { return [] }
    let places = Dictionary(zip(marks, ranges)) { first, _ in first }
    return PEMBlock.all(in: text).map { places[$0.lines.startIndex] ?? range }
  }

  private mutating func ranges(in range: SourceRange) -> [SourceRange] {
    let bytes = sources[Int(range.file)].bytes
    let starts = lineStarts[range.file] ?? PEMPlaces.lineStarts(bytes)
    lineStarts[range.file] = starts
    var result: [SourceRange] = []
    for line in range.line...max(range.line, range.endLine) where line <= starts.count {
      let start = starts[Int(line) - 1]
      let end = Int(line) < starts.count ? starts[Int(line)] : bytes.count
      for mark in PEMBlock.marks(in: bytes[start..<end]) {
        let column = UInt32(bytes[start..<mark].count { !$0.isContinuation }) + 1
        if line == range.line, column < range.column { continue }
        let dashes = bytes[mark..<end].prefix { $0 == UInt8(ascii: "-") }.count
        let length = 2 * dashes + bytes[(mark + dashes)..<end].prefix { $0 != UInt8(ascii: "-") }.count
        result.append(
          SourceRange(
            file: range.file, line: line, column: column, endLine: line, endColumn: column + UInt32(length)))
      }
    }
    return result
  }

  private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBufferPointer { bytes in
      var starts = [0]
      while let next = bytes.lineStart(after: starts[starts.count - 1]) { starts.append(next) }
      return starts
    }
  }
}
