import EnvoyAPI

/// An Envoy resource, encoded once for every file that holds it. Valid as long as the arena that keeps it.
struct PackedResource: @unchecked Sendable {
  // Unchecked: the bytes are never written again.

  let name: String
  /// The resource as a `google.protobuf.Any`.
  let any: EncodedField
  /// The resource itself: the last bytes of `any`.
  let message: EncodedField
  let holdsSecrets: Bool
  let origin: ResourceOrigin

  /// Encodes `message`, using `scratch` on the way, and keeps the result in `arena`.
  init(
    _ name: String, _ message: some EnvoyMessage, origin: ResourceOrigin = .outbound, holdsSecrets: Bool = false,
    keptIn arena: Arena, scratch: Arena
  ) {
    let packed = message.packedInArena()
    self.name = name
    any = AnyMessage.packed(type(of: message).messageType, packed, in: scratch).packedWithLength(in: arena)
    self.message = any.last(packed.count)
    self.holdsSecrets = holdsSecrets
    self.origin = origin
  }

  /// The order of resources in every file.
  static func inOrder(_ a: PackedResource, _ b: PackedResource) -> Bool {
    a.name.isBefore(b.name)
  }
}
