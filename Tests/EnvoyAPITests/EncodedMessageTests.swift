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
    #expect(try message.content(of: "version_info") == Array("1".utf8)[...])
    #expect(try message.content(of: "versionInfo")?.count == 1)
    #expect(try message.content(of: "typeUrl") == nil)
    #expect(try message.content(of: "no_such_field") == nil)
    var clusters: [EncodedMessage] = []
    try message.forEachContent(of: "resources") { (any) throws(UnpackError) in
      clusters.append(try EncodedMessage.inside(any: any))
    }
    #expect(try message.content(of: "resources").map { try EncodedMessage.inside(any: $0) } == clusters.last)
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

  @Test func theFirstUnknownFieldIsFound() throws {
    let cluster = Cluster(arena) { $0.name = "a" }
    #expect(try encoded(cluster).unknownField() == nil)
    let strange = EncodedMessage(Cluster.messageType, (cluster.packed() + [0xF8, 0x7F, 1, 0xF0, 0x7F, 1])[...])
    #expect(
      try strange.unknownField() == UnknownField(path: "", type: Cluster.messageType.fullName, number: 2047))
  }

  @Test func whatIsDamagedIsAnError() {
    let message = EncodedMessage(Cluster.messageType, [0x0A, 5, 1])
    #expect(throws: UnpackError.malformed(type: Cluster.messageType.fullName)) { try message.content(of: "name") }
    #expect(throws: UnpackError.self) { try message.removing("type") }
    #expect(throws: UnpackError.unknownType("a/b.C")) {
      try EncodedMessage.inside(any: encoded(AnyMessage(arena) { $0.typeUrl = "a/b.C" }).bytes)
    }
  }
}
