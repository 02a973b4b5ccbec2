/// A host and a port, as `HOST`, `HOST:PORT`, or `[IPv6]:PORT`.
struct NetworkAddress: Hashable, Sendable {
  /// An IP address without brackets, or a DNS name.
  let host: String
  /// 1 to 65535.
  let port: UInt16

  /// Nil when malformed.
  init?(_ text: String, defaultPort: UInt16) {
    var host = Substring(text)
    var port: Substring?
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      host = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
      if !rest.isEmpty { port = rest.dropFirst() }
    } else if IPAddress(text) == nil, let colon = text.lastIndex(of: ":") {
      host = text[..<colon]
      port = text[text.index(after: colon)...]
    }
    self.host = String(host)
    let number = port.map { UInt16($0) ?? 0 } ?? defaultPort
    guard number > 0,
      IPAddress(self.host) != nil || DNSName.isValid(self.host)
    else { return nil }
    self.port = number
  }
}
