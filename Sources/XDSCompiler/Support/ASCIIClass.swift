/// A set of ASCII characters, which a check asks byte by byte and a regular expression as a class.
struct ASCIIClass: Sendable {
  /// The class in a regular expression: `[a-z_]`.
  let expression: String
  private let low: UInt64
  private let high: UInt64

  /// - Parameter members: what stands between the brackets: characters, ranges such as `a-z`, and `\` before a character
  ///   that would mean something else there.
  init(_ members: String) {
    expression = "[\(members)]"
    var bits = (low: UInt64(0), high: UInt64(0))
    var rest = members.utf8[...]
    func next() -> UInt8? {
      guard let byte = rest.popFirst() else { return nil }
      return byte == UInt8(ascii: "\\") ? rest.popFirst() : byte
    }
    while let first = next() {
      var last = first
      if rest.first == UInt8(ascii: "-"), rest.count > 1 {
        rest.removeFirst()
        last = next() ?? first
      }
      for byte in first...last {
        if byte < 64 { bits.low |= 1 << UInt64(byte) } else { bits.high |= 1 << UInt64(byte & 63) }
      }
    }
    (low, high) = bits
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let bits = byte < 64 ? low : high
    return byte < 128 && bits &>> UInt64(byte & 63) & 1 == 1
  }

  /// Whether a text has nothing else in it.
  func makesUp(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.allSatisfy { contains($0) } }
  }
}
