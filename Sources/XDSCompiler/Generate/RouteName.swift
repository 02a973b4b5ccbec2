/// Names of routes: base64 of the SHA-256 of the JSON of a rule's matches, as MeshHTTPRoute has it.
enum RouteName {
  /// Of the route that every service has: prefix `/`.
  static let catchAll = of(matchesJSON: #"[{"path":{"value":"/","type":"PathPrefix"}}]"#)

  static func of(matchesJSON: String) -> String {
    Base64.encode(SHA256.hash(Array(matchesJSON.utf8)).bytes)
  }
}
