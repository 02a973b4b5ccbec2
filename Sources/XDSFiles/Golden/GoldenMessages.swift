/// Recognises errors among the diagnostics on stderr.
enum GoldenMessages {
  /// The exit code that goes with what was said: 2 where the tool itself failed, 1 for errors in the input, else 0.
  static func impliedExitCode(_ standardError: [UInt8]) -> Int32 {
    let lines = standardError.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    if lines.contains(where: { $0.hasPrefix("xdsc: error: ") }) { return 2 }
    return haveError(standardError) ? 1 : 0
  }

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
