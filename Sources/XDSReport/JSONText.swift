/// Writes one JSON value on one line.
public enum JSONText: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case string(String)
  case integer(Int)
  case array([JSONText])
  /// Members in the order given; those without a value are left out.
  case object([(String, JSONText?)])

  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }

  public var text: String {
    switch self {
    case .string(let value): JSONText.quoted(value)
    case .integer(let value): "\(value)"
    case .array(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
    case .object(let members):
      "{"
        + members.compactMap { name, value in value.map { "\(JSONText.quoted(name)): \($0.text)" } }
        .joined(separator: ", ") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
