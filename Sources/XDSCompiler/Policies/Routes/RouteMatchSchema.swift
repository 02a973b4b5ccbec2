/// Which requests a rule of a MeshHTTPRoute is for.
enum RouteMatchSchema {
  static let schema = ConfSchema.object([
    .init("path", path, "What the path must be; any when absent."),
    .init(
      "method",
      .enumeration(["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"]),
      "What the method must be; any when absent."),
    .init("queryParams", .list(of: queryParameter, [uniqueNames]), "What query parameters must be, all of them."),
    .init("headers", .list(of: HeaderMatchSchema.schema), "What headers must be, all of them."),
  ])

  private static let path = ConfSchema.object(
    [
      .init(
        "type", .enumeration(["Exact", "PathPrefix", "RegularExpression"]),
        "Whether value is the whole path, its beginning up to a / or the end, or an expression for the whole path."),
      .init("value", .string(), "What to compare with."),
    ],
    [.defined("type"), .defined("value"), absolutePath, .valueIsExpression])

  private static let queryParameter = ConfSchema.object(
    [
      .init(
        "type", .enumeration(["Exact", "RegularExpression"]),
        "Whether value is the whole value, or an expression for it."),
      .init("name", .string([.notEmpty]), "Name of the parameter."),
      .init("value", .string(), "What to compare with."),
    ],
    [.defined("type"), .defined("name"), .defined("value"), .valueIsExpression])

  private static let absolutePath = ConfRule { conf in
    guard let type = conf["type"]?.string, type != "RegularExpression", let value = conf["value"] else { return [] }
    let path = value.string
    var findings: [(String, Place)] = []
    if type == "PathPrefix", path != "/", path.hasSuffix("/") {
      findings.append(
        (
          "does not need a trailing slash because only a `/`-separated prefix or an entire path is matched",
          value.place
        ))
    }
    if !path.hasPrefix("/") { findings.append(("must be an absolute path", value.place)) }
    return findings
  }

  private static let uniqueNames = ConfRule { conf in
    var seen: Set<String> = []
    return conf.elements.compactMap { $0["name"] }.filter { !seen.insert($0.string).inserted }
      .map { ("multiple entries for name \($0.string)", $0.place) }
  }
}
