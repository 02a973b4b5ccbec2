/// Changes of headers by a rule of a MeshHTTPRoute.
enum RouteHeaderSchema {
  static let modifier = ConfSchema.object(
    HeaderChangesSchema.fields(values: "Its value, which may have Envoy's command operators, such as %PROTOCOL%.") + [
      .init(
        "remove",
        .list(
          of: .string([HeaderMatchSchema.name, HeaderChangesSchema.notHost]), [HeaderChangesSchema.atMost(16)]),
        "Names of headers that are removed.")
    ],
    [
      ConfRule("must have at least one defined: set, add, remove") { conf in
        ["set", "add", "remove"].contains { (conf.node.value(forKey: $0)?.count ?? 0) > 0 }
      },
      uniqueNames,
    ])

  private static let uniqueNames = ConfRule { conf in
    var seen: Set<String> = []
    let added = (conf["set"]?.elements ?? []) + (conf["add"]?.elements ?? [])
    return (added.compactMap { $0["name"] } + (conf["remove"]?.elements ?? []))
      .filter { !seen.insert($0.string).inserted }
      .map { ("duplicate header name", $0.place) }
  }
}
