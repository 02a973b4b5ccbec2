import Foundation
import Testing

/// The binary of this build, in a folder of its own that is removed afterwards.
final class BuiltTool {
  struct Run {
    var status: Int32
    var output: Data
    var errors: Data
  }

  let folder = FileManager.default.temporaryDirectory.appending(path: "xdsc-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func write(_ name: String, _ text: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func run(_ arguments: [String]) throws -> Run {
    let process = try start(arguments)
    process.waitUntilExit()
    return Run(status: process.terminationStatus, output: try read("stdout"), errors: try read("stderr"))
  }

  /// Its streams are the files `stdout` and `stderr`, so that no pipe is ever full.
  func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = try Self.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    for name in ["stdout", "stderr"] {
      let file = folder.appending(path: name)
      try Data().write(to: file)
      let handle = try FileHandle(forWritingTo: file)
      if name == "stdout" { process.standardOutput = handle } else { process.standardError = handle }
    }
    try process.run()
    return process
  }

  func read(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

  /// Every regular file, by its path in the folder, and whether others than its owner may read it.
  func files() -> [(path: String, isOpen: Bool)] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects.compactMap { $0 as? String } ?? []
    return paths.sorted().compactMap { path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: folder.appending(path: path).path)
      guard attributes?[.type] as? FileAttributeType == .typeRegular else { return nil }
      return (path, (attributes?[.posixPermissions] as? Int ?? 0o777) & 0o077 != 0)
    }
  }

  /// It lies beside the bundle of tests that this process has loaded.
  private static var binary: URL {
    get throws {
      let maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
      let bundle = try #require(
        maps.split(separator: "\n").first { $0.hasSuffix(".xctest") }?.split(separator: " ").last)
      return URL(filePath: String(bundle)).deletingLastPathComponent().appending(path: "xdsc")
    }
  }
}
