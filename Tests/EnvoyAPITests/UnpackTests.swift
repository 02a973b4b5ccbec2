import Testing

import EnvoyAPI

@Suite struct UnpackTests {
  private let arena = Arena()

  @Test func typesAreFoundByTheirFullNames() throws {
    let cluster = try #require(MessageType(named: "envoy.config.cluster.v3.Cluster"))
    #expect(cluster == Cluster.messageType)
    #expect(cluster.fullName == "envoy.config.cluster.v3.Cluster")
    #expect(cluster.typeURL == "type.googleapis.com/envoy.config.cluster.v3.Cluster")
    for name in ["", "envoy.config.cluster.v3.Cluste", "envoy.config.cluster.v3.Cluster2", "Cluster", "zzz"] {
      #expect(MessageType(named: name) == nil)
    }
  }

  @Test func whatWasUnpackedPacksToTheSameBytes() throws {
    let bytes = tlsCluster(arena).packed()
    #expect(try Cluster.messageType.unpack(bytes).packed() == bytes)
  }

  @Test(
    arguments: [
      [0x0A], [0x0A, 5, 0x61], [0x07], [0x80], [0x00, 0], [0x08, 1], [0x12, 1, 0xFF],
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    ] as [[UInt8]])
  func garbageIsMalformed(_ bytes: [UInt8]) {
    #expect(throws: UnpackError.self) { try Cluster.messageType.unpack(bytes) }
  }

  @Test func everyCutOffMessageIsMalformedOrShorter() throws {
    let bytes = tlsCluster(arena).packed()
    for count in 0..<bytes.count {
      guard let short = try? Cluster.messageType.unpack(Array(bytes[..<count])) else { continue }
      #expect(short.packed().count <= count)
    }
  }

  @Test func textsMustBeUnicodeWithoutNULs() {
    let invalid = UnpackError.invalidText(type: "envoy.config.core.v3.Pipe", field: "path")
    for bytes in [[0x0A, 1, 0xFF], [0x0A, 2, 0x61, 0]] as [[UInt8]] {
      #expect(throws: invalid) { try Pipe.messageType.unpack(bytes) }
    }
  }

  @Test func theContentOfAnAnyIsChecked() {
    let any = AnyMessage(arena) {
      $0.typeUrl = Pipe.messageType.typeURL
      $0.value = [0x08, 1]
    }
    #expect(throws: UnpackError.malformed(type: "envoy.config.core.v3.Pipe")) {
      try AnyMessage.messageType.unpack(any.packed())
    }
  }

  @Test func nestingHasALimit() throws {
    func nested(_ levels: Int) -> [UInt8] {
      var value = StructValue.null
      for _ in 0..<levels { value = .list([value]) }
      return StructMessage(arena, [("k", value)]).packed()
    }
    _ = try StructMessage.messageType.unpack(nested(40))
    #expect(throws: UnpackError.tooDeep) { try StructMessage.messageType.unpack(nested(60)) }
  }

  @Test func unknownFieldsAreListedDeep() throws {
    let cluster = Cluster(arena) {
      $0.loadAssignment = ClusterLoadAssignment(arena, packed: [0x78, 1])
    }
    let response = DiscoveryResponse(arena) {
      $0.resources = [.packing(Pipe(arena)), .packing(cluster)]
    }
    let bytes = response.packed() + [0x78, 1]
    let decoded = try DiscoveryResponse.messageType.unpack(bytes)
    #expect(
      decoded.unknownFields() == [
        UnknownField(path: "", type: "envoy.service.discovery.v3.DiscoveryResponse", number: 15),
        UnknownField(
          path: "resources[1].loadAssignment", type: "envoy.config.endpoint.v3.ClusterLoadAssignment", number: 15),
      ])
    #expect(decoded.packed() == bytes)
  }
}
