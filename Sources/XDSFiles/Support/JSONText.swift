/// Writes JSON (RFC 8259), indented by two spaces, in the order given.
struct JSONText {
  indirect enum Value {
    case string(String)
    case integer(Int)
    case bool(Bool)
    case array([Value])
    case object([(key: String, value: Value)])
  }

  private(set) var bytes: [UInt8] = []
  private var depth = 0

  mutating func write(_ value: Value) {
    switch value {
    case .string(let text): write(text)
    case .integer(let number): bytes += String(number).utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .array(let items):
      writeList("[", items, "]") { $0.write($1) }
    case .object(let members):
      writeList("{", members, "}") {
        $0.write($1.key)
        $0.bytes += ": ".utf8
        $0.write($1.value)
      }
    }
  }

  private mutating func writeList<Item>(
    _ open: String, _ items: [Item], _ close: String, _ writeItem: (inout JSONText, Item) -> Void
  ) {
    bytes += open.utf8
    depth += 1
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      startLine()
      writeItem(&self, item)
    }
    depth -= 1
    if !items.isEmpty { startLine() }
    bytes += close.utf8
  }

  private mutating func startLine() {
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: 2 * depth)
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0..<0x20:
        let hex = String(byte, radix: 16)
        bytes += ("\\u00" + (hex.count == 1 ? "0" : "") + hex).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
