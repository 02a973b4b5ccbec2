import EnvoyAPI
import Foundation
import Testing

@testable import XDSCompiler

/// Messages read from text, against what others wrote: the readable twins of the goldens, which Python's protobuf makes, and
/// the resources of a control plane.
@Suite struct ReadMessageTests {
  private static let golden = URL(filePath: #filePath).appending(path: "../../../golden").standardized

  private static func files(_ root: URL, _ isWanted: (URL) -> Bool) -> [URL] {
    let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return all.filter(isWanted).sorted { $0.path < $1.path }
  }

  /// The message, which is to be read without findings.
  private func read(_ type: MessageType, _ node: XDSCompiler.Node, _ arena: Arena, _ name: String) -> DynamicMessage? {
    var findings: [TextFinding<XDSCompiler.Node>] = []
    let message = type.read(node, into: arena, findings: &findings)
    for finding in findings { Issue.record("\(name): \(finding.path): \(finding.problem)") }
    return message
  }

  @Test func twinsOfGoldensPackToTheirBytes() throws {
    let twins = Self.files(Self.golden) {
      $0.pathExtension == "yaml" && FileManager.default.fileExists(atPath: $0.deletingPathExtension().path + ".pb")
    }
    #expect(twins.count > 100, "golden cases have gone missing")
    let arena = Arena()
    for twin in twins {
      arena.reset()
      let type = twin.lastPathComponent == "bootstrap.yaml" ? Bootstrap.messageType : DiscoveryResponse.messageType
      let text = [UInt8](try Data(contentsOf: twin))
      let documents = try Documents(text, twin.path)
      guard let message = read(type, try documents.first, arena, twin.path) else { continue }
      let packed = try Data(contentsOf: twin.deletingPathExtension().appendingPathExtension("pb"))
      #expect(message.packed() == [UInt8](packed), "\(twin.path)")
      var written: [UInt8] = []
      message.write(.yaml, to: &written)
      #expect(written == text, "\(twin.path)")
    }
  }

  @Test(.enabled(if: SharedFolder.has(SharedFolder.conformance), "needs ../shared/conformance"))
  func resourcesOfAControlPlaneAreReadWhole() throws {
    let arena = Arena()
    var count = 0
    let files = Self.files(SharedFolder.conformance) {
      let name = $0.lastPathComponent
      return name.hasSuffix(".yaml") && (name.hasPrefix("expected.") || name.hasPrefix("base."))
        && name != "expected.rules.yaml"
    }
    for file in files {
      arena.reset()
      let documents = try Documents(file)
      for resource in documents.all.flatMap(Self.resources) {
        let type = Self.type(of: resource, in: file)
        count += 1
        guard let message = read(type, resource, arena, file.path) else { continue }
        var text: [UInt8] = []
        message.write(.yaml, to: &text)
        let again = try Documents(text, file.path)
        #expect(read(type, try again.first, arena, file.path)?.packed() == message.packed(), "\(file.path)")
      }
    }
    #expect(count > 150)
  }

  /// The messages of a document: one alone, a list of them, or those of a response or of what a patch starts from.
  private static func resources(_ document: XDSCompiler.Node) -> [XDSCompiler.Node] {
    let list = document["resources"] ?? document
    guard list.kind == .sequence else { return document["resources"] == nil && document.count > 0 ? [document] : [] }
    return list.elements.map { $0["resource"] ?? $0 }
  }

  /// The type of a message: what it says itself, or what the name of the file says.
  private static func type(of resource: XDSCompiler.Node, in file: URL) -> MessageType {
    if resource["@type"] != nil { return AnyMessage.messageType }
    return file.lastPathComponent.contains("clusters") ? Cluster.messageType : Listener.messageType
  }
}
