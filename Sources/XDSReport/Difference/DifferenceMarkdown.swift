import XDSCompiler
import XDSDiff

/// A difference for a comment on a pull request: GitHub's Markdown, the heaviest changes first and open, others folded.
public struct DifferenceMarkdown: DifferenceFormat {
  /// What a comment on GitHub may have, in UTF-16 units at most, less what may come around it.
  private static let limit = 60_000

  public init() {}

  public func format(_ report: DifferenceReport) -> String {
    let difference = report.difference
    let groups = ChangeGroup.groups(difference)
    let counts = ChangeCounts(groups, difference)
    let dataplanes = "\(difference.compared) dataplane\(difference.compared == 1 ? "" : "s")"
    guard !counts.phrase.isEmpty else { return "### xdsc: no difference in \(dataplanes)\n" + hidden(difference) }
    var text = "### xdsc: \(counts.phrase)\n\n"
    text += "From \(code(report.old)) to \(code(report.new)), \(dataplanes) compared.\n"
    for name in difference.removed { text += "\n- **moves traffic**: dataplane \(code("\(name)")) is gone" }
    for name in difference.added { text += "\n- **moves traffic**: dataplane \(code("\(name)")) is new" }
    if !difference.removed.isEmpty || !difference.added.isEmpty { text += "\n" }
    let end = hidden(difference)
    return text + sections(groups, of: difference, limit: DifferenceMarkdown.limit - text.utf16.count - end.utf16.count)
      + end
  }

  private func sections(_ groups: [ChangeGroup], of difference: Difference, limit: Int) -> String {
    let changes = groups.flatMap { group in
      group.changes.map { (change: $0, title: group.title(of: difference.compared)) }
    }
    let sorted = Weight.allCases.reversed().flatMap { weight in changes.filter { $0.change.weight == weight } }
    var text = ""
    for (index, section) in sorted.enumerated() {
      let part = resource(section.change, title: section.title)
      guard text.utf16.count + part.utf16.count <= limit else {
        return text + "\n…and \(sorted.count - index) more resources, none of which weighs more.\n"
      }
      text += part
    }
    return text
  }

  private func resource(_ change: ResourceChange, title: String) -> String {
    let isOpen = change.weight == .security ? " open" : ""
    let name = change.name.isEmpty ? "" : " \(htmlCode(change.name))"
    let origin = change.oldName.map { " renamed from \(htmlCode($0))" } ?? ""
    let brief = change.brief.isEmpty || change.kind == .changed ? "" : ": \(html(change.brief))"
    let what =
      "\(change.kind == .changed ? "" : "\(change.kind.rawValue): ")\(change.typeWords)\(name)\(origin)\(brief)"
    let weight = change.weight == .tuning ? "tuning" : "<b>\(change.weight.label)</b>"
    var text = "\n<details\(isOpen)><summary>\(weight) · \(what)</summary>\n\n"
    if !title.isEmpty { text += "In \(inline(title)).\n\n" }
    if let verdict = change.verdict, !verdict.reason.isEmpty {
      text += "\(verdict.weight.label): \(inline(verdict.reason)).\n\n"
    }
    if !change.fields.isEmpty {
      text += "| | field | old | new | |\n|---|---|---|---|---|\n"
      for (verdict, fields) in DifferenceText.byVerdict(change.fields) {
        for field in fields { text += row(field, verdict) }
      }
      text += "\n"
    }
    return text + "</details>\n"
  }

  private func row(_ change: FieldChange, _ verdict: Verdict) -> String {
    let sign = change.kind == .reordered ? "order" : change.kind.sign
    let weight = verdict.weight == .tuning ? "tuning" : "**\(verdict.weight.label)**"
    let reason = verdict.reason.isEmpty ? weight : "\(weight): \(inline(verdict.reason))"
    let cells = [code("\(change.path)"), change.shownOld.map(code) ?? "", change.shownNew.map(code) ?? "", reason]
    return "| \(sign) | \(cells.map(cell).joined(separator: " | ")) |\n"
  }

  private func hidden(_ difference: Difference) -> String {
    let count = Set(difference.dataplanes.flatMap(\.hidden)).count
    return count == 0
      ? ""
      : "\n\(count) secret\(count == 1 ? " is" : "s are") not compared, as Envoy does not show \(count == 1 ? "it" : "them").\n"
  }

  /// A pipe would end the cell, even in code.
  private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  /// Between more backquotes than are in it.
  private func code(_ text: String) -> String {
    let text = printable(text)
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return "\(fence)\(space)\(text)\(space)\(fence)"
  }

  private func htmlCode(_ text: String) -> String { "<code>\(html(text))</code>" }

  private func html(_ text: String) -> String {
    printable(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// Text between other Markdown: nothing in it means anything.
  private func inline(_ text: String) -> String {
    html(text).reduce(into: "") { result, character in
      if "\\`*_[]#|~".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
