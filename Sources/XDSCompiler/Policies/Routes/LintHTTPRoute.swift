/// What in a MeshHTTPRoute is right, and most likely not meant.
struct LintHTTPRoute {
  let context: DecodingContext

  func check(_ items: [PolicyResource.Item]) {
    for item in items {
      let rules = item.conf["rules"]?.elements ?? []
      checkOrder(rules)
      for rule in rules {
        rule["matches"]?.elements.forEach(checkHeaders)
        checkFilters(rule["default"]?["filters"]?.elements ?? [])
      }
    }
  }

  /// A match for every request comes before those with an expression for the path, and those with no path at all.
  private func checkOrder(_ rules: [Conf]) {
    let matches = rules.flatMap { $0["matches"]?.elements ?? [] }
    guard let everything = matches.first(where: \.isEveryRequest) else { return }
    for match in matches {
      let type = match["path"]?["type"]?.string
      guard type == nil || type == "RegularExpression" else { continue }
      context.report(
        .routeShadowed, "no request gets here: path prefix / comes first, and takes them all", at: Place(match.node),
        notes: [.init(message: "the match of path prefix / is here", range: everything.node.range)],
        help: type == nil ? "give this match the path prefix / as well" : nil)
    }
  }

  private func checkHeaders(_ match: Conf) {
    var seen: Set<String> = []
    for name in (match["headers"]?.elements ?? []).compactMap({ $0["name"] }) where !seen.insert(name.string).inserted {
      reportNoEffect("header \(name.string) has a match above, which alone counts", at: name.place)
    }
  }

  private func checkFilters(_ filters: [Conf]) {
    let isRedirected = filters.contains { $0["type"]?.string == "RequestRedirect" }
    for filter in filters {
      guard let type = filter["type"], let settings = RouteFilterSchema.settings(of: filter) else { continue }
      for (name, value) in filter.members where name != "type" && value.node != settings.node {
        reportNoEffect("the type is \(type.string)", at: Place(keyOf: value.node))
      }
      if isRedirected, RouteFilterSchema.typesOfForwarded.contains(type.string) {
        reportNoEffect("this rule redirects its requests", at: type.place)
      }
      checkPrefix(settings["path"])
    }
  }

  /// What a user means by `/v2` in place of `/v1` is `/v2/rest` for `/v1/rest`.
  private func checkPrefix(_ path: Conf?) {
    guard let path, path["type"]?.string == "ReplacePrefixMatch", let prefix = path["replacePrefixMatch"],
      !prefix.string.hasSuffix("/")
    else { return }
    context.report(
      .routeFilter,
      "this takes the place of the prefix and the slash behind it, so that a path becomes \(prefix.string)rest",
      at: prefix.place, help: "write \"\(prefix.string)/\" for \(prefix.string)/rest")
  }

  private func reportNoEffect(_ reason: String, at place: Place) {
    context.report(.policyNoEffect, "no effect: \(reason)", at: place)
  }
}

extension Conf {
  /// Whether it, a match, is for every path, says so, and asks for nothing else.
  var isEveryRequest: Bool {
    self["path"]?["type"]?.string == "PathPrefix" && self["path"]?["value"]?.string == "/" && self["method"] == nil
      && (self["headers"]?.elements.isEmpty ?? true) && (self["queryParams"]?.elements.isEmpty ?? true)
  }
}
