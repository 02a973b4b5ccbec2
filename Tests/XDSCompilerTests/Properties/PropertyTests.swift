import EnvoyAPI
import Testing

@testable import XDSCompiler

/// What holds for every mesh. A seed in a failure makes the same mesh again.
@Suite struct PropertyTests {
  private func compile(
    _ files: [SourceFile], jobs: Int = 1, zone: String? = nil, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> (files: [String: [UInt8]], lock: String) {
    var options = CompileOptions()
    options.jobs = jobs
    options.zone = zone
    let compilation = Pipeline(options).compile(files, lock: LockFile(source: nil, isFrozen: false))
    let errors = compilation.diagnostics.filter { $0.severity == .error }.map(\.message)
    #expect(errors == [], sourceLocation: sourceLocation)
    return (try compilation.files(), compilation.vipLock?.rendered ?? "")
  }

  /// Paths of files that differ.
  private func changes(from expected: [String: [UInt8]], to found: [String: [UInt8]]) -> [String] {
    Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }.sorted()
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func theOrderOfFilesDocumentsAndKeysChangesNothing(_ seed: UInt64) throws {
    let mesh = RandomMesh(seed: seed)
    let zone = seed % 2 == 0 ? "west" : nil
    let expected = try compile(mesh.files(seed: 0, shuffles: false), zone: zone)
    #expect(expected.files.count == 24)
    for order in 1...3 as ClosedRange<UInt64> {
      let shuffled = try compile(mesh.files(seed: order), zone: zone)
      #expect(shuffled.lock == expected.lock)
      #expect(changes(from: expected.files, to: shuffled.files) == [], "order \(order)")
    }
  }

  @Test(arguments: 0..<16 as Range<UInt64>) func theOrderOfPoliciesChangesNothing(_ seed: UInt64) throws {
    let mesh = RandomMesh(seed: seed, policies: 24)
    let expected = try compile(mesh.files(seed: 0, shuffles: false))
    let without = try compile(RandomMesh(seed: seed).files(seed: 0, shuffles: false))
    #expect(changes(from: without.files, to: expected.files) != [], "policies make a difference")
    for order in 1...3 as ClosedRange<UInt64> {
      let shuffled = try compile(mesh.files(seed: order))
      #expect(changes(from: expected.files, to: shuffled.files) == [], "order \(order)")
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>) func threadsChangeNothing(_ seed: UInt64) throws {
    // Enough services for every stage to share them out.
    let files = RandomMesh(seed: seed, services: 150).files(seed: seed)
    let expected = try compile(files)
    for jobs in [2, 7] {
      let found = try compile(files, jobs: jobs)
      #expect(found.lock == expected.lock)
      #expect(changes(from: expected.files, to: found.files) == [], "jobs \(jobs)")
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func bothSpellingsGiveTheSameCluster(_ seed: UInt64) throws {
    let (universal, kubernetes) = RandomMesh.twins(seed: seed)
    let secret =
      #"{type: Secret, mesh: default, name: ca, data: "\#(Base64.encode("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----".utf8))"}"#
    let rest =
      "\n---\n\(secret)\n" + dataplane("outbound: [{port: 1, backendRef: {kind: MeshExternalService, name: svc.ns}}]")
    func output(_ service: Value) throws -> [String: [UInt8]] {
      try compile([SourceFile(path: "a.yaml", bytes: Array((service.flow + rest).utf8))]).files
    }
    // A label of the mesh is written on Kubernetes, and so is among the endpoints' metadata there.
    let found = try output(kubernetes)
    let expected = try output(universal.addingMeshLabel())
    #expect(changes(from: expected, to: found) == [])
    #expect(expected["default/dp/clusters.pb"].map { $0.count > 100 } == true)
  }

  @Test(arguments: 0..<10 as Range<UInt64>) func everyFileReadsBack(_ seed: UInt64) throws {
    var names: Set<String> = []
    for (path, bytes) in try compile(RandomMesh(seed: seed).files(seed: seed)).files {
      let name = String(path.split(separator: "/")[2])
      let type = name == "bootstrap.pb" ? Bootstrap.messageType : DiscoveryResponse.messageType
      let message = try type.unpack(bytes)
      #expect(message.unknownFields() == [], "\(path)")
      let isSame = message.packed() == bytes
      #expect(isSame, "\(path)")
      names.insert(name)
    }
    #expect(names == ["bootstrap.pb", "clusters.pb", "listeners.pb", "transport_sockets.pb"])
  }

  /// Broken input gives errors with a place, or output; never a crash. `keepGoing` takes it through every stage.
  @Test(arguments: 0..<150 as Range<UInt64>) func brokenInputNeverCrashes(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let source = RandomMesh(seed: seed % 5, services: 3).files(seed: seed, shuffles: seed % 2 == 0)
    for _ in 0..<4 {
      var files = source
      for index in files.indices where !files[index].bytes.isEmpty {
        for _ in 0..<Int.random(in: 1...6, using: &random) { files[index].bytes.break(&random) }
      }
      var options = CompileOptions()
      options.keepGoing = true
      let compilation = Pipeline(options).compile(files)
      for diagnostic in compilation.diagnostics where diagnostic.severity == .error {
        let range = try #require(diagnostic.range, "\(diagnostic)")
        let file = try #require(files.indices.contains(Int(range.file)) ? files[Int(range.file)] : nil)
        let lines = file.bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
        #expect((1...lines + 1).contains(Int(range.line)) && range.column >= 1 && range.endLine >= range.line)
        #expect(range.endLine > range.line || range.endColumn >= range.column)
        #expect(!diagnostic.message.isEmpty)
      }
      for (path, bytes) in try compilation.files() where path.hasSuffix("clusters.pb") || path.hasSuffix("listeners.pb")
      {
        let isSame = try DiscoveryResponse.messageType.unpack(bytes).packed() == bytes
        #expect(isSame, "\(path)")
      }
    }
  }
}

extension Value {
  /// A Universal service with the label that its Kubernetes twin has.
  fileprivate func addingMeshLabel() -> Value {
    guard case .mapping(var entries) = self, let index = entries.firstIndex(where: { $0.key == "labels" }),
      case .mapping(let labels) = entries[index].value
    else { return self }
    entries[index].value = .mapping(labels + [("kuma.io/mesh", .text("default"))])
    return .mapping(entries)
  }
}

extension [UInt8] {
  /// Flips, removes, repeats or inserts something somewhere.
  fileprivate mutating func `break`(_ random: inout SeededGenerator) {
    guard !isEmpty else { return }
    let place = Int.random(in: 0..<count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: self[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: self[place] = random.pick(Array("\n :{}[]\"'-#&*!|>%@`,?\t0\\".utf8))
    case 2: removeSubrange(place..<Swift.min(count, place + Int.random(in: 1...40, using: &random)))
    case 3:
      insert(contentsOf: self[place..<Swift.min(count, place + 30)], at: Int.random(in: 0...count, using: &random))
    case 4: insert(UInt8.random(in: 0...255, using: &random), at: place)
    default: removeLast(Swift.min(count, Int.random(in: 1...60, using: &random)))
    }
  }
}
