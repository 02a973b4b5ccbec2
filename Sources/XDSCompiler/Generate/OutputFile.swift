import EnvoyAPI

/// One file of the output.
public struct OutputFile: Sendable {
  public let mesh: String
  /// Core name of the dataplane.
  public let dataplane: String
  /// `clusters.pb`, `listeners.pb`, `transport_sockets.pb` or `bootstrap.pb`.
  public let name: String
  /// What the bytes are: a `DiscoveryResponse` or a `Bootstrap`.
  public let messageType: MessageType
  public let bytes: [UInt8]
  /// Whether private keys are among the bytes: then nobody but the owner may read the file.
  public let holdsSecrets: Bool

  /// Path below the output folder.
  public var path: String { "\(mesh)/\(dataplane)/\(name)" }
}

/// Encodes resources, in their order, as the `DiscoveryResponse` that an Envoy takes from a `path_config_source`.
///
/// `version_info` is the SHA-256 of the resources, each preceded by its length as a varint, so it changes when they do.
func discoveryResponse(_ resources: [PackedResource], of type: MessageType, _ scratch: Arena) -> [UInt8] {
  var hash = SHA256()
  for resource in resources {
    hash.update(varint: resource.any.count)
    hash.update(resource.any)
  }
  let version = hash.finalize().hex
  return DiscoveryResponse(scratch) {
    $0.versionInfo = version
    $0.resources = resources.map { AnyMessage(scratch, packed: $0.any) }
    $0.typeUrl = type.typeURL
  }.packed()
}

extension SHA256 {
  fileprivate mutating func update(varint value: Int) {
    var rest = UInt64(value)
    var bytes: [UInt8] = []
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
    bytes.withUnsafeBytes { update($0) }
  }
}
