import Testing

@testable import XDSCompiler

/// What one comment says.
@Suite struct LintCommentTests {
  private func read(_ text: String) -> LintComment {
    LintComment(text, at: SourceRange(file: 0, line: 7, column: 3, endLine: 7, endColumn: 3))
  }

  private func rulings(_ text: String) -> [String] {
    read(text).rulings.map { "\($0.level) \($0.id.rawValue)\($0.reason.isEmpty ? "" : " (\($0.reason))")" }
  }

  @Test(arguments: [
    ("# xdsc: allow san-unchecked", ["allow san-unchecked"]),
    ("#xdsc:warn pem-invalid", ["warn pem-invalid"]),
    (
      "#\t xdsc:  deny\tsan-unchecked ,pem-invalid,unknown-kind  ",
      ["deny san-unchecked", "deny pem-invalid", "deny unknown-kind"]
    ),
    ("# xdsc: allow san-unchecked -- ours, not -- theirs", ["allow san-unchecked (ours, not -- theirs)"]),
    ("# xdsc: allow san-unchecked --", ["allow san-unchecked"]),
    ("# xdsc: allow san-unchecked,san-unchecked", ["allow san-unchecked", "allow san-unchecked"]),
  ]) func says(_ text: String, _ expected: [String]) {
    #expect(rulings(text) == expected)
    #expect(read(text).problems == [])
  }

  @Test func knowsWhereIdsStand() {
    let rulings = read("# xdsc: allow é-x, san-unchecked pem-invalid -- é").rulings
    #expect(rulings.map { "\($0.range.line):\($0.range.column)-\($0.range.endColumn)" } == ["7:22-35", "7:36-47"])
  }

  @Test(
    arguments: [
      ("# xdsc:", "3+5", #"expected "allow", "warn" or "deny" after "xdsc:", and then ids of lints"#, nil),
      (
        "# xdsc: alow pem-invalid", "11+4", #"expected "allow", "warn" or "deny" after "xdsc:", and then ids of lints"#,
        #"did you mean "allow"?"#
      ),
      ("# xdsc: allow", "11+5", #""allow" names no lint"#, nil),
      ("# xdsc: warn -- pem-invalid", "11+4", #""warn" names no lint"#, nil),
      ("# xdsc: allow pem-invald", "17+10", #"unknown lint "pem-invald""#, #"did you mean "pem-invalid"?"#),
      ("# xdsc: allow pem-invalid because", "29+7", #"unknown lint "because""#, #"a reason stands after "--""#),
      ("# xdsc: allow tls-mode", "17+8", #""tls-mode" is an error, which nothing silences"#, nil),
      ("# xdsc: deny skipped-kind", "16+12", #""skipped-kind" is a note and has no level"#, nil),
      ("# xdsc: deny MIIEvQIBADANBg==", "16+16", "this is no id of a lint", #"a reason stands after "--""#),
    ] as [(String, String, String, String?)])
  func complains(_ text: String, _ place: String, _ message: String, _ help: String?) throws {
    let problem = try #require(read(text).problems.first)
    let range = try #require(problem.range)
    #expect(read(text).problems.count == 1)
    #expect(problem.id == .lintComment)
    // The first character of the comment is in column 3.
    let start = place.hasPrefix("3+") ? range.column - 2 : range.column
    #expect("\(start)+\(range.endColumn - range.column)" == place)
    #expect(problem.message == message)
    #expect(problem.help == help)
  }

  @Test func whatIsRightCountsBesideWhatIsNot() {
    #expect(rulings("# xdsc: allow nonsense san-unchecked") == ["allow san-unchecked"])
  }

  @Test func onlyWhatLowersOughtToBeOfUse() {
    func lowers(_ text: String) -> [Bool] { read(text).rulings.map(\.lowers) }
    #expect(lowers("# xdsc: allow san-unchecked, pem-invalid") == [true, true])
    #expect(lowers("# xdsc: warn san-unchecked, pem-invalid") == [false, true])
    #expect(lowers("# xdsc: deny san-unchecked, pem-invalid") == [false, false])
  }
}
