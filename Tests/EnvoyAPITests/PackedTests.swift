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

  @Test func fieldsThatAreEncodedAlreadyAreAsIfBuiltInPlace() {
    let arena = Arena()
    let other = Arena()
    let (cluster, listener) = (tlsCluster(arena), Listener(arena) { $0.trafficDirection = .outbound })
    let built = Bootstrap.StaticResources(arena) {
      $0.listeners = [listener]
      $0.clusters = [cluster, Cluster(arena)]
    }
    let encoded = Bootstrap.StaticResources(
      arena,
      packedFields: [
        ("listeners", [listener.packedWithLength(in: other)]),
        ("clusters", [cluster.packedWithLength(in: other), Cluster(arena).packedWithLength(in: other)]),
      ])
    #expect(built.packed() == encoded.packed())
  }

  @Test(arguments: [0, 1, 127, 128, 16383, 16384]) func aLengthStandsBeforeTheMessage(count: Int) {
    let arena = Arena()
    let kept = Arena()
    let resource = Resource(arena) { $0.name = String(repeating: "n", count: count) }
    let field = resource.packedWithLength(in: kept)
    #expect(Array(field.content) == resource.packed())
    let response = DiscoveryResponse(arena, packedFields: [("resources", [field])]).packed()
    #expect(response == [18] + Array(field.bytes))
    let any = AnyMessage.packing(resource).packedWithLength(in: kept)
    #expect(Array(any.last(resource.packed().count).bytes) == Array(field.bytes))
  }

  @Test func piecesAreTheEncodedMessage() {
    let arena = Arena()
    let cluster = tlsCluster(arena)
    let packed = cluster.packedInArena()
    let many = (0..<300).map { index in
      index % 3 == 0 ? Cluster(arena, packed: packed) : Cluster(arena) { $0.name = "cluster-\(index)" }
    }
    let message = Bootstrap(arena) {
      $0.node = Node(arena) { $0.id = String(repeating: "long", count: 200) }
      $0.staticResources = Bootstrap.StaticResources(arena) { $0.clusters = many }
    }
    let pieces = message.packedPieces()
    #expect(pieces.flatMap(Array.init) == message.packed())
    // What was encoded before is where it was.
    #expect(
      pieces.filter { packed.baseAddress! < $0.baseAddress! && $0.baseAddress! < packed.baseAddress! + 4 }.count == 100)
    #expect(Cluster(arena).packedPieces().isEmpty)
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
