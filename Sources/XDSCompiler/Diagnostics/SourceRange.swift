/// A stretch of one input file.
///
/// Lines and columns are 1-based; a column counts Unicode scalars from the start of its line, as editors do.
/// The end is exclusive: a one-character range has `endColumn == column + 1`.
public struct SourceRange: Hashable, Sendable {
  /// Index of the file in the compile's sorted list of sources, so that comparing indices compares names.
  public var file: UInt32
  public var line: UInt32
  public var column: UInt32
  public var endLine: UInt32
  public var endColumn: UInt32

  public init(file: UInt32, line: UInt32, column: UInt32, endLine: UInt32, endColumn: UInt32) {
    self.file = file
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// The first character of a file, for complaints about the file as a whole.
  public static func start(ofFile file: UInt32) -> SourceRange {
    SourceRange(file: file, line: 1, column: 1, endLine: 1, endColumn: 1)
  }
}

extension SourceRange: Comparable {
  public static func < (a: SourceRange, b: SourceRange) -> Bool {
    (a.file, a.line, a.column, a.endLine, a.endColumn) < (b.file, b.line, b.column, b.endLine, b.endColumn)
  }
}

/// A place in the input: the beginning of something.
struct SourcePosition: Hashable, Comparable {
  let file: UInt32
  let line: UInt32
  let column: UInt32

  /// Behind everything in a file.
  static func end(ofFile file: UInt32) -> SourcePosition { SourcePosition(file: file + 1, line: 1, column: 1) }

  static func < (a: SourcePosition, b: SourcePosition) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

extension SourceRange {
  var start: SourcePosition { SourcePosition(file: file, line: line, column: column) }
  var end: SourcePosition { SourcePosition(file: file, line: endLine, column: endColumn) }
}
