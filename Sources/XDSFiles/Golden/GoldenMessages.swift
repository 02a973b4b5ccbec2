/// Recognises errors among the diagnostics on stderr.
enum GoldenMessages {
  /// Whether a line is an error in any of the formats of `--diagnostics`. Excerpts of the input begin with white space and
  /// do not count.
  static func haveError(_ standardError: [UInt8]) -> Bool {
    standardError.split(separator: UInt8(ascii: "\n")).contains { bytes in
      let line = String(decoding: bytes, as: UTF8.self)
      if line.hasPrefix("error: ") || line.hasPrefix("::error") { return true }
      if structured.contains(where: { line.contains($0) }) { return true }
      return !line.hasPrefix(" ") && line.contains(": error: ")
    }
  }

  /// JSON Lines and SARIF.
  private static let structured = [
    "\"severity\":\"error\"", "\"severity\": \"error\"", "\"level\":\"error\"", "\"level\": \"error\"",
  ]
}
