import struct EnvoyAPI.MessageType
import Foundation
import Testing

@testable import XDSCompiler

/// A folder of `shared/conformance`: what a control plane made of an input.
struct ConformanceCase: CustomTestStringConvertible, Sendable {
  let folder: URL

  var testDescription: String { "\(folder.deletingLastPathComponent().lastPathComponent)/\(folder.lastPathComponent)" }

  /// The cases whose whole output this compiler is to give: those of release 2.8.8 that compile an input completely,
  /// and the generators of the DNS and passthrough listeners.
  static let all: [ConformanceCase] = SharedFolder.entries(SharedFolder.conformance)
    .flatMap(SharedFolder.entries)
    .map(ConformanceCase.init)
    .filter {
      guard let documents = try? Documents($0.folder.appending(path: "case.yaml")),
        let description = documents.all.first
      else { return false }
      return description["kumaTag"]?.string == "2.8.8" && ["full", "generator"].contains(description["mode"]?.string)
    }

  /// Whether a resource is among those that the case is about.
  private func isInScope(_ name: String, legacy: Set<String>) -> Bool {
    switch folder.deletingLastPathComponent().lastPathComponent {
    case "dns": name == "kuma:dns"
    case "transparentproxy": name.contains(":passthrough:")
    default: !legacy.contains(name)
    }
  }

  /// The differences between what is expected and what comes out; none where they agree.
  func differences() throws -> [String] {
    let input = folder.appending(path: "input.yaml")
    let description = try Documents(folder.appending(path: "case.yaml"))
    let metadata = try description.first["dataplaneMetadata"]
    var options = CompileOptions()
    if let path = metadata?["systemCaPath"] { options.systemCAPath = path.string }
    if let port = metadata?["dataplane.dns.port"]?.integer { options.dnsPort = UInt16(port) }
    let output = try compile([SourceFile(input)], options)
    let legacy = try ConformanceCase.legacyNames(input)

    var actual: [String: (node: Node, file: Documents)] = [:]
    for file in output.values where ["clusters.pb", "listeners.pb"].contains(file.name) {
      var text: [UInt8] = []
      try file.messageType.unpack(file.bytes).write(.yaml, to: &text)
      let documents = try Documents(text, file.path)
      for resource in try documents.first["resources"].map({ Array($0.elements) }) ?? [] {
        let name = try #require(resource["name"]).string
        guard isInScope(name, legacy: legacy) else { continue }
        actual["\(file.name.dropLast(3)) \(name)"] = (resource, documents)
      }
    }
    var expected: [String: (node: Node, file: Documents)] = [:]
    for file in SharedFolder.entries(folder) where file.lastPathComponent.hasPrefix("expected.") {
      let documents = try Documents(file)
      for resource in try documents.first["resources"].map({ Array($0.elements) }) ?? [] {
        let (name, message) = try (#require(resource["name"]).string, #require(resource["resource"]))
        guard isInScope(name, legacy: legacy), let kind = ConformanceCase.kind(message) else { continue }
        expected["\(kind) \(name)"] = (message, documents)
      }
    }
    var result: [String] = []
    for key in Set(actual.keys).union(expected.keys).sorted() {
      switch (expected[key], actual[key]) {
      case (let wanted?, let found?): result += nodeDifferences(wanted.node, found.node, key)
      case (_?, nil): result.append("\(key): missing")
      default: result.append("\(key): unexpected")
      }
    }
    return withExtendedLifetime((actual, expected)) { result }
  }

  /// `clusters` or `listeners`; nil for messages that this compiler has in other places.
  private static func kind(_ message: Node) -> String? {
    switch message["@type"]?.string.split(separator: ".").last {
    case "Cluster": "clusters"
    case "Listener": "listeners"
    default: nil
    }
  }

  /// Clusters and listeners of outbounds that lead to the inside of the mesh, which are none of this compiler's business.
  private static func legacyNames(_ input: URL) throws -> Set<String> {
    let documents = try Documents(input)
    var names: Set<String> = []
    for dataplane in documents.all {
      for outbound in dataplane["networking"]?["outbound"]?.elements.map({ $0 }) ?? [] {
        guard let service = outbound["tags"]?["kuma.io/service"], let port = outbound["port"] else { continue }
        names.insert(service.string)
        names.insert("outbound:\(outbound["address"]?.string ?? "127.0.0.1"):\(port.string)")
      }
    }
    return names
  }
}

/// What differs between two messages in JSON's mapping: members unordered, lists ordered.
func nodeDifferences(_ expected: Node, _ actual: Node, _ path: String) -> [String] {
  switch (expected.kind, actual.kind) {
  case (.mapping, .mapping):
    var result: [String] = []
    for (key, value) in expected.entries {
      if let other = actual.value(forKey: key.string) {
        result += nodeDifferences(value, other, "\(path).\(key.string)")
      } else {
        result.append("\(path).\(key.string): missing")
      }
    }
    for (key, _) in actual.entries where key.string != "@type" || expected["@type"] != nil || path.contains(".") {
      if expected.value(forKey: key.string) == nil { result.append("\(path).\(key.string): unexpected") }
    }
    return result
  case (.sequence, .sequence):
    guard expected.count == actual.count else { return ["\(path): \(actual.count) elements, not \(expected.count)"] }
    return zip(expected.elements, actual.elements).enumerated().flatMap {
      nodeDifferences($1.0, $1.1, "\(path)[\($0)]")
    }
  case let (a, b) where a == b && expected.string == actual.string: return []
  default: return ["\(path): \(actual.string) (\(actual.kind)), not \(expected.string) (\(expected.kind))"]
  }
}
