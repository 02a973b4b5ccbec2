extension String {
  /// Whether it comes before another by UTF-8 bytes, the order of every list that reaches an output.
  func isBefore(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
