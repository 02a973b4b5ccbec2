import Testing

@testable import EnvoyAPI

@Suite struct ReadMessageTests {
  private func read(_ type: MessageType, _ tree: MessageValue) throws -> DynamicMessage {
    var findings: [TextFinding<MessageValue>] = []
    let message = type.read(tree, into: Arena(), findings: &findings)
    for finding in findings { Issue.record("\(type.fullName) \(finding.path): \(finding.problem)") }
    return try #require(message)
  }

  /// Reading is the inverse of writing, and what is read is what its encoding says.
  @Test func randomMessagesComeBackAsTheyWere() throws {
    var random = RandomMessage(seed: 1)
    for type in MessageType.all {
      for _ in 0..<10 {
        let tree = random.message(type)
        let message = try read(type, tree)
        #expect(message.value() == tree)
        #expect(try type.unpack(message.packed()).value() == tree)
      }
    }
  }

  @Test func whatNoTreeOfYAMLHasIsRefused() {
    func problems(_ type: MessageType, _ name: String, _ value: MessageValue) -> [TextProblem] {
      var findings: [TextFinding<MessageValue>] = []
      #expect(type.read(.object([.init(name: name, value: value)]), into: Arena(), findings: &findings) == nil)
      return findings.map(\.problem)
    }
    #expect(problems(Pipe.messageType, "path", .string("a\0b")) == [.nul])
    #expect(problems(AnyMessage.messageType, "@type", .string("a\0/google.protobuf.Duration")) == [.nul])
    let entry = MessageValue.Member(name: "a\0", value: .object([]))
    #expect(problems(Metadata.messageType, "filterMetadata", .object([entry])) == [.nul])
    let twice = MessageValue.Member(name: "a", value: .object([]))
    #expect(problems(Metadata.messageType, "filterMetadata", .object([twice, twice])) == [.repeatedKey("a")])
    #expect(
      problems(Pipe.messageType, "path\0", .string("a")) == [
        .unknownField("path\0", type: "envoy.config.core.v3.Pipe", known: ["path", "mode"])
      ])
  }
}
