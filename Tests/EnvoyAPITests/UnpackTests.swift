import Testing

@testable import EnvoyAPI

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

  private func delimited(_ field: UInt8, _ content: [UInt8]) -> [UInt8] {
    var size: [UInt8] = []
    var rest = content.count
    while rest >= 0x80 {
      size.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return [field << 3 | 2] + size + [UInt8(rest)] + content
  }

  /// Few bytes of each kind that take much memory: empty messages, unknown fields, and `Any`s in one another, for each of
  /// which what is in it is copied.
  @Test func memoryHasALimit() throws {
    let any = delimited(1, Array(AnyMessage.messageType.typeURL.utf8))
    let pipe = delimited(1, [UInt8](repeating: UInt8(ascii: "a"), count: 1000))
    var nested = delimited(1, Array(Pipe.messageType.typeURL.utf8)) + delimited(2, pipe)
    for _ in 0..<45 { nested = any + delimited(2, nested) }
    let messages: [(type: MessageType, bytes: [UInt8], memory: Int)] = [
      (DiscoveryResponse.messageType, Array(repeatElement(delimited(2, []), count: 1000).joined()), 90_000),
      (DiscoveryResponse.messageType, Array(repeatElement([0x78, 1], count: 1000).joined()), 50_000),
      (AnyMessage.messageType, nested, 50_000),
    ]
    for (type, bytes, memory) in messages {
      try bytes.withUnsafeBytes { bytes in
        #expect(throws: UnpackError.tooLarge) { try WireCheck.check(bytes, as: type.descriptor, room: memory) }
        try WireCheck.check(bytes, as: type.descriptor, room: 3 * memory)
      }
    }
  }

  /// What is in one `Any` after the other is decoded one after the other.
  @Test func anysSideBySideTakeMemoryOnce() throws {
    let cluster = delimited(1, Array(Cluster.messageType.typeURL.utf8)) + delimited(2, tlsCluster(arena).packed())
    let bytes = Array(repeatElement(delimited(2, cluster), count: 100).joined())
    try bytes.withUnsafeBytes {
      try WireCheck.check($0, as: DiscoveryResponse.messageType.descriptor, room: 2 * $0.count)
    }
  }

  /// A single message that is there several times is merged, and what has been merged is copied each time.
  @Test func mergingHasALimit() throws {
    let endpoint = delimited(2, [])
    // `load_assignment` has the number 33.
    let one = [0x8A, 0x02] + [UInt8(endpoint.count)] + endpoint
    func cluster(_ count: Int) -> [UInt8] { Array(repeatElement(one, count: count).joined()) }
    let merged = try Cluster.messageType.unpack(cluster(100))
    #expect(merged.value()["loadAssignment"]?["endpoints"]?.elements.count == 100)
    #expect(throws: UnpackError.tooLarge) { try Cluster.messageType.unpack(cluster(100_000)) }
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
    #expect(decoded.unknownFields(atMost: 1).map(\.path) == [""])
  }
}
