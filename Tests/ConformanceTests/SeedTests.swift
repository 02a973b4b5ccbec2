import EnvoyAPI
import Foundation
import Testing

@testable import XDSCompiler

/// The documentation's own resources.
@Suite(.enabled(if: SharedFolder.has(SharedFolder.seed), "the documentation's resources are not here"))
struct SeedTests {
  private static let names = [
    "mes-grpc", "mes-grpcs", "mes-http", "mes-https", "mes-tcp", "mes-tcp-mtls", "mes-tcp-tls",
  ]

  private static let transparentDataplane = SourceFile(
    path: "dataplane.yaml",
    bytes: Array(
      """
      type: Dataplane
      name: transparent
      networking:
        address: 192.168.0.1
        transparentProxying: {redirectPortInbound: 15006, redirectPortOutbound: 15001}
      """.utf8))

  /// All resources of one spelling but the Mesh, which forbids external services.
  private func resources(_ spelling: String) throws -> [SourceFile] {
    try SharedFolder.entries(SharedFolder.seed.appending(path: spelling))
      .filter { $0.pathExtension == "yaml" && !$0.lastPathComponent.hasPrefix("mesh-") }
      .map { try SourceFile($0) }
  }

  /// The table of the DNS listener, as `name address`.
  private func table(_ output: [String: OutputFile]) throws -> [String] {
    let file = try #require(output["default/transparent/listeners.pb"])
    var text: [UInt8] = []
    try file.messageType.unpack(file.bytes).write(.yaml, to: &text)
    let documents = try Documents(text, file.path)
    let listener = try documents.first["resources"]?.elements.first { $0["name"]?.string == "kuma:dns" }
    let config = listener?["listenerFilters"]?.elements.first { _ in true }?["typedConfig"]
    let domains = config?["serverConfig"]?["inlineDnsTable"]?["virtualDomains"]?.elements.map { domain in
      let address = domain["endpoint"]?["addressList"]?["address"]?.elements.first { _ in true }
      return "\(domain["name"]?.string ?? "") \(address?.string ?? "")"
    }
    return withExtendedLifetime(documents) { domains ?? [] }
  }

  @Test(arguments: [("universal", ""), ("kubernetes", ".kong-mesh-system")])
  func eachSpelling(_ spelling: String, suffix: String) throws {
    let output = try compile(resources(spelling) + [SeedTests.transparentDataplane], CompileOptions())
    // Addresses go by core name: "mes-tcp-mtls.x" comes before "mes-tcp.x", but "mes-tcp" before "mes-tcp-mtls".
    let ordered = SeedTests.names.sorted { "\($0)\(suffix)" < "\($1)\(suffix)" }
    let expected = ordered.enumerated().map { "\($1).svc.meshext.local 242.0.0.\($0)" }.sorted()
    let found = try table(output)
    #expect(found == expected)
  }

  @Test func bothTogether() throws {
    let sources = try resources("universal") + resources("kubernetes") + [SeedTests.transparentDataplane]
    let output = try compile(sources, CompileOptions())
    let clusters = try #require(output["default/transparent/clusters.pb"])
    var text: [UInt8] = []
    try clusters.messageType.unpack(clusters.bytes).write(.yaml, to: &text)
    let documents = try Documents(text, clusters.path)
    let names = try documents.first["resources"]?.elements.compactMap { $0["name"]?.string } ?? []
    #expect(
      names.filter { $0.hasPrefix("meshexternalservice_") }
        == SeedTests.names.flatMap { ["meshexternalservice_\($0)", "meshexternalservice_\($0).kong-mesh-system"] }
        .sorted())
    // The first of each pair has the hostname: a hostname belongs to one service of a mesh.
    #expect(
      try table(output).map { $0.split(separator: " ")[0] }
        == SeedTests.names.map { "\($0).svc.meshext.local" }.sorted())
    #expect(try table(output).first == "mes-grpc.svc.meshext.local 242.0.0.0")
  }

  @Test func theMeshOfTheDocumentationForbidsThem() throws {
    let mesh = try SourceFile(SharedFolder.seed.appending(path: "universal/mesh-default.yaml"))
    let output = try compile(resources("universal") + [mesh, SeedTests.transparentDataplane], CompileOptions())
    #expect(try table(output) == [])
  }
}
