import Testing

@testable import XDSCompiler

@Suite struct DiagnosticListTests {
  private static let limit = DiagnosticList.limit

  private func finding(_ id: DiagnosticID, line: Int) -> Diagnostic {
    let line = UInt32(line)
    return Diagnostic(id, "message", at: SourceRange(file: 0, line: line, column: 1, endLine: line, endColumn: 2))
  }

  private func list(_ findings: some Sequence<Diagnostic>) -> DiagnosticList {
    var list = DiagnosticList()
    for finding in findings { list.add(finding) }
    return list
  }

  @Test func upToTheLimitAllAreShown() {
    let all = (1...Self.limit).map { finding(.matchPort, line: $0) }
    #expect(list(all.reversed()).shown == all)
  }

  @Test func oneMoreIsCountedAndHasAPlace() throws {
    let shown = list((1...Self.limit + 1).map { finding(.matchPort, line: $0) }).shown
    #expect(shown.count == Self.limit + 1)
    let last = try #require(shown.last)
    #expect(last.id == .findingsLimit && last.severity == .error)
    #expect(last.range?.line == UInt32(Self.limit + 1))
    #expect(last.message == "1 more error left out, the first of them here: a run shows 10000 findings")
  }

  /// Whatever the order and the parts in which they come.
  @Test func theGravestThenTheFirstAreShown() throws {
    let errors = (1...7000).map { finding(.matchPort, line: 3 * $0) }
    let warnings = (1...7000).map { finding(.sanUnchecked, line: 3 * $0 + 1) }
    let notes = (1...20_000).map { finding(.outboundSkipped, line: $0) }
    let all = errors + warnings + notes
    var shuffled = all
    var state: UInt64 = 1
    for index in shuffled.indices.reversed() {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      shuffled.swapAt(index, Int(state >> 33) % (index + 1))
    }
    let expected = list(all).shown
    #expect(expected.dropLast().count { $0.severity == .error } == 7000)
    #expect(Array(expected.dropLast().filter { $0.severity == .warning }) == Array(warnings.prefix(3000)))
    #expect(expected.last?.message.hasPrefix("4000 more warnings, 20000 more notes left out") == true)
    #expect(expected.last?.range == warnings[3000].range)
    #expect(list(shuffled).shown == expected)
    var parts = DiagnosticList()
    for part in 0..<5 { parts.append(list(shuffled.share(4 - part, of: 5))) }
    #expect(parts.shown == expected)
    #expect(parts.errorCount == 7000)
  }

  /// What comments silence is as much as what they do not.
  @Test func asManySilencedFindingsAreShown() throws {
    let text = (0...Self.limit).map {
      "---\n# xdsc: allow tls-skip-all -- ours\ntype: MeshExternalService\nname: s\($0)\nspec:\n"
        + "  match: {type: HostnameGenerator, port: 80, protocol: http}\n  endpoints: [{address: a.b, port: 443}]\n"
        + "  tls: {enabled: true, verification: {mode: SkipAll}}\n"
    }.joined()
    let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    let silenced = compilation.silenced
    #expect(silenced.count == Self.limit + 1)
    #expect(silenced.dropLast().allSatisfy { $0.diagnostic.id == .tlsSkipAll && $0.reason == "ours" })
    let last = try #require(silenced.last)
    #expect(last.diagnostic.id == .findingsLimit && last.diagnostic.severity == .warning && last.reason == "ours")
    #expect(
      last.diagnostic.message
        == "1 more silenced finding left out, the first of them here: a run shows 10000")
    #expect(last.diagnostic.range?.line == UInt32(8 * (Self.limit + 1)))
  }

  /// What is left out counts as well.
  @Test func theFileOfEveryErrorIsKnown() {
    var list = list((1...25_000).map { finding(.matchPort, line: $0) })
    list.add(Diagnostic(.pemInvalid, "message", at: .start(ofFile: 7)))
    #expect(list.filesWithErrors == [0, 7])
    #expect(list.errorCount == 25_001)
    #expect(list.hasErrorsBesideLints)
  }

  @Test func quotedTextIsCutShort() throws {
    let long = String(repeating: "é", count: 100_000)
    let finding = Diagnostic(
      .matchPort, long, at: nil, resource: ResourceID(kind: "a", mesh: long, name: long), path: long,
      notes: [.init(message: long, range: .start(ofFile: 0))], help: long)
    let shown = try #require(list([finding]).shown.first)
    for text in [
      shown.message, shown.path, shown.help, shown.resource?.name, shown.resource?.mesh, shown.notes[0].message,
    ] {
      #expect(text?.hasSuffix("é…") == true && (text?.utf8.count ?? 0) < 1100)
    }
  }

  /// The same in one thread and in several, of files in any number of parts.
  @Test func aCompileShowsTheSameWithAnyNumberOfThreads() {
    let text = String(repeating: "---\na: *b\na: *b\n", count: 60_000)
    let runs = [1, 3, 8].map { jobs in
      var options = CompileOptions()
      options.jobs = jobs
      return Pipeline(options).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    }
    #expect(runs[0].errorCount == 240_000)
    #expect(runs[0].diagnostics.count == Self.limit + 1)
    for run in runs { #expect(run.diagnostics == runs[0].diagnostics && run.errorCount == runs[0].errorCount) }
  }
}
