/// Headers to set and to add, as MeshHealthCheck, MeshHTTPRoute and MeshRateLimit have them.
enum HeaderChangesSchema {
  static let fields: [ConfField] = [
    .init("set", headers, "Headers that replace those of their names."),
    .init("add", headers, "Headers beside those of their names."),
  ]

  private static let headers = ConfSchema.list(
    of: .object(
      [
        .init("name", .string([HeaderMatchSchema.name]), "Name of the header, in lower case."),
        .init("value", .string(), "Its value; commas part it into several."),
      ],
      [.defined("name"), .defined("value")]), [atMost(16)])

  static func atMost(_ count: Int) -> ConfRule {
    ConfRule("must have at most \(count) items") { $0.elements.count <= count }
  }
}
