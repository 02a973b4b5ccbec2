/// The header matches that MeshRetry and MeshHTTPRoute share.
enum HeaderMatchSchema {
  static let types = ["Exact", "Present", "RegularExpression", "Absent", "Prefix"]

  static let schema = ConfSchema.object(
    [
      .init("type", .enumeration(types), "How value is compared; Exact by default."),
      .init("name", .string([name]), "Name of the header, in lower case."),
      .init("value", .string(), "What to compare with; not for Present and Absent."),
    ],
    [
      .defined("name"),
      ConfRule("must not be defined", at: "value") { conf in
        !["Present", "Absent"].contains(conf["type"]?.string ?? "Exact") || conf["value"] == nil
      },
      .defined("value", withType: "RegularExpression"),
      .valueIsExpression,
    ])

  /// 1 to 256 characters of an HTTP token, in lower case.
  static let name = ConfRule("must be a header name: 1 to 256 lower-case letters, digits and !#$%&'*+-.^_`|~") { conf in
    let name = conf.node.utf8
    return (1...256).contains(name.count)
      && name.allSatisfy { byte in
        byte.isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }
}
