/// Changes of headers by a rule of a MeshHTTPRoute.
enum RouteHeaderSchema {
  static let modifier = ConfSchema.object(
    [
      .init("set", .list(of: header, [atMost16]), "Headers that replace those of their names, or are added."),
      .init("add", .list(of: header, [atMost16]), "Headers that are added to those of their names."),
      .init(
        "remove", .list(of: .string([HeaderMatchSchema.name, notHost]), [atMost16]),
        "Names of headers that are removed."),
    ],
    [
      ConfRule("must have at least one defined: set, add, remove") { conf in
        ["set", "add", "remove"].contains { (conf.node.value(forKey: $0)?.count ?? 0) > 0 }
      },
      uniqueNames,
    ])

  private static let header = ConfSchema.object(
    [
      .init("name", .string([HeaderMatchSchema.name, notHost]), "Name of the header, in lower case."),
      .init("value", .string([.oneLine, format]), "Its value, which may have Envoy's variables, such as %PROTOCOL%."),
    ],
    [.defined("name"), .defined("value")])

  private static let atMost16 = ConfRule("must have at most 16 items") { $0.elements.count <= 16 }

  /// Envoy refuses the configuration otherwise.
  private static let notHost = ConfRule("must not be host: URLRewrite changes that") { $0.string != "host" }

  /// Values are format strings to Envoy, which refuses what it cannot read.
  private static let format = ConfRule(
    "must have % only around variables such as %PROTOCOL%: a percent sign is written %%"
  ) { conf in
    var rest = conf.string.utf8[...]
    let percent = UInt8(ascii: "%")
    while let start = rest.firstIndex(of: percent) {
      rest = rest[rest.index(after: start)...]
      if rest.first == percent {
        rest = rest.dropFirst()
        continue
      }
      let name = rest.prefix {
        $0.isASCIIDigit || $0 == UInt8(ascii: "_") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
      }
      rest = rest[name.endIndex...]
      if rest.first == UInt8(ascii: "("), let end = rest.firstIndex(of: UInt8(ascii: ")")) {
        rest = rest[rest.index(after: end)...]
      }
      if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst().drop(while: \.isASCIIDigit) }
      guard !name.isEmpty, rest.first == percent else { return false }
      rest = rest.dropFirst()
    }
    return true
  }

  private static let uniqueNames = ConfRule { conf in
    var seen: Set<String> = []
    let added = (conf["set"]?.elements ?? []) + (conf["add"]?.elements ?? [])
    return (added.compactMap { $0["name"] } + (conf["remove"]?.elements ?? []))
      .filter { !seen.insert($0.string).inserted }
      .map { ("duplicate header name", $0.place) }
  }
}
