import XDSDiff

/// A difference for people at a terminal.
///
///     dataplane default/web
///       ~ cluster meshexternalservice_mes-https
///           weakens security: the other side's certificate is not verified any more
///             - transportSocketMatches[httpbin.org].…validationContext: {trustedCa: {filename: /etc/ssl/ca.pem}}
///           moves traffic: another share of the traffic
///             ~ loadAssignment.endpoints[0].lbEndpoints[httpbin.org:443].loadBalancingWeight: 1 → 2
public struct DifferenceText: DifferenceFormat {
  /// Whether to colour signs and weights for a terminal.
  public var usesColor: Bool

  public init(usesColor: Bool) {
    self.usesColor = usesColor
  }

  public func format(_ report: DifferenceReport) -> String {
    let difference = report.difference
    let groups = ChangeGroup.groups(difference)
    var text = ""
    for name in difference.removed { text += dataplane(.removed, name, "only \(report.old) has it") }
    for name in difference.added { text += dataplane(.added, name, "only \(report.new) has it") }
    if !text.isEmpty { text += "\n" }
    for group in groups { text += self.group(group, of: difference.compared) + "\n" }
    text += hidden(difference)
    return text + summary(difference, groups) + "\n"
  }

  private func dataplane(_ kind: ChangeKind, _ name: DataplaneName, _ reason: String) -> String {
    "\(sign(kind)) dataplane \(printable("\(name)"))\n    \(weight(.traffic)): \(printable(reason))\n"
  }

  private func group(_ group: ChangeGroup, of all: Int) -> String {
    let title = group.title(of: all)
    var text = title.isEmpty ? "" : "\(styled(printable(title), "1"))\n"
    for change in group.changes { text += resource(change) }
    return text
  }

  private func resource(_ change: ResourceChange) -> String {
    let name = change.name.isEmpty ? "" : " \(printable(change.name))"
    let origin = change.oldName.map { " renamed from \(printable($0))" } ?? ""
    let brief = change.brief.isEmpty || change.kind == .changed ? "" : ": \(printable(change.brief))"
    var text = "  \(sign(change.kind)) \(change.typeWords)\(name)\(origin)\(brief)\n"
    if let verdict = change.verdict { text += line(verdict) }
    for (verdict, fields) in DifferenceText.byVerdict(change.fields) {
      text += line(verdict)
      let shared = SharedPath(fields.map(\.path))
      if !shared.prefix.steps.isEmpty { text += "        \(printable("\(shared.prefix)"))\n" }
      let indentation = shared.prefix.steps.isEmpty ? "        " : "          "
      for field in fields { text += "\(indentation)\(self.field(field, at: shared.rest(of: field.path)))\n" }
    }
    return text
  }

  private func line(_ verdict: Verdict) -> String {
    "      \(weight(verdict.weight))\(verdict.reason.isEmpty ? "" : ": \(verdict.reason)")\n"
  }

  private func field(_ change: FieldChange, at path: FieldPath) -> String {
    let line = "\(sign(change.kind)) \(printable("\(path)"))"
    if let orders = change.orders { return "\(line): order changed: \(orders.old) → \(orders.new)" }
    let values = [change.shownOld, change.shownNew].compactMap(\.self).joined(separator: " → ")
    return values.isEmpty ? line : "\(line): \(values)"
  }

  private func hidden(_ difference: Difference) -> String {
    let fields = Set(difference.dataplanes.flatMap(\.hidden)).map { "\($0.name): \($0.path)" }.sorted {
      $0.isBefore($1)
    }
    guard !fields.isEmpty else { return "" }
    return "not compared, as Envoy does not show it\n"
      + fields.map { "  ? \(printable($0))\n" }.joined() + "\n"
  }

  private func summary(_ difference: Difference, _ groups: [ChangeGroup]) -> String {
    let compared = "\(difference.compared) dataplane\(difference.compared == 1 ? "" : "s")"
    let counts = ChangeCounts(groups, difference)
    guard !counts.phrase.isEmpty else { return "no difference in \(compared)" }
    let differing = Set(groups.flatMap(\.dataplanes)).count
    let resources = "\(counts.resources) resource\(counts.resources == 1 ? " differs" : "s differ")"
    let place = difference.compared > 1 ? " in \(differing) of \(compared)" : ""
    return "\(counts.resources == 0 ? "" : "\(resources)\(place): ")\(counts.phrase)"
  }

  /// Fields in one list for each verdict, the heaviest first, those of the same weight in the order of the fields.
  static func byVerdict(_ fields: [FieldChange]) -> [(verdict: Verdict, fields: [FieldChange])] {
    var order: [Verdict] = []
    for field in fields where !order.contains(field.verdict) { order.append(field.verdict) }
    let sorted = Weight.allCases.reversed().flatMap { weight in order.filter { $0.weight == weight } }
    return sorted.map { verdict in (verdict, fields.filter { $0.verdict == verdict }) }
  }

  private func sign(_ kind: ChangeKind) -> String {
    let color =
      switch kind {
      case .added: "32"
      case .removed: "31"
      case .changed, .reordered, .renamed: "33"
      }
    return styled(kind.sign, color)
  }

  private func weight(_ weight: Weight) -> String {
    let color =
      switch weight {
      case .security: "1;31"
      case .traffic: "1;33"
      case .tuning: "2"
      }
    return styled(weight.label, color)
  }

  private func styled(_ text: String, _ style: String) -> String {
    usesColor ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}
