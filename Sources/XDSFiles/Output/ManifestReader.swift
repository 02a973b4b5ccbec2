import XDSCompiler

/// Reads `manifest.json` again. It knows just the JSON that `JSONValue` writes, and whatever else it meets makes the whole
/// file count as no manifest.
struct ManifestReader {
  private struct Nonsense: Error {}

  private var rest: ArraySlice<UInt8>
  /// Deeper than any manifest; bounds the stack.
  private var depthLeft = 32

  /// The one value in the bytes; nil for nonsense.
  static func value(_ bytes: [UInt8]) -> JSONValue? {
    var reader = ManifestReader(rest: bytes[...])
    guard let value = try? reader.readValue(), reader.peek() == nil else { return nil }
    return value
  }

  private init(rest: ArraySlice<UInt8>) {
    self.rest = rest
  }

  private mutating func readValue() throws -> JSONValue {
    switch peek() {
    case UInt8(ascii: "{"):
      var members: [(key: String, value: JSONValue?)] = []
      try readList("{", "}") { reader in
        let key = try reader.readString()
        try reader.expect(":")
        members.append((key, try reader.readValue()))
      }
      return .object(members)
    case UInt8(ascii: "["):
      var items: [JSONValue] = []
      try readList("[", "]") { items.append(try $0.readValue()) }
      return .array(items)
    case UInt8(ascii: "\""):
      return .string(try readString())
    default:
      return try readWord()
    }
  }

  private mutating func readWord() throws -> JSONValue {
    let word = rest.prefix { !",]} \n\r\t".utf8.contains($0) }
    rest = rest.dropFirst(word.count)
    switch String(decoding: word, as: UTF8.self) {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case let digits:
      guard let number = Int(digits) else { throw Nonsense() }
      return .integer(number)
    }
  }

  private mutating func readList(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ readItem: (inout ManifestReader) throws -> Void
  ) throws {
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
  private mutating func readString() throws -> String {
    try expect("\"")
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Nonsense() }
        return text
      case UInt8(ascii: "\\"): bytes.append(try readEscape())
      case 0..<0x20: throw Nonsense()
      default: bytes.append(byte)
      }
    }
    throw Nonsense()
  }

  private mutating func readEscape() throws -> UInt8 {
    switch rest.popFirst() {
    case UInt8(ascii: "\""): return UInt8(ascii: "\"")
    case UInt8(ascii: "\\"): return UInt8(ascii: "\\")
    case UInt8(ascii: "u"):
      let digits = String(decoding: rest.prefix(4), as: UTF8.self)
      guard digits.utf8.count == 4, let value = UInt8(digits, radix: 16), value < 0x80 else { throw Nonsense() }
      rest = rest.dropFirst(4)
      return value
    default: throw Nonsense()
    }
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws {
    guard peek() == UInt8(ascii: scalar) else { throw Nonsense() }
    rest = rest.dropFirst()
  }

  /// The next byte after white space; nil at the end.
  private mutating func peek() -> UInt8? {
    rest = rest.drop { " \n\r\t".utf8.contains($0) }
    return rest.first
  }
}
