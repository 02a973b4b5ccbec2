import Foundation
import Glibc
import Testing

/// A run that dies leaves key material to nobody else.
@Suite(.serialized) struct CrashTests {
  private let tool: BuiltTool

  init() throws {
    tool = try BuiltTool()
    try tool.write("old/mesh.yaml", MarkedMesh.text(MarkedMesh.keys[0]))
    try tool.write("mesh/mesh.yaml", MarkedMesh.text(MarkedMesh.keys[1]))
  }

  /// Killed when everything has been read, while it waits to write, and crashed there.
  @Test(arguments: [SIGKILL, SIGSEGV]) func crashesSayNone(signal: Int32) throws {
    #expect(try tool.run(["compile", "old", "-o", "out"]).status == 0)
    // What a run locks.
    let lock = open(tool.folder.appending(path: "out").path, O_RDONLY)
    defer { close(lock) }
    try #require(flock(lock, LOCK_EX) == 0)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    let restored = limit
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    let process = try tool.start(["compile", "mesh", "-o", "out", "-v"])
    limit = restored
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    func said(_ text: String) throws -> Bool {
      String(decoding: try tool.read("stderr"), as: UTF8.self).contains(text)
    }
    try wait("it waits for the lock") { try said("waiting") }
    // An image of the memory would have it all.
    let limits = try String(contentsOfFile: "/proc/\(process.processIdentifier)/limits", encoding: .utf8)
    let image = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
    #expect(["0", "1"].contains(image?.split(separator: " ")[4]), "\(limits)")
    kill(process.processIdentifier, signal)
    // After its backtrace, a process that was only sent the signal goes on.
    try wait("it has crashed") { try !process.isRunning || said("Backtrace took") }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    for name in ["stdout", "stderr"] { #expect(!MarkedMesh.occurs(in: try tool.read(name)), "a key on \(name)") }
    for (path, isOpen) in tool.files() where !path.hasPrefix("old/") && !path.hasPrefix("mesh/") {
      #expect(try !isOpen || !MarkedMesh.occurs(in: tool.read(path)), "\(path)")
    }
  }

  private func wait(_ what: String, until isDone: () throws -> Bool) throws {
    for _ in 0..<6000 {
      if try isDone() { return }
      usleep(10_000)
    }
    try #require(Bool(false), "a minute, and not yet: \(what)")
  }
}
