import EnvoyAPI

/// Resources, in their order, as the `DiscoveryResponse` that an Envoy takes from a `path_config_source`.
///
/// `version_info` is the SHA-256 of the resources, each preceded by its length as a varint, so it changes when they do.
func discoveryResponse(
  _ resources: [PackedResource], of type: MessageType, _ arena: Arena
) -> DiscoveryResponse {
  var hash = SHA256()
  for resource in resources { hash.update(resource.any.bytes) }
  let version = hash.finalize().hex
  return DiscoveryResponse(arena) {
    $0.versionInfo = version
    $0.resources = resources.map { AnyMessage(arena, packed: $0.any.content) }
    $0.typeUrl = type.typeURL
  }
}
