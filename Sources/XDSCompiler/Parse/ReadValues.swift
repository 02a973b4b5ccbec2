import EnvoyAPI

/// The documents of a YAML or JSON text as values, which no schema has looked at yet.
public struct ValueDocuments: Sendable {
  /// In their order; documents without content are left out.
  public let values: [MessageValue]
  /// What is wrong with the text. Places are in a file of index 0.
  public let diagnostics: [Diagnostic]

  /// Reads JSON where the path ends in `.json` or the text looks like it, else YAML by its core schema.
  public init(reading source: SourceFile) {
    var diagnostics = DiagnosticList()
    let tree = SourceTree.parse([source], jobs: 1, diagnostics: &diagnostics)
    values = withExtendedLifetime(tree) { tree.documents.map(MessageValue.init) }
    self.diagnostics = diagnostics.shown
  }
}

extension MessageValue {
  fileprivate init(_ node: Node) {
    switch node.kind {
    case .null: self = .word("null")
    case .boolean: self = .word(node.boolean == true ? "true" : "false")
    case .integer: self = node.integer.map { .word(String($0)) } ?? .integer(beyond64Bits: node)
    case .float: self = node.number.map(MessageValue.number) ?? .string(node.string)
    case .string: self = .string(node.string)
    case .sequence: self = .list(node.elements.map(MessageValue.init))
    case .mapping: self = .object(node.entries.map { .init(name: $0.key.string, value: MessageValue($0.value)) })
    }
  }

  /// What 64 bits cannot hold keeps its digits, less what JSON has no place for; from base 8 or 16 it becomes a floating
  /// point number.
  private static func integer(beyond64Bits node: Node) -> MessageValue {
    let text = node.string
    if text.hasPrefix("0x") || text.hasPrefix("0o") { return node.number.map(MessageValue.number) ?? .string(text) }
    let digits = text.drop { $0 == "+" || $0 == "-" || $0 == "0" }
    return .word("\(text.hasPrefix("-") ? "-" : "")\(digits)")
  }
}
