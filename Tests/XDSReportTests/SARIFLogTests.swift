import Foundation
import Testing
import XDSCompiler
import XDSReport

@Suite struct SARIFLogTests {
  private let range = SourceRange(file: 0, line: 3, column: 4, endLine: 5, endColumn: 6)
  private let owner = ResourceID(kind: "Dataplane", mesh: "m", name: "d")

  /// The log's one run.
  private func run(
    _ diagnostics: [Diagnostic] = [], path: String = "a.yaml", notices: [ToolNotice] = [], isSuccessful: Bool = true
  ) throws -> [String: Any] {
    var log = SARIFLog()
    log.add(diagnostics, sources: [SourceFile(path: path, bytes: [])])
    for notice in notices { log.add(notice) }
    let document = log.document(version: "1.2.3", exitCode: 1, isSuccessful: isSuccessful)
    let object = try JSONSerialization.jsonObject(with: Data(document)) as? [String: Any]
    #expect(object?["version"] as? String == "2.1.0")
    let runs = try #require(object?["runs"] as? [[String: Any]])
    #expect(runs.count == 1)
    return runs[0]
  }

  /// The value at a path such as `results.0.message.text`.
  private func value(_ path: String, in object: Any) -> Any? {
    path.split(separator: ".").reduce(object as Any?) { value, step in
      if let list = value as? [Any] { return Int(step).flatMap { list.indices.contains($0) ? list[$0] : nil } }
      return (value as? [String: Any])?[String(step)]
    }
  }

  private func text(_ path: String, in object: Any) -> String? { value(path, in: object) as? String }

  @Test func aCleanRunIsACompleteLog() throws {
    let run = try run()
    #expect((run["results"] as? [Any])?.isEmpty == true)
    #expect((value("tool.driver.rules", in: run) as? [Any])?.isEmpty == true)
    #expect(text("tool.driver.name", in: run) == "xdsc")
    #expect(text("tool.driver.version", in: run) == "1.2.3")
    #expect(value("invocations.0.executionSuccessful", in: run) as? Bool == true)
    #expect(value("invocations.0.exitCode", in: run) as? Int == 1)
    #expect(value("invocations.0.toolExecutionNotifications", in: run) == nil)
  }

  @Test func aResultHasEverythingThatTheDiagnosticHas() throws {
    let run = try run([
      Diagnostic(
        .tlsMode, "message", at: range, resource: owner, path: "spec.tls",
        notes: [.init(message: "note", range: .init(file: 0, line: 7, column: 8, endLine: 7, endColumn: 9))],
        help: "do it")
    ])
    let result = try #require(value("results.0", in: run))
    #expect(text("ruleId", in: result) == "tls-mode")
    #expect(text("level", in: result) == "error")
    #expect(text("message.text", in: result) == "message\nhelp: do it")
    let location = try #require(value("locations.0", in: result))
    #expect(text("physicalLocation.artifactLocation.uri", in: location) == "a.yaml")
    #expect(
      value("physicalLocation.region", in: location) as? [String: Int]
        == ["startLine": 3, "startColumn": 4, "endLine": 5, "endColumn": 6])
    #expect(text("logicalLocations.0.fullyQualifiedName", in: location) == "m/Dataplane/d/spec.tls")
    #expect(text("logicalLocations.1.fullyQualifiedName", in: location) == "m/Dataplane/d")
    #expect(text("relatedLocations.0.message.text", in: result) == "note")
    #expect(value("relatedLocations.0.physicalLocation.region.startLine", in: result) as? Int == 7)
  }

  @Test func rulesAreThoseThatOccurEachOnce() throws {
    let ids: [DiagnosticID] = [.tlsMode, .matchPort, .tlsMode, .sanUnchecked, .skippedKind, .pemInvalid]
    let run = try run(ids.map { Diagnostic($0, severity: .warning, "m", at: nil) })
    let rules = try #require(value("tool.driver.rules", in: run) as? [Any])
    #expect(
      rules.map { text("id", in: $0) } == ["match-port", "pem-invalid", "san-unchecked", "skipped-kind", "tls-mode"])
    #expect(
      rules.map { text("defaultConfiguration.level", in: $0) } == ["error", "error", "warning", "note", "error"])
    #expect(rules.map { text("shortDescription.text", in: $0) }[0] == DiagnosticID.matchPort.explanation)
    for (index, id) in ids.enumerated() {
      let rule = try #require(value("results.\(index).ruleIndex", in: run) as? Int)
      #expect(text("id", in: rules[rule]) == id.rawValue)
      #expect(text("results.\(index).level", in: run) == "warning")
      #expect(value("results.\(index).locations", in: run) == nil)
    }
  }

  @Test(arguments: [
    ("mesh/external.yaml", "mesh/external.yaml"), ("../a b#c?.yaml", "../a%20b%23c%3F.yaml"),
    ("c:d.yaml", "c%3Ad.yaml"), ("100%.yaml", "100%25.yaml"), ("é.yaml", "%C3%A9.yaml"),
    ("/etc/x y.yaml", "file:///etc/x%20y.yaml"), ("<stdin>", "%3Cstdin%3E"), ("a\nb", "a%0Ab"),
  ]) func pathsAreURIReferences(_ path: String, _ uri: String) throws {
    let run = try run([Diagnostic(.tlsMode, "m", at: range)], path: path)
    #expect(text("results.0.locations.0.physicalLocation.artifactLocation.uri", in: run) == uri)
  }

  /// A finding is the same one after lines have moved or the wording has changed, and another one elsewhere.
  @Test func fingerprintsGoByWhatIsWrongAndWhere() throws {
    func fingerprint(_ diagnostic: Diagnostic) throws -> String {
      try #require(text("results.0.partialFingerprints.finding/v1", in: try run([diagnostic])))
    }
    let one = try fingerprint(Diagnostic(.tlsMode, "m", at: range, resource: owner, path: "spec.tls"))
    #expect(
      try fingerprint(Diagnostic(.tlsMode, "n", at: .start(ofFile: 0), resource: owner, path: "spec.tls")) == one)
    var other = owner
    other.mesh = "n"
    #expect(try fingerprint(Diagnostic(.tlsMode, "m", at: range, resource: other, path: "spec.tls")) != one)
    #expect(try fingerprint(Diagnostic(.tlsMode, "m", at: range, resource: owner, path: "spec")) != one)
    #expect(try fingerprint(Diagnostic(.tlsNoCA, "m", at: range, resource: owner, path: "spec.tls")) != one)
  }

  @Test func whatTheToolSaysIsANotification() throws {
    let run = try run(
      notices: [ToolNotice(.error, "no", path: "a b", help: "do it"), ToolNotice(.warning, "waiting")],
      isSuccessful: false)
    #expect(value("invocations.0.executionSuccessful", in: run) as? Bool == false)
    let notifications = try #require(value("invocations.0.toolExecutionNotifications", in: run))
    #expect(text("0.level", in: notifications) == "error")
    #expect(text("0.descriptor.id", in: notifications) == "failure")
    #expect(text("0.message.text", in: notifications) == "no\nhelp: do it")
    #expect(text("0.locations.0.physicalLocation.artifactLocation.uri", in: notifications) == "a%20b")
    #expect(text("1.level", in: notifications) == "warning")
    #expect(value("1.locations", in: notifications) == nil)
  }
}
