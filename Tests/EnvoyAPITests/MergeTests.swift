import Testing

import EnvoyAPI

@Suite struct MergeTests {
  private let arena = Arena()

  @Test func scalarsReplaceAndMessagesMerge() throws {
    let cluster = Cluster(arena) {
      $0.name = "a"
      $0.altStatName = "kept"
      $0.connectTimeout = .milliseconds(1500)
      $0.loadAssignment = ClusterLoadAssignment(arena) { $0.clusterName = "a" }
    }
    try cluster.merge(
      Cluster(arena) {
        $0.name = "b"
        $0.connectTimeout = .seconds(2)
        $0.loadAssignment = ClusterLoadAssignment(arena) { $0.endpoints = [LocalityLbEndpoints(arena)] }
      })
    #expect(cluster.name == "b")
    #expect(cluster.altStatName == "kept")
    #expect(cluster.connectTimeout == .seconds(2), "a duration is one value")
    #expect(cluster.loadAssignment?.clusterName == "a")
    #expect(cluster.loadAssignment?.endpoints.count == 1)
  }

  @Test func listsAreAppended() throws {
    let host = VirtualHost(arena) { $0.domains = ["a"] }
    try host.merge(VirtualHost(arena) { $0.domains = ["b", "c"] })
    #expect(host.domains == ["a", "b", "c"])
  }

  @Test func ofAOneofTheLaterCounts() throws {
    let action = RouteAction(arena) { $0.cluster = "a" }
    try action.merge(RouteAction(arena) { $0.weightedClusters = WeightedCluster(arena) })
    #expect(action.cluster == nil)
    #expect(action.weightedClusters != nil)
  }

  @Test func entriesOfMapsReplaceThoseOfTheirKeys() throws {
    func options(_ code: Bool) -> AnyMessage { .packing(GrpcStatsFilterConfig(arena) { $0.emitFilterState = code }) }
    let cluster = Cluster(arena) { $0.typedExtensionProtocolOptions = [("b", options(false)), ("c", options(false))] }
    try cluster.merge(
      Cluster(arena) { $0.typedExtensionProtocolOptions = [("a", options(true)), ("b", options(true))] })
    #expect(cluster.typedExtensionProtocolOptions.map(\.key) == ["a", "b", "c"])
    let states = try cluster.typedExtensionProtocolOptions.map {
      try $0.value.unpacked(GrpcStatsFilterConfig.self)?.emitFilterState
    }
    #expect(states == [true, true, false])
  }

  @Test func whatIsInAnAnyIsReplacedOrMerged() throws {
    func filter(_ fill: (TcpProxy) -> Void) -> Filter {
      Filter(arena) { $0.typedConfig = .packing(TcpProxy(arena, fill)) }
    }
    let replaced = filter { $0.statPrefix = "a" }
    try replaced.merge(filter { $0.cluster = "b" })
    #expect(try replaced.typedConfig?.unpacked(TcpProxy.self)?.statPrefix == "")
    let merged = filter { $0.statPrefix = "a" }
    try merged.merge(filter { $0.cluster = "b" }, insideAny: true)
    #expect(try merged.typedConfig?.unpacked(TcpProxy.self)?.statPrefix == "a")
    #expect(try merged.typedConfig?.unpacked(TcpProxy.self)?.cluster == "b")
    let other = Filter(arena) { $0.typedConfig = .packing(Cluster(arena)) }
    #expect(throws: MergeError.self) { try merged.merge(other, insideAny: true) }
  }
}
