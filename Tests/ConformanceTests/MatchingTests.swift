import Foundation
import Testing

@testable import XDSCompiler

/// What policies come to for a service, against a control plane's rules for real resources.
@Suite(.enabled(if: SharedFolder.has(SharedFolder.conformance), "the conformance data is not here"))
struct MatchingTests {
  @Test(arguments: SharedFolder.entries(SharedFolder.conformance.appending(path: "matching")))
  func rulesAreThose(_ folder: URL) throws {
    let expected = try Documents(folder.appending(path: "expected.rules.yaml"))
    let rules = try expected.first["ResourceRules"] ?? expected.first
    var text = String(decoding: try Data(contentsOf: folder.appending(path: "input.yaml")), as: UTF8.self)
    // Some cases are about rules alone, and have nobody to apply them.
    if !text.contains("type: Dataplane") {
      text += "\n---\ntype: Dataplane\nmesh: mesh-1\nname: dp\nnetworking: {address: 1.1.1.1}\n"
    }
    let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "input.yaml", bytes: Array(text.utf8))])
    let plan = try #require(compilation.outputs.plans.first)
    let policies = try #require(plan.policies)
    var compared = 0
    for (key, rule) in rules.entries where key.string.hasPrefix("meshexternalservice:") {
      let name = try #require(key.string.split(separator: "/").last)
      let index = try #require(plan.mesh.indexOfService(String(name)))
      let applied = try #require(policies.policies(ofService: index).first)
      let conf = try #require(rule["Conf"]?.elements.first { _ in true })
      #expect(differences(conf, applied.conf, "") == [])
      compared += 1
    }
    #expect(compared > 0)
    withExtendedLifetime((compilation, expected)) {}
  }

  private func differences(_ expected: Node, _ actual: Conf, _ path: String) -> [String] {
    switch actual.value {
    case .object(let members):
      let names = Set(members.map(\.name)).union(expected.entries.map(\.0.string))
      return names.sorted().flatMap { name -> [String] in
        let member = members.first { $0.name == name }?.value
        guard let wanted = expected.value(forKey: name), let member else { return ["\(path).\(name)"] }
        return differences(wanted, member, "\(path).\(name)")
      }
    case .list(let elements):
      guard elements.count == expected.count else { return ["\(path): \(elements.count) elements"] }
      return zip(expected.elements, elements).flatMap { differences($0, $1, "\(path)[]") }
    case .scalar:
      if let duration = actual.duration { return duration == GoDuration.parse(expected.utf8) ? [] : [path] }
      return actual.string == expected.string ? [] : [path]
    }
  }
}
