import Testing

@testable import XDSCompiler

/// Compiles a text and expects exactly the findings that it marks, notes and warnings included.
///
/// A mark is a comment line below the line in question. It leaves the text before that is compiled:
///
///     port: 0
///     #     ^ match-port spec.match.port: port must be a valid (1-65535)
///     # help: what the help says, if there is any
///
/// `^` stands below the first character, `^~~` below all of them; `#<` means column 1. The path may be left out.
@discardableResult
func expectFindings(
  _ marked: String, path: String = "a.yaml", options: CompileOptions = .partial,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) -> Stages {
  var options = options
  options.lintLevels.set(.noDataplane, to: .allow)
  var lines: [Substring] = []
  var marks: [Mark] = []
  for line in marked.split(separator: "\n", omittingEmptySubsequences: false) {
    if let mark = Mark(line, below: lines.count) {
      marks.append(mark)
    } else if line.drop(while: { $0 == " " }).hasPrefix("# help: "), !marks.isEmpty {
      marks[marks.count - 1].help = String(line.drop { $0 == " " }.dropFirst("# help: ".count))
    } else {
      lines.append(line)
    }
  }
  let stages = Stages(lines.joined(separator: "\n"), path: path, options: options)
  var rest = stages.diagnostics
  for mark in marks {
    if let index = rest.firstIndex(where: mark.fits) {
      rest.remove(at: index)
    } else {
      Issue.record("not found: \(mark)", sourceLocation: sourceLocation)
    }
  }
  for diagnostic in rest {
    Issue.record("unexpected: \(Mark(diagnostic))", sourceLocation: sourceLocation)
  }
  return stages
}

private struct Mark: CustomStringConvertible {
  var line: Int
  var column: Int
  /// Nil when only the first character is marked.
  var width: Int?
  var id: String
  var path: String?
  var message: String
  var help: String?

  init?(_ text: Substring, below line: Int) {
    let indentation = text.prefix { $0 == " " }.count
    var rest = text.dropFirst(indentation)
    guard rest.first == "#" else { return nil }
    rest = rest.dropFirst()
    if rest.first == "<" {
      column = 1
      rest = rest.dropFirst()
    } else {
      let spaces = rest.prefix { $0 == " " }.count
      rest = rest.dropFirst(spaces)
      guard rest.first == "^" else { return nil }
      column = indentation + 1 + spaces + 1
      let tildes = rest.dropFirst().prefix { $0 == "~" }.count
      width = tildes > 0 ? tildes + 1 : nil
      rest = rest.dropFirst(1 + tildes)
    }
    self.line = line
    rest = rest.drop { $0 == " " }
    id = String(rest.prefix { $0 != " " && $0 != ":" })
    rest = rest.dropFirst(id.count)
    if rest.first == " " {
      let parts = rest.dropFirst().split(separator: ": ", maxSplits: 1)
      path = String(parts[0])
      message = String(parts.last ?? "")
    } else {
      message = String(rest.dropFirst(2))
    }
  }

  init(_ diagnostic: Diagnostic) {
    line = diagnostic.range.map { Int($0.line) } ?? 0
    column = diagnostic.range.map { Int($0.column) } ?? 0
    width = diagnostic.range.map { Int($0.endColumn) - Int($0.column) }
    id = diagnostic.id.rawValue
    path = diagnostic.path
    message = diagnostic.message
    help = diagnostic.help
  }

  func fits(_ diagnostic: Diagnostic) -> Bool {
    let found = Mark(diagnostic)
    return line == found.line && column == found.column && (width == nil || width == found.width) && id == found.id
      && (path == nil || path == found.path) && message == found.message && (help == nil || help == found.help)
  }

  var description: String {
    "\(line):\(column) (\(width.map(String.init) ?? "any") wide) \(id) \(path ?? "-"): \(message) (help: \(help ?? "-"))"
  }
}
