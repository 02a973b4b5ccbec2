import EnvoyAPI
import Foundation
import Testing

@testable import XDSCompiler

/// A folder of `shared/conformance` that shows what one policy makes of resources that are there before.
struct PatchCase: CustomTestStringConvertible, Sendable {
  let folder: URL
  /// Of the service; cases about clusters alone do not say one.
  private let `protocol`: ExternalService.ServiceProtocol
  private let zone: String?

  /// Nil for cases of other modes.
  init?(_ folder: URL) {
    guard let description = try? Documents(folder.appending(path: "case.yaml")) else { return nil }
    let words = withExtendedLifetime(description) {
      (
        description.all.first?["mode"]?.string ?? "", description.all.first?["protocol"]?.string ?? "",
        description.all.first?["zone"]?.string
      )
    }
    guard words.0.hasPrefix("patch") else { return nil }
    self.folder = folder
    `protocol` = .init(rawValue: words.1) ?? .tcp
    zone = words.2
  }

  var testDescription: String { "\(policy)/\(folder.lastPathComponent)" }
  private var policy: String { folder.deletingLastPathComponent().lastPathComponent }

  static let all: [PatchCase] = SharedFolder.entries(SharedFolder.conformance)
    .flatMap(SharedFolder.entries)
    .compactMap(PatchCase.init)

  /// What is expected and does not come out, and the other way round; empty when all agrees.
  func differences() throws -> [String] {
    let arena = Arena()
    let world = try PatchWorld(folder, protocol: `protocol`, zone: zone)
    let kind = try #require(PolicyKinds.all.map { $0.kind }.first { $0.lowercased() == policy })
    let actual =
      kind == MeshProxyPatch.kind
      ? try world.patched(base: bases(arena), arena) : try world.configured(kind, base: bases(arena), arena)
    var result: [String] = []
    for (file, expected) in try expectations(arena) {
      let found = actual[file] ?? []
      guard expected.count == found.count else {
        result.append("\(file): \(found.count) resources, not \(expected.count)")
        continue
      }
      for (index, pair) in zip(expected, found).enumerated() where pair.0 != pair.1 {
        result.append("\(file)[\(index)]: \(pair.1)\n is not \(pair.0)")
      }
    }
    return withExtendedLifetime((arena, world)) { result }
  }

  /// Resources as they are before, with their origins.
  private func bases(_ arena: Arena) throws -> PatchWorld.Base {
    func read<Message: EnvoyMessage>(_ name: String, _ type: Message.Type) throws -> [(String, Message)] {
      let file = folder.appending(path: "base.\(name).yaml")
      guard SharedFolder.has(file) else { return [] }
      let documents = try Documents(file)
      let root = try documents.first
      let nodes =
        root.kind == .sequence ? Array(root.elements) : root["resources"].map { Array($0.elements) } ?? documents.all
      return try withExtendedLifetime(documents) {
        try nodes.map { node in
          (node["origin"]?.string ?? "outbound", try message(node["resource"] ?? node, type, arena))
        }
      }
    }
    return .init(clusters: try read("clusters", Cluster.self), listeners: try read("listeners", Listener.self))
  }

  /// What must come out, by kind of resource.
  private func expectations(_ arena: Arena) throws -> [(String, [MessageValue])] {
    try ["clusters", "listeners"].compactMap { name in
      let file = folder.appending(path: "expected.\(name).yaml")
      guard SharedFolder.has(file) else { return nil }
      let documents = try Documents(file)
      let root = try documents.first
      let nodes =
        root["resources"].map { $0.elements.compactMap { $0["resource"] } } ?? (root.count == 0 ? [] : documents.all)
      return try withExtendedLifetime(documents) {
        (
          name,
          try nodes.map {
            name == "clusters"
              ? try message($0, Cluster.self, arena).value : try message($0, Listener.self, arena).value
          }
        )
      }
    }
  }
}

/// A message from its text; a resource's own `@type` says what is known.
private func message<Message: EnvoyMessage>(_ node: XDSCompiler.Node, _ type: Message.Type, _ arena: Arena) throws
  -> Message
{
  var findings: [TextFinding<XDSCompiler.Node>] = []
  if node["@type"] != nil {
    let any = try #require(AnyMessage(arena, reading: node, findings: &findings), "\(findings.map(\.problem))")
    return try #require(try any.unpacked(type))
  }
  return try #require(Message(arena, reading: node, findings: &findings), "\(findings.map(\.problem))")
}

extension EnvoyMessage {
  /// The message as a tree in which maps are sorted.
  var value: MessageValue {
    get throws { try Self.messageType.unpack(packed()).value() }
  }
}
