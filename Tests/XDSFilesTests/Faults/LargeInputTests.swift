import Foundation
import Testing
import XDSCompiler
import XDSFiles

/// Very many good things, for which nothing may take more than linear time.
@Suite struct LargeInputTests {
  private static let service = """
    type: MeshExternalService
    name: a
    mesh: default
    spec:
      match: {type: HostnameGenerator, port: 80, protocol: http}
      endpoints: [{address: a.b, port: 80}]

    """

  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// What takes quadratic time, or keeps more than it needs, does not get through, by far.
  private func run(_ arguments: String...) throws -> RunXdsc.Outcome {
    try RunXdsc.run(
      arguments, by: ["bash", "-c", #"cd "$1" && shift && ulimit -t 40 -v 400000 && exec "$@""#, "bash", folder.path])
  }

  /// Files that manifests say are the same are not read: here are none.
  @Test func treesOfManyDataplanes() throws {
    let digest = SHA256.hash([])
    let outputs = (0..<10_000).flatMap { dataplane in
      ["bootstrap", "clusters", "listeners", "secrets"].map {
        Manifest.Output(path: "default/web\(dataplane)/\($0).pb", digest: digest, size: 0)
      }
    }
    let manifest = Manifest(version: "1", options: [:], inputs: [], outputs: outputs)
    try folder.write("tree/manifest.json", String(decoding: manifest.json(), as: UTF8.self))
    let outcome = try run("diff", "tree", "tree")
    #expect(outcome.status == 0 && outcome.output == "no difference in 10000 dataplanes\n", "\(outcome.error)")
  }

  /// Resources of no type, two bytes each.
  @Test func aFileOfManyEmptyMessages() throws {
    for name in ["old", "new"] {
      try folder.write("\(name)/clusters.pb", String(repeating: "\u{12}\u{0}", count: name == "old" ? 10_000_000 : 1))
    }
    let message = "has a message of a type that this version does not know: \n"
    #expect(try run("diff", "old", "new").error == "xdsc: error: old/clusters.pb: \(message)")
  }

  @Test func aBundleOfManyCertificatesThatHaveExpired() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Certificates/expired.pem")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { "          \($0)\n" }
    let tls = """
        tls:
          enabled: true
          verification:
            caCert:
              inlineString: |

      """
    try folder.write("a.yaml", Self.service + tls + String(repeating: lines.joined(), count: 500))
    let outcome = try run("check", "a.yaml")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error.contains("a.yaml:\(12 + 499 * lines.count):11: warning: "), "\(outcome.error.suffix(500))")
  }

  @Test func manyDataplanesThatAreExplainedAlike() throws {
    let dataplanes = (0..<8000).map {
      """
      ---
      type: Dataplane
      name: web\($0)
      mesh: default
      networking:
        address: 10.0.0.1
        inbound: [{port: 80, tags: {kuma.io/service: web}}]
        outbound: [{port: 81, backendRef: {kind: MeshExternalService, name: a}}]

      """
    }
    try folder.write("a.yaml", Self.service + dataplanes.joined())
    let outcome = try run("explain", "a.yaml", "a", "name")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains("in clusters.pb of 8000 dataplanes, such as web0"), "\(outcome.output)")
  }
}
