import XDSCompiler

/// Diagnostics for programs: one JSON object per line. Keys that have no value are absent.
public struct DiagnosticJSON: DiagnosticFormat {
  private let sources: [SourceFile]

  public init(sources: [SourceFile]) {
    self.sources = sources
  }

  public func format(_ diagnostic: Diagnostic) -> String {
    let range = diagnostic.range
    let object = JSONValue.object([
      ("id", .string(diagnostic.id.rawValue)),
      ("severity", .string(diagnostic.severity.rawValue)),
      ("message", .string(diagnostic.message)),
      ("file", range.map { .string(sources.path($0.file)) }),
      ("line", range.map { .integer(Int($0.line)) }),
      ("column", range.map { .integer(Int($0.column)) }),
      ("endLine", range.map { .integer(Int($0.endLine)) }),
      ("endColumn", range.map { .integer(Int($0.endColumn)) }),
      ("resource", diagnostic.resource.map(resource)),
      ("path", diagnostic.path.flatMap { $0.isEmpty ? nil : .string($0) }),
      ("notes", diagnostic.notes.isEmpty ? nil : .array(diagnostic.notes.map(note))),
      ("help", diagnostic.help.map { .string($0) }),
    ])
    return object.line + "\n"
  }

  public func format(_ notice: ToolNotice) -> String {
    let object = JSONValue.object([
      ("id", .string(notice.id)), ("severity", .string(notice.severity.rawValue)), ("message", .string(notice.message)),
      ("file", notice.path.map { .string($0) }), ("help", notice.help.map { .string($0) }),
    ])
    return object.line + "\n"
  }

  private func resource(_ resource: ResourceID) -> JSONValue {
    .object([
      ("kind", .string(resource.kind)),
      ("mesh", resource.mesh.map { .string($0) }),
      ("name", .string(resource.name)),
    ])
  }

  private func note(_ note: Diagnostic.Note) -> JSONValue {
    .object([
      ("message", .string(note.message)),
      ("file", .string(sources.path(note.range.file))),
      ("line", .integer(Int(note.range.line))),
      ("column", .integer(Int(note.range.column))),
    ])
  }
}
