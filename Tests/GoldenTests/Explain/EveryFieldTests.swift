import EnvoyAPI
import Testing

@testable import XDSCompiler

/// No field of any golden's output is without an origin, and no row of the table is without a field.
@Suite struct EveryFieldTests {
  @Test func hasAnOrigin() throws {
    var fieldCount = 0
    var rules: Set<String> = []
    for golden in try [.supplement] + GoldenCompile.all() {
      let files = try Explainer(golden.compile()).explainAll()
      for file in files {
        for (resource, fields) in [("", file.fields)] + file.resources.map({ ($0.name, $0.fields) }) {
          #expect(!fields.isEmpty, "\(golden.name): \(file.dataplane)/\(file.name) \(resource)")
          fieldCount += fields.count
          rules.formUnion(fields.compactMap(\.origin?.rule))
          for field in fields where field.origin == nil {
            Issue.record("\(golden.name): \(file.dataplane)/\(file.name) \(resource) \(field.path) has no origin")
          }
        }
      }
    }
    #expect(fieldCount > 10000)
    for rule in Set(OriginTable.all.flatMap(\.rules)).subtracting(rules).sorted() {
      Issue.record("no golden has a field of the rule: \(rule)")
    }
  }

  /// The origin of a resource in a bootstrap is the file that has the same resource.
  @Test func bootstrapsHoldTheResourcesOfTheOtherFiles() throws {
    for golden in try GoldenCompile.all() where golden.options.bootstrap == .static {
      let files = CollectedFiles()
      try golden.compile().outputs.generate { files.add($0) }
      func value(_ dataplane: String, _ name: String) throws -> MessageValue {
        let file = try #require(files.all.first { $0.dataplane == dataplane && $0.name == name })
        return try file.messageType.unpack(file.bytes).value()
      }
      for dataplane in Set(files.all.map(\.dataplane)) {
        let bootstrap = try value(dataplane, "bootstrap.pb")
        for (member, file) in [("clusters", "clusters.pb"), ("listeners", "listeners.pb")] {
          let resources = try value(dataplane, file)["resources"]?.elements ?? []
          let copies = bootstrap["staticResources"]?[member]?.elements ?? []
          #expect(copies.map(\.members) == resources.map { $0.members.filter { $0.name != "@type" } }, "\(golden.name)")
        }
      }
    }
  }
}

extension MessageValue {
  fileprivate var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }
}
