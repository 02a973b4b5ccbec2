/// Where PEM blocks begin in the input. The lines of a file are found once.
struct PEMPlaces {
  private let sources: [SourceFile]
  private var lineStarts: [UInt32: [Int]] = [:]
  private static let begin = Array("-----BEGIN ".utf8)

  init(_ sources: [SourceFile]) {
    self.sources = sources
  }

  /// The `-----BEGIN` of a block of a scalar; the scalar as a whole where that is not written as it is, as in base64.
  ///
  /// - Parameters:
  ///   - index: counted from 0.
  ///   - count: how many blocks the text has.
  mutating func range(ofBlock index: Int, of count: Int, in node: Node) -> SourceRange {
    let ranges = ranges(in: node.range)
    return ranges.count == count && index < count ? ranges[index] : node.range
  }

  private mutating func ranges(in range: SourceRange) -> [SourceRange] {
    let bytes = sources[Int(range.file)].bytes
    let starts = lineStarts[range.file] ?? PEMPlaces.lineStarts(bytes)
    lineStarts[range.file] = starts
    var result: [SourceRange] = []
    for line in range.line...max(range.line, range.endLine) where line <= starts.count {
      let start = starts[Int(line) - 1]
      let end = Int(line) < starts.count ? starts[Int(line)] : bytes.count
      var rest = bytes[start..<end]
      while let found = rest.firstRange(of: PEMPlaces.begin) {
        let column = UInt32(bytes[start..<found.lowerBound].count { !$0.isContinuation }) + 1
        rest = rest[found.upperBound...]
        if line == range.line, column < range.column { continue }
        let length = rest.prefix { $0 != UInt8(ascii: "-") }.count + PEMPlaces.begin.count + "-----".utf8.count
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

  /// How many blocks a text has.
  static func count(in bytes: [UInt8]) -> Int {
    var (rest, count) = (bytes[...], 0)
    while let found = rest.firstRange(of: begin) {
      rest = rest[found.upperBound...]
      count += 1
    }
    return count
  }
}
