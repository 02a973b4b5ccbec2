import EnvoyAPI

extension Snapshot {
  /// The resources of an encoded `DiscoveryResponse`, of which none is decoded.
  ///
  /// - Parameter type: full name of what the response is about.
  public init(encodedResponse bytes: [UInt8], of type: String) throws(SnapshotError) {
    self.init(types: [type])
    let response = EncodedMessage(DiscoveryResponse.messageType, bytes[...])
    try Snapshot.checkFields(of: response)
    for resource in try Snapshot.resources(response) { try add(.encoded(resource.message), resource.key) }
  }

  /// What an encoded `Bootstrap` says besides the resources in it.
  public init(encodedBootstrap bytes: [UInt8]) throws(SnapshotError) {
    let type = Bootstrap.messageType
    self.init(types: [type.fullName])
    do throws(UnpackError) {
      replace(
        .encoded(try EncodedMessage(type, bytes[...]).removing("static_resources")), Key(type: type.fullName, name: ""))
    } catch {
      throw .malformed(error)
    }
  }

  /// Bytes of another kind may look like a response with nothing but fields that nobody knows.
  private static func checkFields(of response: EncodedMessage) throws(SnapshotError) {
    let unknown: UnknownField?
    do throws(UnpackError) {
      unknown = try response.unknownField()
    } catch {
      throw .malformed(error)
    }
    if let unknown { throw .unknownField(unknown) }
  }

  private static func resources(
    _ response: EncodedMessage
  ) throws(SnapshotError) -> [(key: Key, message: EncodedMessage)] {
    do throws(UnpackError) {
      var resources: [(key: Key, message: EncodedMessage)] = []
      try response.forEachContent(of: "resources") { (any) throws(UnpackError) in
        var resource = try EncodedMessage.inside(any: any)
        let name = String(decoding: try resource.content(of: "name") ?? [], as: UTF8.self)
        // A transport socket has its name from outside.
        if resource.type == Resource.messageType, let inner = try resource.content(of: "resource") {
          resource = try EncodedMessage.inside(any: inner)
        }
        resources.append((Key(type: resource.type.fullName, name: name), resource))
      }
      return resources
    } catch {
      throw .malformed(error)
    }
  }
}
