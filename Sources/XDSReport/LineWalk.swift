/// A walk through the lines of a file, from above, that knows what of each may be shown.
struct LineWalk {
  private let bytes: [UInt8]
  /// From 1.
  private(set) var number = 1
  /// The current line, without its break.
  private(set) var line: ArraySlice<UInt8>
  private var redaction = Redaction()
  /// What may be shown of the current line; nil when it is not known yet.
  private var knownVisible: ArraySlice<UInt8>??
  /// A column of the current line, from 0, and where it is.
  private var reached: (column: Int, offset: Int)

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    line = bytes.line(from: 0)
    reached = (0, 0)
  }

  /// Goes on to a line that is not above the current one; false where the file ends before.
  mutating func advance(to wanted: Int) -> Bool {
    while number < wanted {
      guard let next = bytes[line.endIndex...].firstIndex(of: UInt8(ascii: "\n")) else { return false }
      redaction.pass(line)
      line = bytes.line(from: next + 1)
      number += 1
      knownVisible = nil
      reached = (0, line.startIndex)
    }
    return true
  }

  /// What may be shown of the current line: nothing (nil), or all of it up to some place.
  mutating func visible() -> ArraySlice<UInt8>? {
    if let knownVisible { return knownVisible }
    let visible = redaction.visible(line)
    knownVisible = .some(visible)
    return visible
  }

  /// Where a column of the current line is, from 0 and in scalars, or else the last one.
  mutating func place(ofColumn wanted: Int) -> (column: Int, offset: Int) {
    if wanted < reached.column { reached = (0, line.startIndex) }
    reached = line.step(from: reached.offset, by: wanted - reached.column, column: reached.column)
    return reached
  }
}

extension ArraySlice<UInt8> {
  /// So many scalars further, or as far as they go.
  func step(from offset: Int, by count: Int, column: Int = 0) -> (column: Int, offset: Int) {
    var (column, offset, rest) = (column, offset, count)
    while rest > 0, offset < endIndex {
      offset += 1
      while offset < endIndex, self[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
      rest -= 1
    }
    return (column, offset)
  }

  /// So many scalars back, as far as there are.
  func stepBack(from offset: Int, by count: Int) -> Int {
    var (offset, rest) = (offset, count)
    while rest > 0, offset > startIndex {
      offset -= 1
      while offset > startIndex, self[offset] & 0xC0 == 0x80 { offset -= 1 }
      rest -= 1
    }
    return offset
  }
}

extension [UInt8] {
  fileprivate func line(from start: Int) -> ArraySlice<UInt8> {
    var end = self[start...].firstIndex(of: UInt8(ascii: "\n")) ?? endIndex
    while end > start, self[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return self[start..<end]
  }
}
