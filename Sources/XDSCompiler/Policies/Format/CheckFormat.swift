extension ConfRule {
  /// A text in which Envoy fills in command operators.
  static let format = ConfRule(findings: { conf in conf.formatFindings { _ in false } })

  /// The same of access logs, where Kuma has operators of its own.
  static let logFormat = ConfRule(findings: { conf in conf.formatFindings { AccessLogFormat.Operator($0) != nil } })
}

extension Conf {
  /// What Envoy refuses in a text with command operators.
  ///
  /// - Parameter isOurs: whether an operator is filled in before Envoy sees it.
  func formatFindings(_ isOurs: (FormatString.Operator) -> Bool) -> [ConfFinding] {
    let text = node.utf8
    let format = FormatString(text)
    var findings = format.operators.filter { !isOurs($0) }.compactMap { found in
      found.problem.map { problem in
        ConfFinding(message: problem.message, place: place(of: found.range), help: problem.help)
      }
    }
    if let percent = format.strayPercent {
      let word = text[(percent + 1)...].prefix { $0.isASCIILetter || $0.isASCIIDigit || "_-".utf8.contains($0) }
      findings.append(
        ConfFinding(
          message: "must have % only around command operators such as %PROTOCOL%: a percent sign is written %%",
          place: place(of: percent..<(percent + 1)),
          help: FormatOperators.suggestion(for: String(decoding: word, as: UTF8.self))))
    }
    return findings
  }

  /// - Parameter range: in bytes of the text.
  private func place(of range: Range<Int>) -> Place {
    func scalars(_ end: Int) -> Int { node.utf8[..<end].count { $0 & 0xC0 != 0x80 } }
    return Place(node, part: scalars(range.lowerBound)..<scalars(range.upperBound))
  }
}

extension FormatString.Operator {
  /// Why Envoy refuses it; nil when it takes it.
  fileprivate var problem: (message: String, help: String?)? {
    if AccessLogFormat.Operator(rawValue: name) != nil {
      return ("%\(name)% is filled in in access logs only, and takes no parameter and no length", nil)
    }
    guard let row = FormatOperators.row(of: name) else {
      return ("Envoy has no command operator %\(name)%", FormatOperators.suggestion(for: name))
    }
    guard RegularExpression.matches(parameter ?? "", row.expression) else {
      return ("%\(name)% takes \(row.parameter)", nil)
    }
    return hasLength && !row.takesLength ? ("%\(name)% takes no length", nil) : nil
  }
}
