import EnvoyAPI
import Synchronization
import Testing

@testable import XDSCompiler

/// What dataplanes share is made once, and only where they do share it.
@Suite struct SharedFilesTests {
  private static let services = """
    type: MeshExternalService
    name: web
    mesh: default
    spec:
      match: {port: 80, protocol: http}
      endpoints:
      - {address: 192.0.2.1, port: 80}
    ---

    """

  private func dataplane(
    _ name: String, address: String = "192.168.0.1", service: String = "a", redirect: Int = 15001, body: String = ""
  ) -> String {
    """
    type: Dataplane
    name: \(name)
    mesh: default
    networking:
      address: "\(address)"
      inbound:
      - port: 8080
        tags: {kuma.io/service: \(service)}
      transparentProxying: {redirectPortInbound: 15006, redirectPortOutbound: \(redirect)}
    \(body)---

    """
  }

  /// For each file, which dataplanes have the very same one.
  private func groups(_ text: String, jobs: Int = 1) throws -> [String: [[String]]] {
    var options = CompileOptions()
    options.jobs = jobs
    let compilation = Pipeline(options).compile([SourceFile(path: "mesh.yaml", bytes: Array(text.utf8))])
    #expect(compilation.errorCount == 0)
    let files = CollectedFiles()
    try compilation.outputs.generate { files.add($0) }
    var groups: [String: [(content: FileContent, dataplanes: [String])]] = [:]
    for file in files.all {
      if let index = groups[file.name]?.firstIndex(where: { $0.content === file.content }) {
        groups[file.name]?[index].dataplanes.append(file.dataplane)
      } else {
        groups[file.name, default: []].append((file.content, [file.dataplane]))
      }
    }
    return groups.mapValues { $0.map(\.dataplanes) }
  }

  @Test func dataplanesThatAreAlikeShareAllButTheBootstrap() throws {
    let found = try groups(
      Self.services + dataplane("a1") + dataplane("b", service: "b") + dataplane("a2", address: "192.168.0.2"))
    for file in ["clusters.pb", "listeners.pb", "transport_sockets.pb"] {
      #expect(found[file] == [["a1", "a2"], ["b"]])
    }
    #expect(found["bootstrap.pb"] == [["a1"], ["a2"], ["b"]])
  }

  @Test func whatDiffersIsNotShared() throws {
    let found = try groups(
      Self.services + dataplane("a") + dataplane("redirect", redirect: 15002) + dataplane("six", address: "fd00::1"))
    #expect(found["listeners.pb"] == [["a"], ["redirect"], ["six"]])
  }

  @Test func aPolicyForBothIsNoReasonNotToShare() throws {
    let timeout = """
      type: MeshTimeout
      name: t
      mesh: default
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: Mesh}
          default: {connectionTimeout: 3s}
      ---

      """
    let found = try groups(Self.services + timeout + dataplane("a1") + dataplane("a2"))
    #expect(found["clusters.pb"] == [["a1", "a2"]])
  }

  @Test func whereLogsNameTheDataplaneNothingIsShared() throws {
    let log = """
      type: MeshAccessLog
      name: l
      mesh: default
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: Mesh}
          default:
            backends:
            - {type: File, file: {path: /tmp/log}}
      ---

      """
    let found = try groups(Self.services + log + dataplane("a1") + dataplane("a2"))
    #expect(found["listeners.pb"] == [["a1"], ["a2"]])
  }
}
