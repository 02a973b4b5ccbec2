/// The rules that several MeshHTTPRoutes make together for one service.
enum RouteRules {
  /// Rules of policies of higher precedence come first, and those of one policy in its own order. Rules with equal
  /// matches become one, at the place of the first, whose filters and backends are those of the highest precedence.
  ///
  /// - Parameter confs: what items of `to` ask for, lowest precedence first.
  static func merge(_ confs: [Conf]) -> Conf? {
    guard let last = confs.last else { return nil }
    var rules: [String: (turn: Int, rule: Conf)] = [:]
    // As the first rule of a policy comes before its others, it is the last to be merged.
    for (turn, rule) in confs.flatMap({ ($0["rules"]?.elements ?? []).reversed() }).enumerated() {
      let key = MatchesJSON.text(rule["matches"]?.elements ?? [])
      rules[key] = (turn, rules[key]?.rule.merged(with: rule) ?? rule)
    }
    let list = Conf(
      value: .list(rules.values.sorted { $0.turn > $1.turn }.map(\.rule)), node: last.node,
      overridden: confs.dropLast().map(\.node))
    return Conf(value: .object([("rules", list)]), node: last.node, overridden: list.overridden)
  }
}
