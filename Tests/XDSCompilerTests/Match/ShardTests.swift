import Testing

@testable import XDSCompiler

@Suite struct ShardTests {
  private func compile(_ files: [SourceFile], shard: Shard? = nil) -> Compilation {
    var options = CompileOptions()
    options.shard = shard
    return Pipeline(options).compile(files)
  }

  private func shards(_ count: Int) throws -> [Shard] {
    try (1...count).map { try #require(Shard("\($0)/\(count)")) }
  }

  @Test(arguments: ["1/1", "4/7", "07/10"]) func wellFormed(_ text: String) throws {
    let numbers = text.split(separator: "/").compactMap { Int($0) }
    let shard = try #require(Shard(text))
    #expect([shard.index, shard.count] == numbers)
  }

  @Test(arguments: [
    "", "/", "1", "1/", "/2", "0/2", "3/2", "1/0", "-1/2", "+1/2", "1/2/3", " 1/2", "1/2 ", "a/b", "1/²",
  ])
  func malformed(_ text: String) {
    #expect(Shard(text) == nil)
  }

  /// Figures of Python's hashlib: no version may ever give others.
  @Test(arguments: [
    ("default", "web", 3, 3), ("default", "db", 3, 1), ("prod", "web", 3, 2), ("default", "api.ns", 7, 4),
    ("default", "é", 64, 55), ("staging", "web", 1_000_000_007, 562_169_192),
  ])
  func aNameHasItsPlaceForEver(_ mesh: String, _ dataplane: String, _ count: Int, _ index: Int) throws {
    #expect(try #require(Shard("\(index)/\(count)")).holds(mesh: mesh, dataplane: dataplane))
    let other = try #require(Shard("\(index % count + 1)/\(count)"))
    #expect(!other.holds(mesh: mesh, dataplane: dataplane))
  }

  @Test(arguments: 0..<6 as Range<UInt64>, [1, 2, 3, 8]) func togetherTheyAreTheWhole(_ seed: UInt64, _ count: Int)
    throws
  {
    let files = RandomMesh(seed: seed).files(seed: seed)
    let whole = compile(files)
    var union: [String: [UInt8]] = [:]
    for shard in try shards(count) {
      let part = compile(files, shard: shard)
      #expect(part.diagnostics == whole.diagnostics)
      // Throws where a file has come before.
      try union.merge(part.files()) { _, _ in throw InTwoShards() }
    }
    let expected = try whole.files()
    #expect(expected.count == 24)
    let isSame = union == expected
    #expect(isSame)
  }

  private struct InTwoShards: Error {}

  /// Errors that only matching finds, too.
  @Test func everyShardFindsAllErrors() throws {
    let text =
      service("gone", "endpoints: []")
      + ["web", "db", "cache"].map {
        dataplane("outbound: [{port: 1, backendRef: {kind: MeshExternalService, name: none-\($0)}}]", named: $0)
      }.joined()
    let files = [SourceFile(path: "a.yaml", bytes: Array(text.utf8))]
    let whole = compile(files)
    #expect(whole.errorCount == 4)
    for shard in try shards(3) { #expect(compile(files, shard: shard).diagnostics == whole.diagnostics) }
  }
}
