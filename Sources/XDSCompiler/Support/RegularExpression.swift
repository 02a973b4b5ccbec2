import CRE2

/// Regular expressions as Envoy takes them (RE2's syntax).
enum RegularExpression {
  /// Why Envoy refuses an expression; nil when it takes it.
  static func problem(in expression: UnsafeBufferPointer<UInt8>) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 200) { problem in
      let isAccepted = expression.withMemoryRebound(to: CChar.self) {
        xds_re2_accepts($0.baseAddress, $0.count, problem.baseAddress, problem.count)
      }
      guard !isAccepted, let text = problem.baseAddress else { return nil }
      return String(cString: text)
    }
  }

  /// Whether the whole of a text matches.
  static func matches(_ text: String, _ expression: String) -> Bool {
    xds_re2_matches(expression, expression.utf8.count, text, text.utf8.count)
  }
}
