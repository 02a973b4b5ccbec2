import EnvoyAPI
import XDSCompiler

/// Origins for programs. Keys that have no value are absent.
struct OriginJSON {
  /// Names of the files that places are in, by their indices.
  let fileNames: [String]

  /// - Parameter showsValue: whether to write what the field holds, too.
  func field(_ field: ExplainedField, showsValue: Bool) -> JSONValue {
    .object([
      ("path", .string(field.path)),
      ("value", showsValue ? value(field.value) : nil),
      ("rule", field.origin.map { .string($0.rule) }),
      ("section", field.origin.map { .string($0.section.title) }),
      ("default", field.origin?.sources.isEmpty == true ? .bool(true) : nil),
      ("from", field.origin.flatMap { $0.sources.isEmpty ? nil : .array($0.sources.map(source)) }),
    ])
  }

  func source(_ source: Origin.Source) -> JSONValue {
    switch source {
    case .field(let field): place(field)
    case .overridden(let field): place(field, isOverridden: true)
    case .option(let flag): .object([("option", .string(flag))])
    case .output(let name): .object([("output", .string(name))])
    }
  }

  func place(_ field: InputField, isOverridden: Bool = false) -> JSONValue {
    .object([
      ("file", .string(fileNames.name(field.range.file))),
      ("line", .integer(Int(field.range.line))),
      ("column", .integer(Int(field.range.column))),
      ("kind", field.resource.map { .string($0.kind) }),
      ("mesh", field.resource?.mesh.map { .string($0) }),
      ("name", field.resource.map { .string($0.name) }),
      ("path", .string(field.path)),
      ("overridden", isOverridden ? .bool(true) : nil),
    ])
  }

  /// Words are JSON of their own; there is nothing in an empty message or list.
  private func value(_ value: MessageValue) -> JSONValue {
    switch value {
    case .string(let text): .string(text)
    case .word(let word): word == "true" || word == "false" ? .bool(word == "true") : number(word)
    case .object: .object([])
    case .list: .array([])
    }
  }

  private func number(_ word: String) -> JSONValue { Int(word).map { .integer($0) } ?? .string(word) }
}

extension [String] {
  func name(_ file: UInt32) -> String { indices.contains(Int(file)) ? self[Int(file)] : "<unknown>" }
}
