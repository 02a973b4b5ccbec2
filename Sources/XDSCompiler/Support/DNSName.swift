/// Rules for DNS names, as Kuma's validator reads them.
enum DNSName {
  private static let firstOfLabel = ASCIIClass("A-Za-z0-9_")
  private static let restOfLabel = ASCIIClass("A-Za-z0-9_-")
  private static let longestLabel = 63
  /// Envoy's limit for SNI, in bytes with the dots.
  private static let longestName = 255

  /// Whether `text` is a DNS name: labels of `[A-Za-z0-9_][A-Za-z0-9_-]{0,62}` joined by dots, an optional trailing dot,
  /// not an IP address, no wildcard, at most 255 bytes.
  static func isValid(_ text: String) -> Bool {
    let (first, rest) = (firstOfLabel, restOfLabel)
    var text = text
    return text.withUTF8 { bytes in
      guard !bytes.isEmpty, bytes.count <= longestName else { return false }
      var labelLength = 0
      for byte in bytes {
        if byte == UInt8(ascii: ".") {
          guard labelLength > 0 else { return false }
          labelLength = 0
        } else {
          guard (labelLength == 0 ? first : rest).contains(byte) else { return false }
          labelLength += 1
          guard labelLength <= longestLabel else { return false }
        }
      }
      return true
    } && IPAddress(text) == nil
  }

  /// What ``isValid(_:)`` checks, but for IPv4 addresses, which look like names.
  static let rule: TextRule = {
    let label = "\(firstOfLabel.expression)\(restOfLabel.expression){0,\(longestLabel - 1)}"
    return TextRule(
      expression: "\(label)(?:\\.\(label))*\\.?", message: "must be a valid DNS name", maxLength: longestName)
  }()

  /// The name without the dot that marks it as absolute.
  static func withoutTrailingDot(_ name: String) -> String {
    name.hasSuffix(".") ? String(name.dropLast()) : name
  }
}

extension String {
  /// The DNS name in lower case: names that differ in case only are one name.
  var caseFolded: String {
    utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ? lowercased() : self
  }
}
