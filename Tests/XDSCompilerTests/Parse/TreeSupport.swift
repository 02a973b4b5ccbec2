import Testing

@testable import XDSCompiler

/// Reads texts as files `a.yaml`, `b.yaml`, … or under their own paths.
func readTree(_ texts: String..., path: String = "a.yaml", jobs: Int = 1) -> (SourceTree, [Diagnostic]) {
  readTree(bytes: texts.map { Array($0.utf8) }, path: path, jobs: jobs)
}

func readTree(bytes: [[UInt8]], path: String = "a.yaml", jobs: Int = 1) -> (SourceTree, [Diagnostic]) {
  var diagnostics = DiagnosticList()
  let sources = bytes.map { SourceFile(path: path, bytes: $0) }
  let tree = SourceTree.parse(sources, jobs: jobs, diagnostics: &diagnostics)
  return (tree, diagnostics.shown)
}

/// Reads one text without diagnostics into its only document.
func readDocument(
  _ text: String, path: String = "a.yaml", sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> (SourceTree, Node) {
  let (tree, diagnostics) = readTree(text, path: path)
  #expect(diagnostics.map(\.message) == [], sourceLocation: sourceLocation)
  #expect(tree.documents.count == 1, sourceLocation: sourceLocation)
  return (tree, try #require(tree.documents.first, sourceLocation: sourceLocation))
}

extension SourceTree {
  /// Something about each document. Unlike `documents.map`, this keeps the tree alive meanwhile.
  func map<T>(_ transform: (Node) -> T) -> [T] {
    withExtendedLifetime(self) { documents.map(transform) }
  }
}

/// What a tree says, kinds included and places left out, in a notation of the tests' own.
func outline(_ node: Node) -> String {
  switch node.kind {
  case .sequence: "[" + node.elements.map(outline).joined(separator: ", ") + "]"
  case .mapping: "{" + node.entries.map { "\(outline($0)): \(outline($1))" }.joined(separator: ", ") + "}"
  case .string: "'\(node.string)'"
  default: "\(node.kind) \(node.string)"
  }
}

/// Every node of a document, in source order.
func allNodes(_ root: Node) -> [Node] {
  switch root.kind {
  case .sequence: [root] + root.elements.flatMap(allNodes)
  case .mapping: [root] + root.entries.flatMap { [$0] + allNodes($1) }
  default: [root]
  }
}

/// A text with marked places: `⟦1` opens the place 1 and `1⟧` closes it. A place may be empty.
struct MarkedText {
  private(set) var text = ""
  private(set) var places: [Character: SourceRange] = [:]

  init(_ marked: String) {
    var line: UInt32 = 1
    var column: UInt32 = 1
    var rest = Substring(marked)
    while let character = rest.unicodeScalars.first {
      if character == "⟦" {
        let name = rest.dropFirst().first!
        places[name] = SourceRange(file: 0, line: line, column: column, endLine: line, endColumn: column)
        rest = rest.dropFirst(2)
      } else if rest.dropFirst().first == "⟧" {
        places[rest.first!]?.endLine = line
        places[rest.first!]?.endColumn = column
        rest = rest.dropFirst(2)
      } else {
        text.unicodeScalars.append(character)
        (line, column) = character == "\n" ? (line + 1, 1) : (line, column + 1)
        rest = Substring(rest.unicodeScalars.dropFirst())
      }
    }
  }
}

/// Expects exactly these diagnostics, each with its id at the place marked with its number: 1, 2, …
///
/// A place `a` marks the note of the first diagnostic, `b` that of the second, and so on.
@discardableResult
func expectDiagnostics(
  _ marked: String, _ ids: DiagnosticID..., path: String = "a.yaml",
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) -> [Diagnostic] {
  let input = MarkedText(marked)
  let (_, found) = readTree(input.text, path: path)
  let diagnostics = found.sorted { $0.range! < $1.range! }
  #expect(diagnostics.map(\.id) == ids, "\(diagnostics)", sourceLocation: sourceLocation)
  for (index, diagnostic) in diagnostics.enumerated() {
    let name = Character("\(index + 1)")
    #expect(diagnostic.range == input.places[name], "\(diagnostic.message)", sourceLocation: sourceLocation)
    let note = Character(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
    #expect(diagnostic.notes.first?.range == input.places[note], "note", sourceLocation: sourceLocation)
  }
  return diagnostics
}
