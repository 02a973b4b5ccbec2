/// Headers to set and to add, as MeshHealthCheck, MeshHTTPRoute and MeshRateLimit have them.
enum HeaderChangesSchema {
  /// - Parameter values: what values mean.
  static func fields(values: StaticString) -> [ConfField] {
    let header = ConfSchema.object(
      [
        .init("name", .string([HeaderMatchSchema.name, notHost]), "Name of the header, in lower case."),
        .init("value", .string([.oneLine, format]), values),
      ],
      [.defined("name"), .defined("value")])
    return [
      .init("set", .list(of: header, [atMost(16)]), "Headers that replace those of their names, or are added."),
      .init("add", .list(of: header, [atMost(16)]), "Headers beside those of their names."),
    ]
  }

  static func atMost(_ count: Int) -> ConfRule {
    ConfRule("must have at most \(count) items") { $0.elements.count <= count }
  }

  /// Envoy refuses the configuration otherwise.
  static let notHost = ConfRule("must not be host, which Envoy does not let headers change") { $0.string != "host" }

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
}
