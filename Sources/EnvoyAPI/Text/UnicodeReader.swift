/// Reads the Unicode scalars of UTF-8 that is known to be valid.
struct UnicodeReader {
  private let text: UnsafeBufferPointer<UInt8>
  /// Where the next scalar begins.
  private(set) var position = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  var isAtEnd: Bool { position >= text.count }

  /// The next scalar, without passing over it; nil at the end.
  var peek: UInt32? {
    var copy = self
    return copy.isAtEnd ? nil : copy.next()
  }

  /// Passes over letters, digits, `.`, `/` and `_`, which mean nothing in any syntax, and returns how many there were.
  mutating func skipWordCharacters() -> Int {
    // One bit for each ASCII character, those below 64 and the others.
    let low: UInt64 = 0x03FF_C000_0000_0000
    let high: UInt64 = 0x07FF_FFFE_87FF_FFFE
    let start = position
    while position < text.count {
      let byte = text[position]
      let bits = byte < 0x40 ? low : byte < 0x80 ? high : 0
      guard bits >> UInt64(byte & 63) & 1 == 1 else { break }
      position += 1
    }
    return position - start
  }

  mutating func next() -> UInt32 {
    let first = text[position]
    position += 1
    if first < 0x80 { return UInt32(first) }
    let following = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    var scalar = UInt32(first) & (0x3F >> UInt32(following))
    for _ in 0..<following where position < text.count {
      scalar = scalar << 6 | UInt32(text[position] & 0x3F)
      position += 1
    }
    return scalar
  }
}
