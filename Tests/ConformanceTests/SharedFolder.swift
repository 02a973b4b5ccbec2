import Foundation
import Testing

@testable import XDSCompiler

/// Data that stands beside the package where it is developed.
enum SharedFolder {
  static let url = URL(filePath: #filePath).appending(path: "../../../../shared").standardized
  static let conformance = url.appending(path: "conformance")
  static let examples = url.appending(path: "spec/examples")
  static let seed = url.appending(path: "seed")

  static func has(_ folder: URL) -> Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// The entries of a folder, sorted by name.
  static func entries(_ folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0) }
  }
}

/// The YAML documents of one text.
struct Documents {
  // Keeps the nodes alive.
  private let tree: SourceTree

  init(_ bytes: [UInt8], _ name: String) throws {
    var diagnostics = DiagnosticList()
    tree = SourceTree.parse([SourceFile(path: name, bytes: bytes)], jobs: 1, diagnostics: &diagnostics)
    try #require(diagnostics.isEmpty, "\(name): \(diagnostics.shown)")
  }

  init(_ file: URL) throws {
    try self.init([UInt8](Data(contentsOf: file)), file.path)
  }

  var all: [Node] { tree.documents }

  var first: Node {
    get throws { try #require(tree.documents.first) }
  }
}

extension SourceFile {
  init(_ file: URL) throws {
    self.init(path: file.lastPathComponent, bytes: [UInt8](try Data(contentsOf: file)))
  }
}

/// What a compile gives, by path.
func compile(_ sources: [SourceFile], _ options: CompileOptions) throws -> [String: OutputFile] {
  let compilation = Pipeline(options).compile(sources)
  let errors = compilation.diagnostics.filter { $0.severity == .error }
  try #require(errors.isEmpty, "\(errors)")
  let files = Files()
  try compilation.outputs.generate { files.add($0) }
  return files.byPath
}

private final class Files: @unchecked Sendable {
  // Unchecked: guarded by the lock.
  private let lock = NSLock()
  private(set) var byPath: [String: OutputFile] = [:]

  func add(_ file: OutputFile) { lock.withLock { byPath[file.path] = file } }
}
