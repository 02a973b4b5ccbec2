/// The core schema of YAML 1.2.2, section 10.3.2: what plain scalars mean.
enum CoreSchema {
  typealias Text = UnsafeBufferPointer<UInt8>

  /// The kind of a plain scalar.
  static func kind(_ text: Text) -> NodeKind {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      return equal(text, "~") || equal(text, "null") || equal(text, "Null") || equal(text, "NULL") ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      return boolean(text) == nil ? .string : .boolean
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return isInteger(text) ? .integer : isFloat(text) ? .float : .string
    default:
      return .string
    }
  }

  static func boolean(_ text: Text) -> Bool? {
    if equal(text, "true") || equal(text, "True") || equal(text, "TRUE") { return true }
    return equal(text, "false") || equal(text, "False") || equal(text, "FALSE") ? false : nil
  }

  /// The value of a text that ``isInteger(_:)`` accepts; nil when 64 bits cannot hold it.
  static func integer(_ text: Text) -> Int64? {
    let digits = String(decoding: text, as: UTF8.self)
    if digits.hasPrefix("0x") { return Int64(digits.dropFirst(2), radix: 16) }
    if digits.hasPrefix("0o") { return Int64(digits.dropFirst(2), radix: 8) }
    return Int64(digits)
  }

  /// The value of a text that ``isInteger(_:)`` or ``isFloat(_:)`` accepts.
  static func number(_ text: Text) -> Double? {
    if let integer = integer(text) { return Double(integer) }
    let digits = String(decoding: text, as: UTF8.self)
    if isNotANumber(text) { return .nan }
    if isInfinity(text) { return digits.hasPrefix("-") ? -.infinity : .infinity }
    if digits.hasPrefix("0o") {
      return digits.utf8.dropFirst(2).reduce(0) { $0 * 8 + Double($1 - UInt8(ascii: "0")) }
    }
    return Double(digits)
  }

  /// `[-+]?[0-9]+`, `0o[0-7]+`, `0x[0-9a-fA-F]+`
  static func isInteger(_ text: Text) -> Bool {
    if text.count > 2, text[0] == UInt8(ascii: "0") {
      if text[1] == UInt8(ascii: "x") { return text.dropFirst(2).allSatisfy { $0.hexValue != nil } }
      if text[1] == UInt8(ascii: "o") { return text.dropFirst(2).allSatisfy { $0 & 0xF8 == UInt8(ascii: "0") } }
    }
    let digits = text.dropFirst(hasSign(text) ? 1 : 0)
    return !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit)
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, `[-+]?\.(inf|Inf|INF)`, `\.(nan|NaN|NAN)`
  static func isFloat(_ text: Text) -> Bool {
    if isInfinity(text) || isNotANumber(text) { return true }
    var rest = text.dropFirst(hasSign(text) ? 1 : 0)
    func digits() -> Int {
      let count = rest.prefix(while: \.isASCIIDigit).count
      rest = rest.dropFirst(count)
      return count
    }
    let whole = digits()
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = digits()
    }
    guard whole + fraction > 0 else { return false }
    if let e = rest.first, e | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  /// The texts that ``isInteger(_:)`` accepts in decimal notation, and those that ``isFloat(_:)`` accepts.
  static let decimalRule = TextRule(
    expression: #"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"#)

  private static func isInfinity(_ text: Text) -> Bool {
    let magnitude = Text(rebasing: text.dropFirst(hasSign(text) ? 1 : 0))
    return equal(magnitude, ".inf") || equal(magnitude, ".Inf") || equal(magnitude, ".INF")
  }

  private static func isNotANumber(_ text: Text) -> Bool {
    equal(text, ".nan") || equal(text, ".NaN") || equal(text, ".NAN")
  }

  private static func hasSign(_ text: Text) -> Bool {
    text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-")
  }

  private static func equal(_ text: Text, _ word: StaticString) -> Bool {
    text.count == word.utf8CodeUnitCount && word.withUTF8Buffer { $0.elementsEqual(text) }
  }
}
