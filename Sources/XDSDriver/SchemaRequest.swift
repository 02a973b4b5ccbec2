import XDSCompiler

/// The JSON Schema of a kind, or of documents of any kind.
public struct SchemaRequest: Sendable {
  /// Nil: any kind.
  public var kind: String?
  public var reporter = Reporter()

  public init(kind: String?) {
    self.kind = kind
  }

  /// Writes the schema to standard output.
  public func run(_ console: Console) -> ExitStatus {
    guard let schema = kind.map(ResourceSchema.init(kind:)) ?? ResourceSchema() else {
      let name = kind ?? ""
      let help = nearestName(to: name, among: ResourceSchema.kinds).map { "did you mean \"\($0)\"?" }
      reporter.fail(
        "nothing of kind \"\(name)\" is compiled",
        help: help ?? "known are \(ResourceSchema.kinds.joined(separator: ", "))",
        to: console)
      return .failure
    }
    do throws(ConsoleError) {
      try console.out(schema.json.document)
      return .success
    } catch {
      return reporter.fail([.standardOutput(error)], to: console)
    }
  }
}
