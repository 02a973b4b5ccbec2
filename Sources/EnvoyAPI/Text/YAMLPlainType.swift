/// Whether a text, written without quotes, would be something else than a string in YAML 1.1 or in YAML 1.2's core schema.
///
/// Readers follow the one or the other: PyYAML the first, Envoy and xdsc the second, where `08` and `1e3` are numbers.
enum YAMLPlainType {
  /// True for what is null, a Boolean, a number, a timestamp, `<<` or `=`, and for nothing at all.
  static func isOther(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    switch Unicode.Scalar(first) {
    case "0"..."9", "+", "-", ".":
      return isInteger(text) || isFloat(text) || isTimestamp(text) || isCoreNumber(text)
    case "~", "<", "=", "y", "Y", "n", "N", "t", "T", "f", "F", "o", "O":
      return text.count <= 5 && words.contains(String(decoding: text, as: UTF8.self))
    default:
      return false
    }
  }

  private static let words: Set<String> = [
    "~", "<<", "=", "null", "Null", "NULL", "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false",
    "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF",
  ]

  /// Takes apart a text from its beginning.
  private struct Pattern {
    var rest: Slice<UnsafeBufferPointer<UInt8>>

    init(_ text: UnsafeBufferPointer<UInt8>) {
      rest = text[...]
    }

    mutating func take(_ characters: ClosedRange<UInt8>) -> Bool {
      guard let next = rest.first, characters.contains(next) else { return false }
      rest = rest.dropFirst()
      return true
    }

    mutating func take(_ characters: StaticString) -> Bool {
      guard let next = rest.first, characters.withUTF8Buffer({ $0.contains(next) }) else { return false }
      rest = rest.dropFirst()
      return true
    }

    mutating func take(word: String) -> Bool {
      guard rest.starts(with: word.utf8) else { return false }
      rest = rest.dropFirst(word.utf8.count)
      return true
    }

    /// How many of the characters follow, all of which are taken.
    mutating func takeAll(_ characters: StaticString) -> Int {
      var count = 0
      while take(characters) { count += 1 }
      return count
    }

    /// Takes as many digits as there are, if that is within `count`.
    mutating func digits(_ count: ClosedRange<Int>) -> Bool {
      var taken = 0
      while taken < count.upperBound, take(0x30...0x39) { taken += 1 }
      return count.contains(taken)
    }

    /// One or more parts of base 60: a colon and at most two digits below 60.
    mutating func sexagesimal() -> Bool {
      var parts = 0
      while take(":") {
        if take("012345") { _ = digits(0...1) } else if !take("6789") { return false }
        parts += 1
      }
      return parts > 0
    }

    /// An exponent with its sign, or nothing.
    mutating func exponent() -> Bool {
      guard take("eE") else { return true }
      return take("+-") && digits(1...Int.max)
    }
  }

  private static func isInteger(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var number = Pattern(text)
    _ = number.take("+-")
    if number.take("0") {
      if number.rest.isEmpty { return true }
      if number.take("b") { return number.takeAll("01_") > 0 && number.rest.isEmpty }
      if number.take("x") { return number.takeAll("0123456789abcdefABCDEF_") > 0 && number.rest.isEmpty }
      return number.takeAll("01234567_") > 0 && number.rest.isEmpty
    }
    guard number.take("123456789") else { return false }
    _ = number.takeAll("0123456789_")
    return number.rest.isEmpty || (number.sexagesimal() && number.rest.isEmpty)
  }

  private static func isFloat(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var number = Pattern(text)
    let signed = number.take("+-")
    if number.take(".") {
      if ["inf", "Inf", "INF"].contains(where: { number.take(word: $0) }) { return number.rest.isEmpty }
      if signed { return false }
      if ["nan", "NaN", "NAN"].contains(where: { number.take(word: $0) }) { return number.rest.isEmpty }
      guard number.digits(1...1) else { return false }
      _ = number.takeAll("0123456789_")
      return number.exponent() && number.rest.isEmpty
    }
    guard number.digits(1...1) else { return false }
    _ = number.takeAll("0123456789_")
    if number.rest.first == UInt8(ascii: ":") {
      guard number.sexagesimal(), number.take(".") else { return false }
      _ = number.takeAll("0123456789_")
      return number.rest.isEmpty
    }
    guard number.take(".") else { return false }
    _ = number.takeAll("0123456789_")
    return number.exponent() && number.rest.isEmpty
  }

  /// YAML 1.2.2, section 10.3.2; the numbers in base 16 are among those of YAML 1.1.
  private static func isCoreNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var octal = Pattern(text)
    if octal.take(word: "0o") { return octal.takeAll("01234567") > 0 && octal.rest.isEmpty }
    var number = Pattern(text)
    _ = number.take("+-")
    var digits = number.takeAll("0123456789")
    if number.take(".") { digits += number.takeAll("0123456789") }
    if digits > 0, number.take("eE") {
      _ = number.take("+-")
      digits = number.takeAll("0123456789")
    }
    return digits > 0 && number.rest.isEmpty
  }

  private static func isTimestamp(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var time = Pattern(text)
    guard time.digits(4...4), time.take("-") else { return false }
    let monthStart = time.rest.startIndex
    guard time.digits(1...2), time.take("-") else { return false }
    let dayStart = time.rest.startIndex
    guard time.digits(1...2) else { return false }
    if time.rest.isEmpty { return dayStart - monthStart == 3 && time.rest.startIndex - dayStart == 2 }
    if !time.take("Tt") { guard time.takeAll(" \t") > 0 else { return false } }
    guard time.digits(1...2), time.take(":"), time.digits(2...2), time.take(":"), time.digits(2...2) else {
      return false
    }
    if time.take(".") { _ = time.takeAll("0123456789") }
    let spaces = time.takeAll(" \t")
    if time.rest.isEmpty { return spaces == 0 }
    if time.take("Z") { return time.rest.isEmpty }
    guard time.take("+-"), time.digits(1...2) else { return false }
    if time.take(":") { guard time.digits(2...2) else { return false } }
    return time.rest.isEmpty
  }
}
