import EnvoyAPI

extension HeaderMatcher {
  /// A header match as MeshRetry and MeshHTTPRoute write it.
  init(_ arena: Arena, _ match: Conf) {
    self.init(arena) {
      $0.name = match["name"]?.string ?? ""
      let value = match["value"]?.string ?? ""
      switch match["type"]?.string ?? "Exact" {
      case "Present": $0.presentMatch = true
      case "Absent": $0.presentMatch = false
      // Every value begins with nothing, and Envoy refuses an empty prefix.
      case "Prefix" where value.isEmpty: $0.presentMatch = true
      case "Prefix": $0.stringMatch = StringMatcher(arena) { $0.prefix = value }
      case "RegularExpression":
        $0.stringMatch = StringMatcher(arena) { $0.safeRegex = RegexMatcher(arena) { $0.regex = value } }
      default: $0.stringMatch = StringMatcher(arena) { $0.exact = value }
      }
    }
  }
}
