extension String {
  /// The text with every occurrence of a pattern replaced, compared by bytes. The pattern must not be empty.
  func replacing(bytesOf pattern: String, with replacement: String) -> String {
    let pattern = Array(pattern.utf8)
    var result: [UInt8] = []
    var rest = Array(utf8)[...]
    while let start = rest.indices.first(where: { rest[$0...].starts(with: pattern) }) {
      result += rest[..<start]
      result += replacement.utf8
      rest = rest[(start + pattern.count)...]
    }
    return String(decoding: result + rest, as: UTF8.self)
  }
}
