import Testing

import EnvoyAPI

@Suite struct OverlayTests {
  private let arena = Arena()

  @Test func everyKindOfFieldComesBackAsItWasSet() throws {
    let bytes = tlsCluster(arena).packed()
    let cluster = try Cluster(arena, unpacking: bytes)

    #expect(cluster.name == "meshexternalservice_mes-https")
    #expect(cluster.type == .strictDns)
    #expect(cluster.lbPolicy == .roundRobin)
    #expect(cluster.dnsLookupFamily == .v4Only)
    #expect(cluster.connectTimeout == .milliseconds(5250))
    let endpoint = try #require(cluster.loadAssignment?.endpoints.first?.lbEndpoints.first)
    #expect(endpoint.loadBalancingWeight == 1)
    #expect(endpoint.endpoint?.address?.socketAddress?.address == "httpbin.org")
    #expect(endpoint.endpoint?.address?.pipe == nil)
    #expect(cluster.typedExtensionProtocolOptions.map(\.key) == ["a", "b"])
    let socket = try #require(cluster.transportSocketMatches.first?.transportSocket)
    let config = try #require(socket.typedConfig)
    #expect(config.typeUrl == UpstreamTlsContext.messageType.typeURL)
    let tls = try UpstreamTlsContext(arena, unpacking: config.value)
    #expect(tls.allowRenegotiation)
    #expect(tls.commonTlsContext?.tlsParams?.cipherSuites == ["A", "B"])
    #expect(tls.commonTlsContext?.tlsParams?.tlsMinimumProtocolVersion == .tlsv12)
    #expect(tls.commonTlsContext?.tlsCertificates.first?.privateKey?.inlineBytes == [0, 1, 255])
    #expect(cluster.packed() == bytes)
  }

  @Test func zeroOfAOneofIsKept() throws {
    let address = SocketAddress(arena) { $0.portValue = 0 }
    #expect(address.packed() == [0x18, 0])
    #expect(try SocketAddress(arena, unpacking: [0x18, 0]).portValue == 0)
    #expect(SocketAddress(arena).portValue == nil)
  }

  @Test func theLastMemberOfAOneofWins() {
    let source = DataSource(arena) {
      $0.filename = "f"
      $0.inlineString = "s"
    }
    #expect(source.filename == nil)
    #expect(source.inlineString == "s")
    source.filename = nil
    #expect(source.inlineString == "s")
    source.inlineString = nil
    #expect(source.packed() == [])
  }

  @Test func wrappersTellAbsentFromZero() {
    let listener = Listener(arena) { $0.bindToPort = false }
    #expect(listener.bindToPort == false)
    #expect(listener.useOriginalDst == nil)
    listener.bindToPort = nil
    #expect(listener.packed() == [])
  }

  @Test func durationsHaveNanoseconds() {
    let action = RouteAction(arena) { $0.timeout = .seconds(0) }
    #expect(action.packed() == [0x42, 0])
    action.timeout = .milliseconds(-1500)
    #expect(action.timeout == .milliseconds(-1500))
  }

  @Test func mapsAreSortedByTheBytesOfTheirKeys() {
    let metadata = Metadata(arena) { metadata in
      metadata.filterMetadata = ["b", "aa", "é", "a", "Z", "e\u{301}", "\u{1F600}", "\u{FFFD}"].map {
        ($0, StructMessage(arena))
      }
    }
    #expect(metadata.filterMetadata.map(\.key) == ["Z", "a", "aa", "b", "e\u{301}", "é", "\u{FFFD}", "\u{1F600}"])
  }

  @Test func anEntryWithAnEmptyKeyIsWrittenWhole() {
    let metadata = Metadata(arena) { metadata in
      metadata.filterMetadata = [("", StructMessage(arena))]
    }
    #expect(metadata.packed() == [0x0A, 4, 0x0A, 0, 0x12, 0])
  }

  @Test func minusZeroIsZero() throws {
    let minus = StructMessage(arena, [("k", .number(-0.0))])
    #expect(minus.packed() == StructMessage(arena, [("k", .number(0))]).packed())
  }

  @Test func whatIsAbsentIsNilInEveryExpression() throws {
    let match = Cluster.TransportSocketMatch(arena)
    #expect(match.transportSocket?.name == nil)
    #expect(match.transportSocket?.typedConfig?.typeUrl == nil)
    match.transportSocket?.name = "a"
    #expect((match.transportSocket as TransportSocket?) == nil)
    #expect([match].map { $0.transportSocket?.name } == [nil])
    let any = AnyMessage.packing(Router(arena))
    #expect(try any.unpacked(TcpProxy.self)?.statPrefix == nil)
    #expect(try any.unpacked(TcpProxy.self) == nil)
  }

  @Test func aMessageThatAGetterGivesIsChangedInPlace() throws {
    let cluster = tlsCluster(arena)
    cluster.loadAssignment?.endpoints.first?.lbEndpoints.first?.endpoint?.address?.socketAddress?.portValue = 444
    cluster.typedExtensionProtocolOptions.first?.value.typeUrl = "x"
    cluster.loadAssignment?.endpoints.append(LocalityLbEndpoints(arena) { $0.priority = 1 })

    let copy = try Cluster(arena, unpacking: cluster.packed())
    let endpoints = try #require(copy.loadAssignment?.endpoints)
    #expect(endpoints.map(\.priority) == [0, 1])
    #expect(endpoints.first?.lbEndpoints.first?.endpoint?.address?.socketAddress?.portValue == 444)
    #expect(copy.typedExtensionProtocolOptions.first?.value.typeUrl == "x")
  }

  @Test func aDecodedMessageIsChangedInPlace() throws {
    let cluster = try Cluster(arena, unpacking: tlsCluster(arena).packed())
    cluster.transportSocketMatches.first?.transportSocket?.name = "x"
    cluster.transportSocketMatches = cluster.transportSocketMatches + [Cluster.TransportSocketMatch(arena)]
    #expect(cluster.transportSocketMatches.map { $0.transportSocket?.name } == ["x", nil])
  }

  @Test func listsInheritNothingFromEarlierMessagesOfTheArena() {
    let arena = Arena(chunkSize: 64)
    let expected = tlsCluster(self.arena).packed()
    for _ in 0..<3 {
      #expect(tlsCluster(arena).packed() == expected)
      arena.reset()
      #expect(Cluster(arena).packed() == [])
      arena.reset()
    }
  }

  @Test func buildersMayThrow() {
    struct Refused: Error {}
    #expect(throws: Refused.self) { try Cluster(arena) { _ in throw Refused() } }
  }
}
