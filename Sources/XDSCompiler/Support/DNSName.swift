/// Rules for DNS names, as Kuma's validator reads them.
enum DNSName {
  /// Whether `text` is a DNS name: labels of `[A-Za-z0-9_][A-Za-z0-9_-]{0,62}` joined by dots, an optional trailing dot,
  /// not an IP address, no wildcard, at most 255 bytes (Envoy's limit for SNI).
  static func isValid(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard !bytes.isEmpty, bytes.count <= 255 else { return false }
      var labelLength = 0
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "."):
          guard labelLength > 0 else { return false }
          labelLength = 0
        case UInt8(ascii: "-"):
          guard labelLength > 0 else { return false }
          labelLength += 1
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          labelLength += 1
        default:
          return false
        }
        guard labelLength <= 63 else { return false }
      }
      return true
    } && IPAddress(text) == nil
  }

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
