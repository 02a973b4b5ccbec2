import XDSCompiler

/// Reads `manifest.json` again, and keeps nothing that it is not asked for. It knows just the JSON that `JSONValue` writes,
/// and whatever else it meets makes the whole file count as no manifest.
struct ManifestReader {
  /// What makes a file no manifest.
  struct Nonsense: Error {}

  private let bytes: [UInt8]
  private var position = 0
  /// Deeper than any manifest; bounds the stack.
  private var depthLeft = 32

  /// Reads the object that the bytes are, as `readObject` does; false for nonsense.
  static func read(
    _ bytes: [UInt8], _ readMember: (inout ManifestReader, _ key: String) throws(Nonsense) -> Void
  ) -> Bool {
    var reader = ManifestReader(bytes: bytes)
    do throws(Nonsense) {
      try reader.readObject(readMember)
    } catch {
      return false
    }
    return reader.peek() == nil
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads an object.
  ///
  /// - Parameter readMember: reads the value of a member, or skips it.
  mutating func readObject(
    _ readMember: (inout ManifestReader, _ key: String) throws(Nonsense) -> Void
  ) throws(Nonsense) {
    try readList("{", "}") { (reader) throws(Nonsense) in
      let key = try reader.readString()
      try reader.expect(":")
      try readMember(&reader, key)
    }
  }

  /// Reads an array of what `readElement` reads.
  mutating func readArray<Element>(
    _ readElement: (inout ManifestReader) throws(Nonsense) -> Element
  ) throws(Nonsense) -> [Element] {
    var elements: [Element] = []
    try readList("[", "]") { (reader) throws(Nonsense) in elements.append(try readElement(&reader)) }
    return elements
  }

  /// Reads an integer, `true` or `false`.
  mutating func readWord() throws(Nonsense) -> JSONValue {
    _ = peek()
    // No integer is longer.
    let word = bytes[position...].prefix(21).prefix { !",]} \n\r\t".utf8.contains($0) }
    position = word.endIndex
    switch String(decoding: word, as: UTF8.self) {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case let digits:
      guard let number = Int(digits) else { throw Nonsense() }
      return .integer(number)
    }
  }

  /// Passes over a value of any kind.
  mutating func skip() throws(Nonsense) {
    switch peek() {
    case UInt8(ascii: "{"): try readObject { (reader, _) throws(Nonsense) in try reader.skip() }
    case UInt8(ascii: "["): try readList("[", "]") { (reader) throws(Nonsense) in try reader.skip() }
    case UInt8(ascii: "\""): _ = try readString()
    default: _ = try readWord()
    }
  }

  private mutating func readList(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ readItem: (inout ManifestReader) throws(Nonsense) -> Void
  ) throws(Nonsense) {
    depthLeft -= 1
    guard depthLeft > 0 else { throw Nonsense() }
    defer { depthLeft += 1 }
    try expect(open)
    if peek() == UInt8(ascii: close) { return try expect(close) }
    try readItem(&self)
    while peek() == UInt8(ascii: ",") {
      try expect(",")
      try readItem(&self)
    }
    try expect(close)
  }

  /// A string as `JSONValue` writes it: the only escapes are those of quotes, backslashes and control characters.
  mutating func readString() throws(Nonsense) -> String {
    try expect("\"")
    // Most strings are one piece.
    var start = position
    var unescaped: [UInt8] = []
    while let byte = next() {
      switch byte {
      case UInt8(ascii: "\""):
        let piece = bytes[start..<position - 1]
        let text =
          unescaped.isEmpty
          ? String(validating: piece, as: UTF8.self) : String(validating: unescaped + piece, as: UTF8.self)
        guard let text else { throw Nonsense() }
        return text
      case UInt8(ascii: "\\"):
        unescaped += bytes[start..<position - 1]
        unescaped.append(try readEscape())
        start = position
      case 0..<0x20: throw Nonsense()
      default: break
      }
    }
    throw Nonsense()
  }

  private mutating func readEscape() throws(Nonsense) -> UInt8 {
    switch next() {
    case UInt8(ascii: "\""): return UInt8(ascii: "\"")
    case UInt8(ascii: "\\"): return UInt8(ascii: "\\")
    case UInt8(ascii: "u"):
      let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
      guard digits.utf8.count == 4, let value = UInt8(digits, radix: 16), value < 0x80 else { throw Nonsense() }
      position += 4
      return value
    default: throw Nonsense()
    }
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(Nonsense) {
    guard peek() == UInt8(ascii: scalar) else { throw Nonsense() }
    position += 1
  }

  private mutating func next() -> UInt8? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  /// The next byte after white space; nil at the end.
  mutating func peek() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
      case let byte: return byte
      }
    }
    return nil
  }
}
