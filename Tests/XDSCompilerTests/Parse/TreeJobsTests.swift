import Testing

@testable import XDSCompiler

@Suite struct TreeJobsTests {
  /// Everything about a node that callers can see.
  private struct Facts: Equatable {
    var kind: NodeKind
    var text: [UInt8]
    var range: SourceRange
    var count: Int
    var isPlain: Bool
  }

  private func facts(_ tree: SourceTree) -> [Facts] {
    tree.map(allNodes).joined().map {
      Facts(kind: $0.kind, text: Array($0.utf8), range: $0.range, count: $0.count, isPlain: $0.isPlain)
    }
  }

  /// About 1.5 MB with errors strewn in, which is several shares.
  private static let large: String = {
    var text = "%YAML 1.2\n"
    for index in 0..<9000 {
      text += "---\nname: service-\(index)\nlabels: &l {team: é\(index % 7), n: \(index)}\nspec:\n"
      text += "  endpoints:\n  - address: host-\(index).example.com\n    port: \(index)\n"
      text += "  text: |\n    --- x\n    ---\n"
      if index % 1000 == 17 { text += "  copy: *l\n  name: \"never closed\\\"\n" }
      if index % 1000 == 18 { text += "name: twice\n" }
      if index % 1000 == 19 { text += "bad: *l2\n" }
      if index % 1000 == 20 { text += "...\n%YAML 1.2\n# c\n" }
    }
    return text
  }()

  @Test func readsTheSameWithAnyNumberOfThreads() {
    let (one, found) = readTree(TreeJobsTests.large, "a: 1", "b: [", jobs: 1)
    let (two, foundByTwo) = readTree(TreeJobsTests.large, "a: 1", "b: [", jobs: 2)
    let (many, foundByMany) = readTree(TreeJobsTests.large, "a: 1", "b: [", jobs: 64)
    #expect(found.count == 28)
    #expect(found == foundByTwo)
    #expect(found == foundByMany)
    let expected = facts(one)
    #expect(one.documents.count == 9000 - 9 + 1)
    #expect(expected == facts(two))
    #expect(expected == facts(many))
  }

  @Test func numbersLinesThroughAllShares() {
    let text = TreeJobsTests.large
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let (tree, _) = readTree(text, jobs: 2)
    #expect(text.utf8.count > 4 * ReadingUnit.targetSize)
    for (line, name) in tree.map({ ($0.range.line, $0["name"]?.string ?? "") }) {
      #expect(lines[Int(line) - 1] == "name: \(name)")
    }
  }

  @Test func sharesOutTheSourcesWhole() {
    var none = DiagnosticList()
    let texts = [TreeJobsTests.large, "\u{FEFF}a: 1", "", TreeJobsTests.large]
    let sources = texts.map { SourceFile(path: "a.yaml", bytes: Array($0.utf8)) }
    let segments = ReadingUnit.plan(sources, sizeLimit: .max, diagnostics: &none).flatMap(\.segments)
    #expect(segments.count > 8)
    for (file, source) in sources.enumerated() {
      var end = file == 1 ? 3 : 0
      for segment in segments where segment.file == file {
        #expect(segment.bytes.lowerBound == end)
        end = segment.bytes.upperBound
      }
      #expect(end == source.bytes.count)
    }
  }
}
