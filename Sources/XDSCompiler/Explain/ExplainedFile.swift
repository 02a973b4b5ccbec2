import EnvoyAPI

/// One output file, explained.
public struct ExplainedFile: Sendable {
  public let mesh: String
  /// Core name of the dataplane.
  public let dataplane: String
  /// As ``OutputFile/name``.
  public let name: String
  /// Those of the file itself.
  public let fields: [ExplainedField]
  /// In the order of the file.
  public let resources: [ExplainedResource]

  init(_ file: OutputFile, fields: [ExplainedField], resources: [ExplainedResource]) {
    mesh = file.mesh
    dataplane = file.dataplane
    name = file.name
    self.fields = fields
    self.resources = resources
  }
}

/// One Envoy resource, explained.
public struct ExplainedResource: Sendable {
  /// Full name of the message.
  public let type: String
  public let name: String
  public let fields: [ExplainedField]
}

/// A field that has a value of its own: a scalar, or a message or list that is there and holds nothing.
public struct ExplainedField: Sendable {
  /// Path inside the message, such as `loadAssignment.endpoints[0].priority`; keys of maps in brackets and quotes.
  public let path: String
  public let value: MessageValue
  /// Nil only where the table has a gap.
  public let origin: Origin?
  /// Core name of the service that it is about; nil where it is about the dataplane alone.
  public let service: String?
}
