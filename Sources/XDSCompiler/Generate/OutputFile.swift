import EnvoyAPI

/// One file of the output.
public struct OutputFile: Sendable {
  public let mesh: String
  /// Core name of the dataplane.
  public let dataplane: String
  /// `clusters.pb`, `listeners.pb`, `transport_sockets.pb`, `secrets.pb` or `bootstrap.pb`.
  public let name: String
  /// What the bytes are: a `DiscoveryResponse` or a `Bootstrap`.
  public let messageType: MessageType
  public let content: FileContent
  /// Whether private keys are among the bytes: then nobody but the owner may read the file.
  public let holdsSecrets: Bool

  /// Path below the output folder.
  public var path: String { "\(mesh)/\(dataplane)/\(name)" }

  public var bytes: [UInt8] { content.bytes }
}
