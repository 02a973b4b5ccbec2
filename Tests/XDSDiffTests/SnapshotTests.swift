import EnvoyAPI
import Testing
import XDSCompiler

@testable import XDSDiff

@Suite struct SnapshotTests {
  private let arena = Arena()

  private func cluster(_ name: String, sni: String? = nil) -> Cluster {
    Cluster(arena) {
      $0.name = name
      if let sni { $0.transportSocketMatches = [.init(arena) { $0.transportSocket = socket(sni) }] }
    }
  }

  private func socket(_ sni: String) -> TransportSocket {
    TransportSocket(arena) { $0.typedConfig = .packing(UpstreamTlsContext(arena) { $0.sni = sni }) }
  }

  private func response(_ resources: [some EnvoyMessage]) -> DiscoveryResponse {
    DiscoveryResponse(arena) {
      $0.resources = resources.map { .packing($0) }
      $0.typeUrl = Cluster.messageType.typeURL
    }
  }

  private let clusterType = Cluster.messageType.fullName

  private func value(_ message: some EnvoyMessage) throws -> MessageValue {
    try type(of: message).messageType.unpack(message.packed()).value(redacting: SecretBytes.fingerprint(of:))
  }

  @Test func encodedAndDecodedResponsesSayTheSame() throws {
    let response = response([cluster("b", sni: "x"), cluster("a")])
    let encoded = try Snapshot(encodedResponse: response.packed(), of: clusterType)
    let decoded = try Snapshot(DiscoveryResponse.messageType, value(response))
    #expect(encoded.types == [clusterType] && decoded.types == [clusterType])
    #expect(Set(encoded.resources.keys.map(\.name)) == ["a", "b"])
    #expect(try difference(encoded, decoded).resources.isEmpty)
    let other = try Snapshot(encodedResponse: self.response([cluster("b", sni: "y")]).packed(), of: clusterType)
    #expect(try difference(decoded, other).resources.map(\.name) == ["a", "b"])
  }

  @Test func transportSocketsHaveTheNamesOfTheirClusters() throws {
    let resource = Resource(arena) {
      $0.name = "a"
      $0.resource = .packing(socket("x"))
    }
    let response = DiscoveryResponse(arena) {
      $0.resources = [.packing(resource)]
      $0.typeUrl = Resource.messageType.typeURL
    }
    let key = Snapshot.Key(type: TransportSocket.messageType.fullName, name: "a")
    let encoded = try Snapshot(encodedResponse: response.packed(), of: key.type)
    let decoded = try Snapshot(DiscoveryResponse.messageType, value(response))
    for snapshot in [encoded, decoded] {
      #expect(snapshot.types == [key.type])
      #expect(Array(snapshot.resources.keys) == [key])
    }
    #expect(try difference(encoded, decoded).resources.isEmpty)
  }

  @Test func bootstrapsAreTheirResourcesAndTheRest() throws {
    let bootstrap = { (name: String, isDynamic: Bool) in
      Bootstrap(arena) {
        $0.node = Node(arena) { $0.id = "default.web" }
        if isDynamic {
          $0.dynamicResources = .init(arena) { $0.cdsConfig = ConfigSource(arena) }
        } else {
          $0.staticResources = .init(arena) { $0.clusters = [cluster(name)] }
        }
      }
    }
    let type = Bootstrap.messageType.fullName
    let decoded = try Snapshot(Bootstrap.messageType, value(bootstrap("a", false)))
    #expect(Set(decoded.resources.keys) == [.init(type: clusterType, name: "a"), .init(type: type, name: "")])
    #expect(decoded.types.isSuperset(of: [type, clusterType, Listener.messageType.fullName]))
    // By itself, the encoded one is about the rest alone.
    let encoded = try Snapshot(encodedBootstrap: bootstrap("b", false).packed())
    #expect(encoded.types == [type])
    #expect(try difference(decoded, encoded).resources.isEmpty)

    let dynamic = try Snapshot(Bootstrap.messageType, value(bootstrap("a", true)))
    #expect(!dynamic.types.contains(clusterType))
    #expect(dynamic.types.contains(Listener.messageType.fullName))
    var resources = encoded
    #expect(try difference(resources, dynamic).resources.map(\.weight) == [.traffic])
    resources.untoldFields = ["dynamicResources"]
    #expect(try difference(resources, dynamic).resources.isEmpty)
  }

  @Test func onlyTypesOfBothSidesAreCompared() throws {
    let old = try snapshot(["Cluster": ["{name: a}"], "Listener": ["{name: l}"]])
    #expect(try difference(old, snapshot(["Cluster": ["{name: a}"]])).resources.isEmpty)
    #expect(try difference(old, snapshot(["Cluster": [], "Listener": []])).resources.map(\.name) == ["a", "l"])
  }

  @Test func aResourceTwiceIsAnError() throws {
    let response = response([cluster("a"), cluster("a")])
    let key = Snapshot.Key(type: clusterType, name: "a")
    #expect { try Snapshot(encodedResponse: response.packed(), of: clusterType) } throws: { isTwice($0, key) }
    #expect { try Snapshot(DiscoveryResponse.messageType, value(response)) } throws: { isTwice($0, key) }
  }

  private func isTwice(_ error: any Error, _ key: Snapshot.Key) -> Bool {
    if case SnapshotError.twice(key)? = error as? SnapshotError { true } else { false }
  }

  @Test func whatIsDamagedIsAnError() throws {
    #expect(throws: SnapshotError.self) { try Snapshot(encodedResponse: [0xFF], of: clusterType) }
    let unknown = DiscoveryResponse(arena) {
      $0.resources = [AnyMessage(arena) { $0.typeUrl = "type.googleapis.com/no.such.Type" }]
    }
    #expect { try Snapshot(encodedResponse: unknown.packed(), of: clusterType) } throws: { error in
      "\(error)".hasSuffix("type.googleapis.com/no.such.Type")
    }
  }

  @Test func unknownFieldsAloneAreNoEmptyResponse() throws {
    let response = DiscoveryResponse.messageType.fullName
    #expect(try Snapshot(encodedResponse: [], of: clusterType).resources.isEmpty)
    #expect { try Snapshot(encodedResponse: [0xF8, 0x7F, 1], of: clusterType) } throws: {
      "\($0)" == "has a field that this version does not know: number 2047 of \(response)"
    }
  }

  /// Fields that nobody can see must not pass for no difference.
  @Test func anUnknownFieldIsAnErrorWhereItWouldBeCompared() throws {
    // Field 2047, a varint.
    let strange = cluster("a").packed() + [0xF8, 0x7F, 1]
    let any = AnyMessage.packed(Cluster.messageType, strange, in: arena)
    let bytes = DiscoveryResponse(arena) { $0.resources = [any] }.packed()
    let snapshot = try Snapshot(encodedResponse: bytes, of: clusterType)
    #expect(try difference(snapshot, snapshot).resources.isEmpty)
    let known = try Snapshot(encodedResponse: response([cluster("a")]).packed(), of: clusterType)
    #expect { try difference(snapshot, known) } throws: { "\($0)".contains("number 2047 of \(clusterType)") }
  }
}
