import Testing

import EnvoyAPI

@Suite struct MessageValueTests {
  private let arena = Arena()

  private func value(
    _ message: some EnvoyMessage, redacting: ((UnsafeRawBufferPointer) -> String)? = nil
  ) throws -> MessageValue {
    try type(of: message).messageType.unpack(message.packed()).value(redacting: redacting)
  }

  @Test func valuesAreThoseOfTheText() throws {
    let cluster = try value(tlsCluster(arena))
    #expect(cluster["name"] == .string("meshexternalservice_mes-https"))
    #expect(cluster["connectTimeout"]?.string == "5.250s")
    let endpoint = cluster["loadAssignment"]?["endpoints"]?.elements.first?["lbEndpoints"]?.elements.first
    #expect(endpoint?["endpoint"]?["address"]?["socketAddress"]?["portValue"] == .word("443"))
    guard case .object(let options)? = cluster["typedExtensionProtocolOptions"] else {
      Issue.record("the map is no object")
      return
    }
    #expect(options.map(\.name) == ["a", "b"])
    #expect(
      options.first?.value["@type"]?.string
        == "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions")
    #expect(options.first?.value["explicitHttpConfig"]?["httpProtocolOptions"] == .object([]))
  }

  @Test func keysCanBeRedacted() throws {
    let context = try value(tlsCluster(arena), redacting: { "\($0.count) bytes" })["transportSocketMatches"]?
      .elements.first?["transportSocket"]?["typedConfig"]
    let key = context?["commonTlsContext"]?["tlsCertificates"]?.elements.first?["privateKey"]
    #expect(key?["inlineBytes"]?.string == "3 bytes")
  }

  @Test func valuesThatAreNoMessagesAreWholeTrees() throws {
    let metadata = StructMessage(arena, [("list", .list([.number(1), .null, .object([])])), ("yes", .bool(true))])
    #expect(
      try value(metadata)
        == .object([
          .init(name: "list", value: .list([.word("1.0"), .word("null"), .object([])])),
          .init(name: "yes", value: .word("true")),
        ]))
  }
}
