import XDSCompiler

/// The lines and columns that the files of a compile have.
struct FilePlaces {
  /// Per file and line, the column behind its last character, which may be its line break.
  private let ends: [[UInt32]]

  init(_ sources: [SourceFile]) {
    ends = sources.map { source in
      source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
        // What is not UTF-8, a reader may count in its own way.
        UInt32(String(decoding: line, as: UTF8.self).unicodeScalars.count) + 2
      }
    }
  }

  /// Every finding, and every note of one, must be somewhere in the files.
  func check(_ diagnostics: [Diagnostic]) throws {
    for diagnostic in diagnostics {
      for range in [diagnostic.range].compactMap(\.self) + diagnostic.notes.map(\.range) {
        try require(contains(range), "not in the file: \(range) of \(diagnostic)")
      }
    }
  }

  private func contains(_ range: SourceRange) -> Bool {
    contains(range.file, range.line, range.column) && contains(range.file, range.endLine, range.endColumn)
      && (range.line, range.column) <= (range.endLine, range.endColumn)
  }

  private func contains(_ file: UInt32, _ line: UInt32, _ column: UInt32) -> Bool {
    let (file, line) = (Int(file), Int(line) - 1)
    return ends.indices.contains(file) && ends[file].indices.contains(line) && (1...ends[file][line]).contains(column)
  }
}
