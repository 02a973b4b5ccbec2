/// Ranges of port numbers.
enum PortNumber {
  static let valid: ClosedRange<Int64> = 1...65535
  /// 0 stands for no port.
  static let validOrNone: ClosedRange<Int64> = 0...65535

  static let message = "port must be a valid (\(valid.lowerBound)-\(valid.upperBound))"

  /// How messages write a range.
  static func text(_ range: ClosedRange<Int64>) -> String { "[\(range.lowerBound), \(range.upperBound)]" }
}
