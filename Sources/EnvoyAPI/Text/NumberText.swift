/// Floating point numbers as text: the fewest digits that give the number back.
enum NumberText {
  /// As in JSON: an exponent below 0.0001 and from 10,000,000,000,000,000 on, a `.0` for whole numbers without one.
  static func text(_ value: Double) -> String {
    let text = value.description
    // Swift goes over to exponents a little earlier, where whole numbers stop being exact.
    guard value.magnitude < 1e16, value.magnitude >= 1e15, text.contains("e") else { return text }
    return "\(Int64(value)).0"
  }

  /// As in YAML 1.1, which wants a point before an exponent.
  static func yaml(_ value: Double) -> String {
    let text = text(value)
    guard let exponent = text.firstIndex(of: "e"), !text.contains(".") else { return text }
    return "\(text[..<exponent]).0\(text[exponent...])"
  }
}

extension NumberText {
  /// The names that JSON has for what is no number.
  static func notFinite(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity"
  }
}

/// The digits of base 16.
enum HexDigits {
  static let upper = Array("0123456789ABCDEF".utf8)
}
