/// Headers to set and to add, as MeshHealthCheck, MeshHTTPRoute and MeshRateLimit have them.
enum HeaderChangesSchema {
  /// - Parameter values: what values mean.
  static func fields(values: StaticString = "Its value; commas part it into several.") -> [ConfField] {
    let header = ConfSchema.object(
      [
        .init("name", .string([HeaderMatchSchema.name, notHost]), "Name of the header, in lower case."),
        .init("value", .string([.oneLine, .format]), values),
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
}
