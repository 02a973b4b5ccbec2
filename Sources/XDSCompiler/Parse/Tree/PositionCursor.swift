/// Line and column of ever later offsets of a text.
struct PositionCursor {
  private let text: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var line: UInt32
  private var column: UInt32 = 1

  init(text: UnsafeBufferPointer<UInt8>, line: UInt32 = 1) {
    self.text = text
    self.line = line
  }

  /// The position of an offset no smaller than the ones before.
  mutating func advance(to target: Int) -> (line: UInt32, column: UInt32) {
    while offset < target {
      let byte = text[offset]
      offset += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if !byte.isContinuation {
        column += 1
      }
    }
    return (line, column)
  }
}
