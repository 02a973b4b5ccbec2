import Testing

@Suite(.enabled(if: SharedFolder.has(SharedFolder.conformance), "the conformance data is not here"))
struct ConformanceTests {
  /// Differences that the specification calls better than what a control plane gives, by case: none so far.
  private static let better: [String: [String]] = [:]

  @Test(arguments: ConformanceCase.all) func gives(_ example: ConformanceCase) throws {
    let differences = try example.differences()
    #expect(differences == ConformanceTests.better[example.testDescription] ?? [])
  }

  @Test(arguments: ListenerCase.all) func givesListeners(_ example: ListenerCase) throws {
    #expect(try example.differences() == [])
  }

  @Test func thereAreCases() {
    #expect(ConformanceCase.all.count >= 7)
    #expect(ListenerCase.all.count >= 7)
  }
}

@Suite(.enabled(if: SharedFolder.has(SharedFolder.conformance), "the conformance data is not here"))
struct PatchTests {
  @Test(arguments: PatchCase.all) func gives(_ example: PatchCase) throws {
    let differences = try example.differences()
    #expect(differences == [])
  }

  @Test func thereAreCases() {
    #expect(PatchCase.all.count >= 50)
  }
}
