import EnvoyAPI
import Foundation
import Testing

@testable import XDSCompiler

/// Resources of one compiled file, read back from its readable form.
struct EnvoyResources {
  private let tree: SourceTree
  private let response: XDSCompiler.Node

  /// - Parameter file: `clusters`, `listeners` or `transport_sockets`.
  init(_ file: String, of compilation: Compilation, dataplane: String = "dp") throws {
    let files = try compilation.files()
    let packed = try #require(files["default/\(dataplane)/\(file).pb"])
    var text: [UInt8] = []
    try DiscoveryResponse.messageType.unpack(packed).write(.yaml, to: &text)
    (tree, response) = try readDocument(String(decoding: text, as: UTF8.self))
  }

  var names: [String] { response["resources"]?.elements.compactMap { $0["name"]?.string } ?? [] }

  /// The text at a path such as `loadAssignment.endpoints[0].priority`; nil when there is nothing.
  func value(_ resource: String, _ path: String) -> String? {
    node(resource, path).map { $0.isScalar ? $0.string : outline($0) }
  }

  /// The same in YAML's flow style, without quotes.
  func flow(_ resource: String, _ path: String) -> String? { node(resource, path).map(flow) }

  private func flow(_ node: XDSCompiler.Node) -> String {
    switch node.kind {
    case .sequence: "[" + node.elements.map(flow).joined(separator: ", ") + "]"
    case .mapping: "{" + node.entries.map { "\($0.string): \(flow($1))" }.joined(separator: ", ") + "}"
    default: node.string
    }
  }

  private func node(_ resource: String, _ path: String) -> XDSCompiler.Node? {
    var node = response["resources"]?.elements.first { $0["name"]?.string == resource }
    for step in path.split(separator: ".") {
      let parts = step.split(separator: "[")
      node = node?.value(forKey: String(parts[0]))
      for index in parts.dropFirst() {
        node = node.flatMap { Array($0.elements).dropFirst(Int(index.dropLast()) ?? 0).first }
      }
    }
    return node
  }
}

extension Compilation {
  /// The content of every file, by path.
  func files() throws -> [String: [UInt8]] {
    let collected = Collected()
    try outputs.generate { file in collected.add(file) }
    return collected.files
  }
}

private final class Collected: @unchecked Sendable {
  // Unchecked: guarded by the lock.
  private let lock = NSLock()
  private(set) var files: [String: [UInt8]] = [:]

  func add(_ file: OutputFile) { lock.withLock { files[file.path] = file.bytes } }
}
