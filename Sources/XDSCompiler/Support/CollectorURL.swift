/// An `http` or `https` URL (RFC 3986) of a server that a sidecar talks to.
struct CollectorURL: Sendable {
  /// `http` or `https`.
  let scheme: String
  let user: String?
  /// An IP address without brackets, or a DNS name.
  let host: String
  let port: UInt16?
  /// Whether there is a port that is none of 1 to 65535.
  let hasInvalidPort: Bool
  /// With its slash; nil when there is none.
  let path: String?
  let query: String?
  let fragment: String?

  var defaultPort: UInt16 { scheme == "https" ? 443 : 80 }

  /// Host and port as written.
  var authority: String {
    port.map { "\(host.asHost):\($0)" } ?? host.asHost
  }

  /// Nil when it is no such URL.
  init?(_ text: String) {
    guard let scheme = ["http", "https"].first(where: { text.hasPrefix("\($0)://") }) else { return nil }
    var rest = text.dropFirst(scheme.count + 3)
    func cut(at mark: Character) -> String? {
      guard let index = rest.firstIndex(of: mark) else { return nil }
      defer { rest = rest[..<index] }
      return String(rest[rest.index(after: index)...])
    }
    fragment = cut(at: "#")
    query = cut(at: "?")
    path = cut(at: "/").map { "/\($0)" }
    if let at = rest.lastIndex(of: "@") {
      user = String(rest[..<at])
      rest = rest[rest.index(after: at)...]
    } else {
      user = nil
    }
    // Colons between brackets are those of an IPv6 address.
    let colon = rest[(rest.lastIndex(of: "]") ?? rest.startIndex)...].lastIndex(of: ":")
    let digits = colon.map { rest[rest.index(after: $0)...] } ?? ""
    guard digits.utf8.allSatisfy(\.isASCIIDigit),
      let address = NetworkAddress(String(rest[..<(colon ?? rest.endIndex)]), defaultPort: 1)
    else { return nil }
    self.scheme = scheme
    host = address.host
    port = UInt16(digits).flatMap { $0 > 0 ? $0 : nil }
    hasInvalidPort = !digits.isEmpty && port == nil
  }
}
