/// A JSON value to write (RFC 8259).
public indirect enum JSONValue: Sendable {
  case null
  case string(String)
  case integer(Int)
  case bool(Bool)
  /// A number, `true`, `false` or `null` in JSON's own spelling.
  case word(String)
  case array([JSONValue])
  /// Members in the order given; those without a value are left out.
  case object([(key: String, value: JSONValue?)])

  /// On one line.
  public var line: String {
    var writer = JSONWriter(isIndented: false)
    writer.write(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// A line for each element and member, indented by two spaces, with a line break at the end.
  public var document: [UInt8] {
    var writer = JSONWriter(isIndented: true)
    writer.write(self)
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral members: (String, JSONValue?)...) { self = .object(members) }

  /// The texts as an array.
  public init(_ texts: some Sequence<String>) { self = .array(texts.map { .string($0) }) }
}

extension JSONValue: Hashable {
  /// Values are equal that are written alike.
  public static func == (a: JSONValue, b: JSONValue) -> Bool { a.line == b.line }
  public func hash(into hasher: inout Hasher) { hasher.combine(line) }
}

private struct JSONWriter {
  let isIndented: Bool
  private(set) var bytes: [UInt8] = []
  private var depth = 0

  init(isIndented: Bool) {
    self.isIndented = isIndented
  }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: bytes += "null".utf8
    case .string(let text): write(text)
    case .integer(let number): bytes += String(number).utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .word(let word): bytes += word.utf8
    case .array(let items): writeList("[", items, "]") { $0.write($1) }
    case .object(let members):
      writeList("{", members.compactMap { key, value in value.map { (key, $0) } }, "}") {
        $0.write($1.0)
        $0.bytes += ": ".utf8
        $0.write($1.1)
      }
    }
  }

  private mutating func writeList<Item>(
    _ open: String, _ items: [Item], _ close: String, _ writeItem: (inout JSONWriter, Item) -> Void
  ) {
    bytes += open.utf8
    depth += 1
    for (index, item) in items.enumerated() {
      if index > 0 { bytes += (isIndented ? "," : ", ").utf8 }
      startLine()
      writeItem(&self, item)
    }
    depth -= 1
    if !items.isEmpty { startLine() }
    bytes += close.utf8
  }

  private mutating func startLine() {
    guard isIndented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: 2 * depth)
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0..<0x20, 0x7f:
        let hex = String(byte, radix: 16)
        bytes += ("\\u00" + (hex.count == 1 ? "0" : "") + hex).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
