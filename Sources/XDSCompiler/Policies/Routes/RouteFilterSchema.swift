/// What a rule of a MeshHTTPRoute does to its requests and their responses.
enum RouteFilterSchema {
  /// Types of filters, and the member that holds the settings of each.
  static let types: [(name: String, member: StaticString)] = [
    ("RequestHeaderModifier", "requestHeaderModifier"),
    ("ResponseHeaderModifier", "responseHeaderModifier"),
    ("RequestRedirect", "requestRedirect"),
    ("URLRewrite", "urlRewrite"),
    ("RequestMirror", "requestMirror"),
  ]

  /// Those that have no effect on requests that are redirected.
  static let typesOfForwarded: Set<String> = ["URLRewrite", "RequestMirror"]

  static let schema = ConfSchema.object(
    [
      .init("type", .enumeration(types.map(\.name)), "Which filter it is."),
      .init("requestHeaderModifier", RouteHeaderSchema.modifier, "With RequestHeaderModifier: changes of headers."),
      .init("responseHeaderModifier", RouteHeaderSchema.modifier, "With ResponseHeaderModifier: changes of headers."),
      .init("requestRedirect", redirect, "With RequestRedirect: where the client is sent."),
      .init("urlRewrite", rewrite, "With URLRewrite: what the URL becomes."),
      .init("requestMirror", mirror, "With RequestMirror: who gets copies of requests."),
    ],
    [.defined("type")]
      + types.map { .defined($0.member, withType: $0.name) })

  /// What a filter's settings are; nil where its type has none.
  static func settings(of filter: Conf) -> Conf? {
    types.first { $0.name == filter["type"]?.string }.flatMap { filter[$0.member] }
  }

  private static let redirect = ConfSchema.object([
    .init("scheme", .enumeration(["http", "https"]), "The scheme; that of the request when absent."),
    .init("hostname", .string([hostname]), "The host; that of the request when absent."),
    .init("port", .integer([.port]), "The port; that of the request when absent."),
    .init("path", path, "What the path becomes; that of the request when absent."),
    .init("statusCode", .integer([statusCode]), "The status of the response; 302 by default."),
  ])

  private static let rewrite = ConfSchema.object([
    .init("hostname", .string([hostname]), "The host that the backend sees; its own when absent."),
    .init("path", path, "What the path becomes; that of the request when absent."),
    .init("hostToBackendHostname", .boolean, "For builtin gateways only."),
  ])

  private static let mirror = ConfSchema.object(
    [
      .init("percentage", .decimal([.percentage]), "How many of the requests, in percent; 100 by default."),
      .init("backendRef", BackendRefSchema.schema, "Who gets the copies; the responses are dropped."),
    ],
    [.defined("backendRef")])

  private static let path = ConfSchema.object(
    [
      .init("type", .enumeration(["ReplaceFullPath", "ReplacePrefixMatch"]), "What of the path is replaced."),
      .init("replaceFullPath", .string([.oneLine]), "With ReplaceFullPath: what the whole path becomes."),
      .init(
        "replacePrefixMatch", .string([.oneLine]),
        "With ReplacePrefixMatch: what stands in place of the prefix and the slash behind it."),
    ],
    [
      .defined("type"),
      .defined("replaceFullPath", withType: "ReplaceFullPath"),
      .defined("replacePrefixMatch", withType: "ReplacePrefixMatch"),
    ])

  private static let statuses: [Int64] = [301, 302, 303, 307, 308]

  private static let statusCode = ConfRule(
    "\"statusCode\" must be one of [\(statuses.map(String.init).joined(separator: ", "))]"
  ) { conf in
    conf.integer.map(statuses.contains) ?? false
  }

  /// A name that needs no wildcard: of RFC 1123, at most 253 characters.
  private static let hostname = ConfRule { conf in
    let name = conf.string
    if IPAddress(name) != nil { return [("cannot be an IP address", conf.place)] }
    if name.utf8.count > 253 { return [("must be no more than 253 characters", conf.place)] }
    let isSubdomain = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      label in
      guard let first = label.first, let last = label.last, first.isLowerAlphanumeric, last.isLowerAlphanumeric
      else { return false }
      return label.allSatisfy { $0.isLowerAlphanumeric || $0 == UInt8(ascii: "-") }
    }
    return isSubdomain
      ? []
      : [
        (
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start "
            + "and end with an alphanumeric character", conf.place
        )
      ]
  }
}

extension UInt8 {
  fileprivate var isLowerAlphanumeric: Bool {
    isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }
}
