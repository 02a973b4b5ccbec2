import EnvoyAPI
import Testing

@Suite struct MergeMessagesTests {
  private let arena = Arena()

  @Test func scalarsThatAreSetWin() throws {
    let cluster = Cluster(arena) {
      $0.name = "a"
      $0.altStatName = "a"
      $0.lbPolicy = .maglev
    }
    let other = Cluster(arena) {
      $0.name = "b"
      $0.dnsLookupFamily = .v4Only
    }
    try cluster.merge(other)
    #expect(cluster.name == "b")
    #expect(cluster.altStatName == "a")
    #expect(cluster.lbPolicy == .maglev)
    #expect(cluster.dnsLookupFamily == .v4Only)
  }

  @Test func messagesAreMergedFieldByField() throws {
    let cluster = Cluster(arena) {
      $0.outlierDetection = OutlierDetection(arena) { $0.splitExternalLocalOriginErrors = true }
    }
    let patch = Cluster(arena) {
      $0.outlierDetection = OutlierDetection(arena) { $0.interval = .seconds(1) }
      $0.circuitBreakers = CircuitBreakers(arena)
    }
    try cluster.merge(patch)
    #expect(cluster.outlierDetection?.splitExternalLocalOriginErrors == true)
    #expect(cluster.outlierDetection?.interval == .seconds(1))
    #expect(cluster.circuitBreakers != nil)
  }

  /// Field by field, a duration of 5 s would keep the nanoseconds of one of 1.5 s, and false would leave true as it is.
  @Test func durationsAndWrappersAreOneValue() throws {
    let cluster = Cluster(arena) {
      $0.connectTimeout = .milliseconds(1500)
      $0.waitForWarmOnInit = true
      $0.perConnectionBufferLimitBytes = 7
    }
    try cluster.merge(
      Cluster(arena) {
        $0.connectTimeout = .seconds(5)
        $0.waitForWarmOnInit = false
        $0.perConnectionBufferLimitBytes = 0
      })
    #expect(cluster.connectTimeout == .seconds(5))
    #expect(cluster.waitForWarmOnInit == false)
    #expect(cluster.perConnectionBufferLimitBytes == 0)
  }

  @Test func listsAreAppended() throws {
    let host = VirtualHost(arena) {
      $0.domains = ["a"]
      $0.routes = [Route(arena) { $0.name = "a" }]
    }
    try host.merge(
      VirtualHost(arena) {
        $0.domains = ["b", "a"]
        $0.routes = [Route(arena) { $0.name = "b" }]
        $0.requestHeadersToRemove = ["c"]
      })
    #expect(host.domains == ["a", "b", "a"])
    #expect(host.routes.map(\.name) == ["a", "b"])
    #expect(host.requestHeadersToRemove == ["c"])
  }

