import Testing

import EnvoyAPI

/// Messages that are encoded once and stand in several places.
@Suite struct PackedTests {
  @Test func prepackedElementsAreAsIfBuiltInPlace() {
    let arena = Arena()
    func bootstrap(_ clusters: [Cluster], _ listeners: [Listener]) -> [UInt8] {
      Bootstrap(arena) {
        $0.node = Node(arena) { $0.id = "n" }
        $0.staticResources = Bootstrap.StaticResources(arena) {
          $0.clusters = clusters
          $0.listeners = listeners
        }
        $0.admin = Admin(arena)
      }.packed()
    }
    let cluster = tlsCluster(arena)
    let listener = Listener(arena) { $0.trafficDirection = .outbound }
    let built = bootstrap([cluster, Cluster(arena), cluster], [listener])
    let prepacked = Cluster(arena, packed: cluster.packedInArena())
    #expect(
      built
        == bootstrap(
          [prepacked, Cluster(arena, packed: []), Cluster(arena, packed: cluster.packed())],
          [Listener(arena, packed: listener.packed())]))
  }

  @Test func aPackedAnyIsAsIfPackedInPlace() {
    let arena = Arena()
    let cluster = tlsCluster(arena)
    func response(_ resource: AnyMessage) -> [UInt8] {
      DiscoveryResponse(arena) {
        $0.versionInfo = "1"
        $0.resources = [resource]
        $0.typeUrl = Cluster.messageType.typeURL
      }.packed()
    }
    let expected = response(.packing(cluster))
    #expect(response(.packed(Cluster.messageType, cluster.packedInArena(), in: arena)) == expected)
    #expect(response(.packed(Cluster.messageType, cluster.packed(), in: arena)) == expected)
    #expect(response(AnyMessage(arena, packed: AnyMessage.packing(cluster).packed())) == expected)
  }

  @Test func anysNest() throws {
    let arena = Arena()
    let inner = AnyMessage.packing(Router(arena))
    let outer = AnyMessage.packing(Resource(arena) { $0.resource = inner })
    let resource = try Resource(arena, unpacking: outer.value)
    #expect(resource.resource?.typeUrl == "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router")
    #expect(resource.resource?.value == [])
  }
}
