/// Endpoints that are sockets of the sidecar's machine: `unix:///run/database.sock`.
enum UnixSocket {
  private static let scheme = "unix://"
  /// Of the path, in bytes: `sun_path` less its terminating NUL.
  static let longestPath = 107

  /// The path in an address; nil when the address is none of this kind.
  static func path(in address: String) -> String? {
    guard address.hasPrefix(scheme + "/"), address.utf8.count > scheme.utf8.count + 1 else { return nil }
    return String(address.dropFirst(scheme.utf8.count))
  }

  /// Every address that has a path, up to the longest one in characters, which are no more than bytes.
  static let rule = TextRule(expression: #"\#(scheme)/[\s\S]{1,\#(longestPath - 1)}"#)
}