  @Test func entriesOfMapsReplaceThoseOfTheirKeys() throws {
    func metadata(_ entries: [(String, [(String, StructValue)])]) -> Metadata {
      Metadata(arena) { $0.filterMetadata = entries.map { ($0, StructMessage(arena, $1)) } }
    }
    let merged = metadata([("b", [("x", .number(1)), ("y", .number(1))]), ("c", [])])
    try merged.merge(metadata([("b", [("x", .number(2))]), ("a", [("z", .null)])]))
    #expect(
      merged.packed() == metadata([("a", [("z", .null)]), ("b", [("x", .number(2))]), ("c", [])]).packed())
  }

  @Test func theOtherMemberOfAOneofWins() throws {
    let match = RouteMatch(arena) { $0.prefix = "/" }
    try match.merge(RouteMatch(arena) { $0.safeRegex = RegexMatcher(arena) { $0.regex = "a" } })
    #expect(match.prefix == nil)
    #expect(match.safeRegex?.regex == "a")
    try match.merge(RouteMatch(arena) { $0.prefix = "" })
    #expect(match.packed() == [0x0A, 0])
  }

  @Test func membersOfAOneofThatAreTheSameMessageAreMerged() throws {
    let route = Route(arena) { $0.route = RouteAction(arena) { $0.cluster = "a" } }
    try route.merge(Route(arena) { $0.route = RouteAction(arena) { $0.timeout = .zero } })
    #expect(route.route?.cluster == "a")
    #expect(route.route?.timeout == .zero)
    try route.merge(Route(arena) { $0.directResponse = DirectResponseAction(arena) })
    #expect(route.route == nil)
  }

  @Test func theOtherMessageSharesNothing() throws {
    let patch = Cluster(arena) { $0.outlierDetection = OutlierDetection(arena) { $0.interval = .seconds(1) } }
    let before = patch.packed()
    let cluster = Cluster(arena)
    try cluster.merge(patch)
    cluster.outlierDetection?.interval = .seconds(2)
    #expect(patch.packed() == before)
  }

  @Test func theOtherMessageMayBeInAnotherArena() throws {
    let cluster = Cluster(arena) { $0.name = "a" }
    do {
      let other = Arena()
      try cluster.merge(Cluster(other) { $0.outlierDetection = OutlierDetection(other) { $0.interval = .seconds(1) } })
      other.reset()
      _ = Cluster(other) { $0.name = String(repeating: "x", count: 100) }
    }
    #expect(cluster.outlierDetection?.interval == .seconds(1))
  }

  private func filter(_ content: some EnvoyMessage) -> Filter {
    Filter(arena) {
      $0.name = "f"
      $0.typedConfig = .packing(content)
    }
  }

  @Test func anAnyOfAnotherTypeReplaces() throws {
    let merged = filter(TcpProxy(arena) { $0.statPrefix = "a" })
    try merged.merge(filter(Router(arena)))
    #expect(merged.packed() == filter(Router(arena)).packed())
  }

  @Test func anysOfMapsAreMerged() throws {
    func cluster(_ options: [(String, UpstreamHttpProtocolOptions)]) -> Cluster {
      Cluster(arena) { $0.typedExtensionProtocolOptions = options.map { ($0, .packing($1)) } }
    }
    let http2 = UpstreamHttpProtocolOptions(arena) {
      $0.explicitHttpConfig = .init(arena) { $0.http2ProtocolOptions = Http2ProtocolOptions(arena) }
    }
    let idle = UpstreamHttpProtocolOptions(arena) {
      $0.commonHttpProtocolOptions = HttpProtocolOptions(arena) { $0.idleTimeout = .seconds(1) }
    }
    let merged = cluster([("b", http2)])
    try merged.merge(cluster([("b", idle), ("a", idle)]))
    #expect(merged.typedExtensionProtocolOptions.map(\.key) == ["a", "b"])
    let options = try merged.typedExtensionProtocolOptions[1].value.unpacked(UpstreamHttpProtocolOptions.self)
    #expect(options?.explicitHttpConfig?.http2ProtocolOptions != nil)
    #expect(options?.commonHttpProtocolOptions?.idleTimeout == .seconds(1))
  }

  @Test func theContentsOfAnysAreMerged() throws {
    let merged = filter(
      TcpProxy(arena) {
        $0.statPrefix = "a"
        $0.cluster = "a"
      })
    try merged.merge(filter(TcpProxy(arena) { $0.cluster = "b" }), keepingTypes: true)
    let content = try #require(try merged.typedConfig?.unpacked(TcpProxy.self))
    #expect(content.statPrefix == "a")
    #expect(content.cluster == "b")
    let config = try #require(merged.typedConfig)
    try config.merge(.packing(TcpProxy(arena) { $0.maxConnectAttempts = 3 }), keepingTypes: true)
    #expect(try merged.typedConfig?.unpacked(TcpProxy.self)?.maxConnectAttempts == 3)
  }

  @Test func anAnyOfAnotherTypeWithinContentReplaces() throws {
    func tracing(_ config: some EnvoyMessage) -> HttpConnectionManager {
      HttpConnectionManager(arena) {
        $0.tracing = .init(arena) {
          $0.provider = TraceConfig.Http(arena) { $0.typedConfig = .packing(config) }
          $0.verbose = true
        }
      }
    }
    let merged = filter(tracing(ZipkinConfig(arena)))
    try merged.merge(filter(tracing(DatadogConfig(arena) { $0.serviceName = "a" })), keepingTypes: true)
    let provider = try merged.typedConfig?.unpacked(HttpConnectionManager.self)?.tracing?.provider
    #expect(try provider?.typedConfig?.unpacked(DatadogConfig.self)?.serviceName == "a")
  }

  @Test func contentThatIsNoneOfItsTypeIsRefused() {
    let broken = filter(TcpProxy(arena))
    broken.typedConfig?.value = [0x0A]
    #expect(throws: MergeError.unreadable(type: "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy")) {
      try broken.merge(filter(TcpProxy(arena)), keepingTypes: true)
    }
  }

  @Test func contentOfAnotherTypeIsRefused() {
    let error = #expect(throws: MergeError.self) {
      try filter(TcpProxy(arena)).merge(filter(Router(arena)), keepingTypes: true)
    }
    #expect(
      error?.description == """
        type URL of dst "type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy" is different than src \
        "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"
        """)
  }
}
