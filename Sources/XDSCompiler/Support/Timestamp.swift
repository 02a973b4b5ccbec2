/// An instant, as RFC 3339 writes it, compared as a point in time whatever its offset.
package struct Timestamp: Hashable, Comparable, Sendable {
  /// Since 1970-01-01T00:00:00Z; negative before.
  let seconds: Int64
  let nanoseconds: Int32

  /// The form that is read. Not every text of this form is a time: there is no 30th of February.
  static let rule = TextRule(
    expression: "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})",
    message: "must be a time such as 2024-06-14T09:19:56Z")

  package init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// A date and a time of day in UTC; nil when there is none such. A minute may have a leap second.
  package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    guard (1...12).contains(month), (1...Timestamp.days(inMonth: month, of: year)).contains(day),
      (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
    else { return nil }
    let days = Timestamp.days(beforeYear: year) + (1..<month).reduce(0) { $0 + Timestamp.days(inMonth: $1, of: year) }
    self.init(seconds: Int64((days + day - 1) * 86400 + hour * 3600 + minute * 60 + second))
  }

  /// Reads `2024-06-14T09:19:56.5+02:00`; nil when malformed.
  package init?(_ text: String) {
    var scanner = Digits(text.utf8)
    guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
      let day = scanner.number(2), scanner.skip("Tt "), let hour = scanner.number(2), scanner.skip(":"),
      let minute = scanner.number(2), scanner.skip(":"), let second = scanner.number(2),
      let inUTC = Timestamp(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    var nanoseconds: Int32 = 0
    if scanner.skip(".") {
      guard let fraction = scanner.fraction() else { return nil }
      nanoseconds = fraction
    }
    var offset = 0
    if !scanner.skip("Zz") {
      let sign: Int
      if scanner.skip("+") { sign = -1 } else if scanner.skip("-") { sign = 1 } else { return nil }
      guard let hours = scanner.number(2), scanner.skip(":"), let minutes = scanner.number(2), hours < 24, minutes < 60
      else { return nil }
      offset = sign * (hours * 3600 + minutes * 60)
    }
    guard scanner.isAtEnd else { return nil }
    self.init(seconds: inUTC.seconds + Int64(offset), nanoseconds: nanoseconds)
  }

  package static func < (a: Timestamp, b: Timestamp) -> Bool {
    (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
  }

  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func days(beforeYear year: Int) -> Int {
    let y = year - 1
    return year * 365 + (y >= 0 ? y / 4 - y / 100 + y / 400 + 1 : 0) - 719_528
  }
}

extension Timestamp: CustomStringConvertible {
  /// As RFC 3339 writes it, in UTC and to the second.
  package var description: String {
    let time = Int((seconds % 86400 + 86400) % 86400)
    let date = (Int(seconds) - time) / 86400
    // By the mean length of a year, and not too late.
    var year = Int(1969 + Double(date) / 365.2425)
    while Timestamp.days(beforeYear: year + 1) <= date { year += 1 }
    var (month, day) = (1, date - Timestamp.days(beforeYear: year) + 1)
    while day > Timestamp.days(inMonth: month, of: year) {
      day -= Timestamp.days(inMonth: month, of: year)
      month += 1
    }
    let parts = [month, day, time / 3600, time / 60 % 60, time % 60].map { padded($0, 2) }
    return "\(padded(year, 4))-\(parts[0])-\(parts[1])T\(parts[2]):\(parts[3]):\(parts[4])Z"
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Reads fixed-width numbers off the front of ASCII text.
private struct Digits {
  private var rest: Substring.UTF8View

  init(_ text: String.UTF8View) {
    rest = text[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ choices: StaticString) -> Bool {
    guard let byte = rest.first, choices.withUTF8Buffer({ $0.contains(byte) }) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func digit() -> Int? {
    guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    rest.removeFirst()
    return Int(byte - UInt8(ascii: "0"))
  }

  mutating func number(_ width: Int) -> Int? {
    var value = 0
    for _ in 0..<width {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Digits after the decimal point, in nanoseconds; further ones do not count.
  mutating func fraction() -> Int32? {
    guard var value = digit() else { return nil }
    var width = 1
    while let digit = digit() {
      guard width < 9 else { continue }
      value = value * 10 + digit
      width += 1
    }
    while width < 9 {
      value *= 10
      width += 1
    }
    return Int32(value)
  }
}
