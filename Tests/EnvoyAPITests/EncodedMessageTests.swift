import Testing

import EnvoyAPI

@Suite struct EncodedMessageTests {
  private let arena = Arena()

  private func encoded(_ message: some EnvoyMessage) -> EncodedMessage {
    EncodedMessage(type(of: message).messageType, message.packed()[...])
  }

  @Test func contentsAreThoseOfTheField() throws {
    let response = DiscoveryResponse(arena) {
      $0.versionInfo = "1"
      $0.resources = ["a", "b"].map { name in .packing(Cluster(arena) { $0.name = name }) }
    }
    let message = encoded(response)
    #expect(try message.contents(of: "version_info").map(Array.init) == [Array("1".utf8)])
    #expect(try message.contents(of: "versionInfo").count == 1)
    #expect(try message.contents(of: "typeUrl").isEmpty)
    #expect(try message.contents(of: "no_such_field").isEmpty)
    let clusters = try message.contents(of: "resources").map { try EncodedMessage.inside(any: $0) }
    #expect(clusters.map(\.type) == [Cluster.messageType, Cluster.messageType])
    #expect(try clusters.map { try $0.decode().value()["name"]?.string } == ["a", "b"])
    #expect(clusters[0] == encoded(Cluster(arena) { $0.name = "a" }))
    #expect(clusters[0] != clusters[1])
  }

  @Test func aFieldCanBeTakenAway() throws {
    let cluster = { (name: String) in
      encoded(
        Cluster(arena) {
          $0.name = name
          $0.type = .eds
          $0.connectTimeout = .seconds(1)
        })
    }
    let rest = try cluster("a").removing("name")
    #expect(
      rest
        == encoded(
          Cluster(arena) {
            $0.type = .eds
            $0.connectTimeout = .seconds(1)
          }))
    #expect(try rest == cluster("b").removing("name"))
    #expect(try cluster("a").removing("no_such_field") == cluster("a"))
  }

  @Test func whatIsDamagedIsAnError() {
    let message = EncodedMessage(Cluster.messageType, [0x0A, 5, 1])
    #expect(throws: UnpackError.malformed(type: Cluster.messageType.fullName)) { try message.contents(of: "name") }
    #expect(throws: UnpackError.self) { try message.removing("type") }
    #expect(throws: UnpackError.unknownType("a/b.C")) {
      try EncodedMessage.inside(any: encoded(AnyMessage(arena) { $0.typeUrl = "a/b.C" }).bytes)
    }
  }
}
