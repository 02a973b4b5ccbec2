import EnvoyAPI
import XDSCompiler

/// Explanations for people: each field with its value, and below it the rule and where it comes from.
///
///     meshexternalservice_mes-https in clusters.pb of dataplane web, mesh default
///
///       transportSocketMatches[0].transportSocket.typedConfig.sni: httpbin.org
///         serverName [TLS]
///           mesh/httpbin.yaml:16:19  spec.tls.verification.serverName of MeshExternalService mes-https
public struct ExplanationText: ExplanationFormat {
  /// So many places of a field are shown.
  private static let placeLimit = 6
  /// So many characters of a value are shown.
  private static let valueLimit = 72

  private let fileNames: [String]

  public init(sources: [SourceFile]) {
    fileNames = sources.map(\.path)
  }

  public func format(_ explanations: [Explanation]) -> String {
    explanations.map { explanation in
      let subject = explanation.resource.map { "\(printable($0)) in \(explanation.file)" } ?? explanation.file
      let dataplanes = count(explanation.dataplanes, "dataplane")
      return "\(subject) of \(dataplanes), mesh \(explanation.mesh)\n\n" + explanation.fields.map(field).joined()
    }.joined(separator: "\n")
  }

  private func field(_ field: ExplainedField) -> String {
    let head = "  \(printable(field.path)): \(value(field.value))\n"
    guard let origin = field.origin else { return head + "    unknown\n" }
    let rule = "\(printable(origin.rule)) [\(origin.section.title)]\n"
    if origin.sources.isEmpty { return head + "    default: \(rule)" }
    let shown = origin.sources.prefix(ExplanationText.placeLimit).map(source)
    let width = shown.map(\.place.count).max() ?? 0
    let lines = shown.map { line -> String in
      let padding = String(repeating: " ", count: width - line.place.count)
      return "      \(line.place)\(line.what.isEmpty ? "" : "\(padding)  \(line.what)")\n"
    }
    let rest = origin.sources.count - shown.count
    return head + "    \(rule)" + lines.joined() + (rest > 0 ? "      and \(rest) more\n" : "")
  }

  private func source(_ source: Origin.Source) -> (place: String, what: String) {
    switch source {
    case .field(let field): (place(field), what(field))
    case .overridden(let field): (place(field), "\(what(field)), overridden")
    case .option(let flag): (flag, "")
    case .output(let name): (name, "")
    }
  }

  private func place(_ field: InputField) -> String {
    "\(printable(fileNames.name(field.range.file))):\(field.range.line):\(field.range.column)"
  }

  private func what(_ field: InputField) -> String {
    guard let resource = field.resource else { return printable(field.path) }
    return printable("\(field.path) of \(resource.kind) \(resource.name)")
  }

  private func value(_ value: MessageValue) -> String {
    switch value {
    case .object: return "{}"
    case .list: return "[]"
    case .word(let word): return word
    case .string(let text):
      let shown = printable(
        text.count > ExplanationText.valueLimit ? text.prefix(ExplanationText.valueLimit) + "…" : text)
      return shown.isEmpty ? "\"\"" : shown
    }
  }

  // MARK: Services

  public func format(_ services: [ServiceSummary]) -> String {
    guard !services.isEmpty else { return "no MeshExternalService\n" }
    let head = ["MESH", "SERVICE", "HOSTNAME", "VIP", "PORT", "PROTOCOL", "ENDPOINTS", "TLS", "DATAPLANES"]
    return TextTable.format(
      [head]
        + services.map { service in
          [
            service.mesh, service.name, word(service.hostnames), service.vip ?? "-",
            service.port.map { String($0) } ?? "*", service.protocol, word(service.endpoints), service.tls ?? "-",
            service.dataplanes.count > 3 ? String(service.dataplanes.count) : word(service.dataplanes, upTo: 3),
          ].map(printable)
        })
  }

  /// One word: the first few, and how many more there are.
  private func word(_ texts: [String], upTo limit: Int = 1) -> String {
    guard !texts.isEmpty else { return "-" }
    return texts.prefix(limit).joined(separator: ",") + (texts.count > limit ? "+\(texts.count - limit)" : "")
  }

  // MARK: Reach

  public func format(_ reach: [ServiceReach]) -> String { reach.map(service).joined(separator: "\n") }

  private func service(_ reach: ServiceReach) -> String {
    var text = "\(printable(reach.service.name)), mesh \(reach.service.mesh ?? "") (\(place(reach.field)))\n"
    if !reach.hostnames.isEmpty { text += "  hostnames: \(reach.hostnames.map(printable).joined(separator: ", "))\n" }
    var grouped: [(ways: [ServiceReach.Way], dataplanes: [String])] = []
    for (dataplane, ways) in reach.ways {
      if let same = grouped.firstIndex(where: { $0.ways == ways }) {
        grouped[same].dataplanes.append(dataplane)
      } else {
        grouped.append((ways, [dataplane]))
      }
    }
    for (ways, dataplanes) in grouped {
      text += "  reached by \(count(dataplanes, "dataplane"))\n"
      for way in ways { text += "    \(self.way(way))\n" }
    }
    for obstacle in reach.obstacles {
      let who = obstacle.dataplanes.isEmpty ? "any dataplane" : count(obstacle.dataplanes, "dataplane")
      text += "  not reached by \(who): \(printable(obstacle.reason))\n"
      if let field = obstacle.field { text += "    \(place(field))  \(what(field))\n" }
    }
    return text
  }

  private func way(_ way: ServiceReach.Way) -> String {
    let routes = way.routedBy.map { ", by the routes of \($0)" } ?? ""
    let port = way.port.map { String($0) } ?? "*"
    return printable("at \(way.address.asHost):\(port), listener \(way.listener)\(routes)")
  }

  /// All names where they are few, else how many.
  private func count(_ names: [String], _ noun: String) -> String {
    switch names.count {
    case 1: "\(noun) \(names[0])"
    case ...4: "\(noun)s \(names.joined(separator: ", "))"
    default: "\(names.count) \(noun)s, such as \(names[0])"
    }
  }
}
