/// Bytes that grow at their end: a window of plain memory before an array, which alone would check its uniqueness at
/// each of the many small pieces of a text.
struct TextBuffer {
  private static let windowSize = 1 << 14

  private let window = UnsafeMutablePointer<UInt8>.allocate(capacity: windowSize)
  private var count = 0
  private var flushed: [UInt8] = []

  /// Begins after the content of `output`, which is taken out of it until `finish`.
  init(after output: inout [UInt8]) {
    swap(&flushed, &output)
  }

  /// Gives everything back to `output`, and the memory of the window.
  mutating func finish(into output: inout [UInt8]) {
    flush()
    swap(&flushed, &output)
    window.deallocate()
  }

  mutating func append(_ byte: UInt8) {
    if count == Self.windowSize { flush() }
    window[count] = byte
    count += 1
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let source = text.baseAddress else { return }
    if text.count > Self.windowSize - count {
      flush()
      guard text.count <= Self.windowSize else { return flushed.append(contentsOf: text) }
    }
    (window + count).update(from: source, count: text.count)
    count += text.count
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    append(UnsafeBufferPointer(rebasing: text[range]))
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  mutating func appendSpaces(_ spaces: Int) {
    var left = spaces
    while left > 0 {
      if count == Self.windowSize { flush() }
      let part = min(left, Self.windowSize - count)
      (window + count).update(repeating: UInt8(ascii: " "), count: part)
      count += part
      left -= part
    }
  }

  @inline(never)
  private mutating func flush() {
    flushed.append(contentsOf: UnsafeBufferPointer(start: window, count: count))
    count = 0
  }
}
