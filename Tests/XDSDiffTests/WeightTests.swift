import EnvoyAPI
import Testing

@testable import XDSDiff

/// A change and what it must weigh.
struct WeightCase: Sendable, CustomStringConvertible {
  let weight: Weight
  let reason: String
  let type: String
  let old: String?
  let new: String?
  /// A cluster that both sides have besides.
  var neighbour: String? = "{name: meshexternalservice_other}"

  var description: String { "\(type): \(old ?? "nothing") → \(new ?? "nothing")" }

  func snapshots() throws -> (old: Snapshot, new: Snapshot) {
    let side = { (resource: String?) in
      let neighbours = type == "Cluster" ? [neighbour].compactMap(\.self) : []
      return try snapshot([type: [resource].compactMap(\.self) + neighbours])
    }
    return (try side(old), try side(new))
  }
}

/// The verdicts about all changes.
private func verdicts(
  _ snapshots: (old: Snapshot, new: Snapshot), by rules: [WeightRule] = WeightRule.table
) throws -> [Verdict] {
  try DataplaneDifference(name: nil, from: snapshots.old, to: snapshots.new, by: rules).resources.flatMap { change in
    [change.verdict].compactMap(\.self) + change.fields.map(\.verdict)
  }
}

@Suite struct WeightTests {
  @Test(arguments: WeightCase.all) func changeWeighs(_ example: WeightCase) throws {
    #expect(try verdicts(example.snapshots()) == [Verdict(weight: example.weight, reason: example.reason)])
  }

  /// Leaving a rule out must make a difference to some example, or the rule says nothing, or nothing checks it.
  @Test func everyRuleDecides() throws {
    let examples = try WeightCase.all.map { example in
      let snapshots = try example.snapshots()
      return (snapshots: snapshots, verdicts: try verdicts(snapshots))
    }
    for index in WeightRule.table.indices {
      var rules = WeightRule.table
      let rule = rules.remove(at: index)
      let verdict = Verdict(weight: rule.weight, reason: rule.reason)
      let isNeeded = try examples.contains { example in
        try example.verdicts.contains(verdict) && verdicts(example.snapshots, by: rules) != example.verdicts
      }
      #expect(isNeeded, "\(rule.field), \(rule.condition.name)")
    }
  }

  @Test func whatCameOrWentWeighsAsItsHeaviestPart() throws {
    let common = "commonTlsContext: {tlsCertificates: [{}], validationContext: {trustedCa: {filename: x}}}"
    let tls = { (context: String) in
      "{name: a, transportSocket: {typedConfig: {'@type': x/UpstreamTlsContext, sni: x, \(context)}}}"
    }
    let example = WeightCase(weight: .security, reason: "", type: "Cluster", old: tls(common), new: tls("x: 1"))
    #expect(try verdicts(example.snapshots()).map(\.weight) == [.security, .tuning])
  }

  @Test func whatNamesARenamedClusterIsTuning() throws {
    let old = try snapshot([
      "Cluster": ["{name: meshexternalservice_a, altStatName: x}"],
      "Listener": ["{name: l, filterChains: [{filters: [{name: f, typedConfig: {cluster: meshexternalservice_a}}]}]}"],
    ])
    let new = try snapshot([
      "Cluster": ["{name: meshexternalservice_b, altStatName: x}"],
      "Listener": ["{name: l, filterChains: [{filters: [{name: f, typedConfig: {cluster: meshexternalservice_b}}]}]}"],
    ])
    let changes = try difference(old, new).resources
    #expect(changes.map(\.kind) == [.renamed, .changed])
    #expect(changes.map(\.weight) == [.tuning, .tuning])
    #expect(changes.last?.fields.first?.verdict.reason == "follows a renamed resource")
  }

  @Test func weightsAreOrdered() {
    #expect(Weight.tuning < .traffic && Weight.traffic < .security)
    #expect(Weight.allCases.sorted() == [.tuning, .traffic, .security])
  }
}
