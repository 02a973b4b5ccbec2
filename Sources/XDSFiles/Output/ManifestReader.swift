/// Finds the outputs' paths in an old `manifest.json`. It knows just enough JSON for that, and whatever else it meets
/// makes the whole manifest count as unreadable.
struct ManifestReader {
  private struct Nonsense: Error {}

  private var rest: ArraySlice<UInt8>
  /// Deeper than any manifest; bounds the stack.
  private var depthLeft = 32

  /// Nil when the bytes are no manifest.
  static func outputPaths(_ bytes: [UInt8]) -> [String]? {
    var reader = ManifestReader(rest: bytes[...])
    return try? reader.readManifest()
  }

  private init(rest: ArraySlice<UInt8>) {
    self.rest = rest
  }

  private mutating func readManifest() throws -> [String] {
    var paths: [String]?
    try readObject { reader, key in
      guard key == "outputs" else { return try reader.skipValue() }
      var found: [String] = []
      try reader.readList("[", "]") { reader in
        var path: String?
        try reader.readObject { reader, key in
          if key == "path" { path = try reader.readString() } else { try reader.skipValue() }
        }
        guard let path else { throw Nonsense() }
        found.append(path)
      }
      paths = found
    }
    guard let paths, peek() == nil else { throw Nonsense() }
    return paths
  }

  private mutating func skipValue() throws {
    switch peek() {
    case UInt8(ascii: "{"): try readObject { reader, _ in try reader.skipValue() }
    case UInt8(ascii: "["): try readList("[", "]") { try $0.skipValue() }
    case UInt8(ascii: "\""): _ = try readString()
    default:
      let word = rest.prefix { !",]} \n\r\t".utf8.contains($0) }
      guard !word.isEmpty else { throw Nonsense() }
      rest = rest.dropFirst(word.count)
    }
  }

  private mutating func readObject(_ readMember: (inout ManifestReader, String) throws -> Void) throws {
    try readList("{", "}") { reader in
      let key = try reader.readString()
      try reader.expect(":")
      try readMember(&reader, key)
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
      guard digits.utf8.count == 4, let value = UInt8(digits, radix: 16), value < 0x20 else { throw Nonsense() }
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
