/// Durations as Go writes them: `1h30m`, `15s`, `250ms`, `0`.
enum GoDuration {
  private static let units: [(name: StaticString, nanoseconds: Double)] = [
    ("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9),
  ]

  /// The form that is read; not all that has it is a number.
  static let rule = TextRule(
    expression: "[+-]?(?:0|(?:[0-9.]+(?:\(units.map { "\($0.name)" }.joined(separator: "|"))))+)",
    message: "must be a duration such as 15s or 1h30m")

  /// Nil for what is no duration, and for what 64 bits of nanoseconds cannot hold.
  static func parse(_ text: some Collection<UInt8>) -> Duration? {
    var rest = text[...]
    var sign: Int64 = 1
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      sign = first == UInt8(ascii: "-") ? -1 : 1
      rest = rest.dropFirst()
    }
    if rest.elementsEqual("0".utf8) { return .zero }
    guard !rest.isEmpty else { return nil }
    var total: Double = 0
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
      rest = rest[number.endIndex...]
      let name = rest.prefix { !$0.isASCIIDigit && $0 != UInt8(ascii: ".") }
      rest = rest[name.endIndex...]
      guard number.contains(where: \.isASCIIDigit), let value = Double(String(decoding: number, as: UTF8.self)),
        let unit = units.first(where: { $0.name.withUTF8Buffer { $0.elementsEqual(name) } })
      else { return nil }
      total += value * unit.nanoseconds
    }
    guard let nanoseconds = Int64(exactly: total.rounded(.towardZero)) else { return nil }
    return .nanoseconds(sign * nanoseconds)
  }
}
