import Testing

import EnvoyAPI

@Suite struct AnyUnpackingTests {
  private let arena = Arena()

  @Test func whatIsPackedComesBack() throws {
    let any = AnyMessage.packing(Endpoint(arena) { $0.hostname = "example.com" })
    let endpoint = try #require(try any.unpacked(Endpoint.self))
    #expect(endpoint.hostname == "example.com")
    endpoint.hostname = "other.example.com"
    #expect(try any.unpacked(Endpoint.self)?.hostname == "example.com", "what is packed stays")
    #expect(try AnyMessage.packing(endpoint).unpacked(Endpoint.self)?.hostname == "other.example.com")
  }

  @Test func anotherTypeIsNothing() throws {
    #expect(try AnyMessage.packing(Endpoint(arena)).unpacked(Cluster.self) == nil)
  }

  @Test func brokenBytesAreAnError() {
    let any = AnyMessage.packed(Cluster.messageType, [0x0A, 0x05], in: arena)
    #expect(throws: UnpackError.malformed(type: "envoy.config.cluster.v3.Cluster")) { try any.unpacked(Cluster.self) }
  }
}
