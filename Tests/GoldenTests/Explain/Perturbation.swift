@testable import XDSCompiler

/// A change of the input: other texts in the place of some scalars.
struct Perturbation {
  var replacements: [SourceRange: String]
  /// Whether what is new is of the same kind as what it replaces, so that it shows where that did and decides nothing
  /// else: another port for a port, another DNS name for a DNS name.
  var keepsKind: Bool

  func apply(to sources: [SourceFile]) -> [SourceFile] {
    sources.enumerated().map { index, source in
      let lines = Lines(source.bytes)
      var bytes = source.bytes
      // From behind, so that the places before stay where they are.
      for (range, text) in replacements.sorted(by: { $0.key > $1.key }) where range.file == index {
        let old = lines.offset(range.line, range.column)..<lines.offset(range.endLine, range.endColumn)
        // A block scalar has the line break behind it.
        let end = bytes[old].last == UInt8(ascii: "\n") ? "\n" : ""
        bytes.replaceSubrange(old, with: Array((text + end).utf8))
      }
      return SourceFile(path: source.path, bytes: bytes)
    }
  }
}

/// Where the lines of a text are.
private struct Lines {
  private let bytes: [UInt8]
  private let lines: [ArraySlice<UInt8>]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  func offset(_ line: UInt32, _ column: UInt32) -> Int {
    guard lines.indices.contains(Int(line) - 1) else { return bytes.count }
    let line = lines[Int(line) - 1]
    let before = String(decoding: line, as: UTF8.self).unicodeScalars.prefix(Int(column) - 1)
    return line.startIndex + String(String.UnicodeScalarView(before)).utf8.count
  }
}
