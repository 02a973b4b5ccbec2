import CLinux
import Foundation
import Glibc
import Testing

/// Runs that find a tree as they would leave it, and runs that must not believe so.
@Suite struct UnchangedRunTests {
  private static let file = "out/default/web/listeners.pb"
  private static let attribute = "user.xdsc.stamp"
  /// Longer than the time in which a change may leave no trace in the status of a file.
  private static let settling: UInt32 = 1_100_000

  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.write("mesh/services.yaml", Self.service)
    try folder.write("mesh/proxy.yaml", Self.proxy)
  }

  private static let service = """
    type: MeshExternalService
    name: api
    mesh: default
    spec:
      match: {port: 80, protocol: tcp}
      endpoints: [{address: api.example.com, port: 443}]

    """

  private static let proxy = """
    type: Dataplane
    name: web
    mesh: default
    networking:
      address: 192.168.0.1
      outbound: [{port: 8081, backendRef: {kind: MeshExternalService, name: api}}]

    """

  private func arguments(_ more: [String]) -> [String] {
    ["compile", folder["mesh"], "-o", folder["out"]] + more
  }

  private func compile(_ more: [String] = []) throws {
    let outcome = try RunXdsc.run(arguments(more))
    try #require(outcome.status == 0 && outcome.error.isEmpty, "\(outcome.status) \(outcome.error)")
  }

  /// Compiles, and tells whether that did all of its work: then it waits for the lock of the tree.
  private func compilesAnew(_ more: [String] = [], by prefix: [String] = [], status: Int32 = 0) throws -> Bool {
    let tree = open(folder["out"], O_RDONLY | O_CLOEXEC)
    try #require(flock(tree, LOCK_EX) == 0)
    let process = try RunXdsc.start(arguments(more), by: prefix)
    let waits = "waiting for another run"
    var information = siginfo_t()
    while !process.error.contains(waits) {
      let isThere = waitid(P_PID, id_t(process.id), &information, WEXITED | WNOHANG | WNOWAIT) == 0
      if !isThere || information.si_signo == SIGCHLD { break }
      usleep(1000)
    }
    close(tree)
    let outcome = process.end()
    #expect(outcome.status == status, "\(outcome.error)")
    return outcome.error.contains(waits)
  }

  /// All files of the tree with their bytes and modes.
  private func tree() -> [String: String] {
    var tree: [String: String] = [:]
    for name in folder.files(below: "out") {
      let status = folder.status("out/\(name)")
      let bytes = FileManager.default.contents(atPath: folder["out/\(name)"])?.base64EncodedString() ?? ""
      tree[name] = "\(status?.st_mode ?? 0) \(bytes)"
    }
    return tree
  }

  private func replace(_ name: String, _ old: String, by new: String) throws {
    let text = try #require(folder.text(name))
    try #require(text.contains(old))
    try folder.write(name, text.replacingOccurrences(of: old, with: new))
  }

  @Test(arguments: [[], ["--emit", "yaml", "--emit", "provenance"], ["--secrets", "sds"], ["--shard", "1/1"]])
  func theNextRunHasNothingToDo(options: [String]) throws {
    try compile(options)
    let before = tree()
    #expect(try !compilesAnew(options))
    usleep(Self.settling)
    #expect(try !compilesAnew(options))
    #expect(try !compilesAnew(options))
    #expect(tree() == before)
  }

  @Test func itSaysTheSame() throws {
    let options = ["-v", "--depfile", folder["out.d"]]
    _ = try RunXdsc.run(arguments(options))
    let rule = folder.text("out.d")
    #expect(rule != nil)
    try FileManager.default.removeItem(atPath: folder["out.d"])
    let outcome = try RunXdsc.run(["compile", folder["mesh"], "-o", folder["out/"]] + options)
    let again = try RunXdsc.run(arguments(options))
    #expect(again.error == "xdsc: \(folder["out"]): 0 files written, 5 unchanged, 0 removed\n")
    #expect(outcome.error == again.error)
    #expect(again.output.isEmpty)
    #expect(folder.text("out.d") == rule)
    #expect(try !compilesAnew(options))
  }

  /// Changes of the tree, at once and when the run before is long ago; all are undone but the last.
  @Test(arguments: [false, true])
  func aChangedTreeIsMadeAnew(isSettled: Bool) throws {
    let secret = ["--secrets", "sds"]
    try compile(secret)
    let expected = tree()
    let changes: [(name: String, make: () throws -> Void)] = [
      ("bytes, with size and time as before", { try changeBytes() }),
      ("removed", { try FileManager.default.removeItem(atPath: folder[Self.file]) }),
      (
        "a link to the same bytes",
        {
          try FileManager.default.moveItem(atPath: folder[Self.file], toPath: folder["moved"])
          try folder.link(Self.file, to: folder["moved"])
        }
      ),
      ("another's mode", { chmod(folder["out/default/web/secrets.pb"], 0o644) }),
      ("manifest edited", { try replace("out/manifest.json", "web/l", by: "web/k") }),
      ("manifest removed", { try FileManager.default.removeItem(atPath: folder["out/manifest.json"]) }),
      ("stamp of nonsense", { setStamp("7 x") }),
      ("stamp with another time", { setStamp("9" + stamp()) }),
    ]
    for (name, change) in changes {
      if isSettled {
        usleep(Self.settling)
        try compile(secret)
      }
      try change()
      #expect(try compilesAnew(secret), "\(name)")
      #expect(tree() == expected, "\(name)")
      #expect(try !compilesAnew(secret), "\(name)")
      try? FileManager.default.removeItem(atPath: folder["moved"])
    }
  }

  @Test func aLinkToAFolderIsNoneOfTheTree() throws {
    try compile()
    try FileManager.default.moveItem(atPath: folder["out/default"], toPath: folder["moved"])
    try folder.link("out/default", to: folder["moved"])
    #expect(try compilesAnew(status: 2))
  }

  private func changeBytes() throws {
    let status = try #require(folder.status(Self.file))
    let file = open(folder[Self.file], O_WRONLY)
    #expect(pwrite(file, "x", 1, 3) == 1)
    var times = [status.st_atim, status.st_mtim]
    #expect(futimens(file, &times) == 0)
    close(file)
  }

  private func stamp() -> String {
    let file = open(folder["out/manifest.json"], O_RDONLY)
    defer { close(file) }
    var value = [UInt8](repeating: 0, count: 128)
    let count = fgetxattr(file, Self.attribute, &value, value.count)
    return String(decoding: value.prefix(max(0, count)), as: UTF8.self)
  }

  private func setStamp(_ text: String) {
    let file = open(folder["out/manifest.json"], O_RDONLY)
    #expect(fsetxattr(file, Self.attribute, text, text.utf8.count, 0) == 0)
    close(file)
  }

  @Test func changedInputsAreCompiled() throws {
    try compile()
    try replace("mesh/services.yaml", "port: 80", by: "port: 81")
    #expect(try compilesAnew())
    #expect(try !compilesAnew())
    try FileManager.default.moveItem(atPath: folder["mesh/proxy.yaml"], toPath: folder["mesh/proxies.yaml"])
    #expect(try compilesAnew())
    #expect(folder.text("out/manifest.json")?.contains("\"proxies.yaml\"") == true)
    try folder.write("mesh/empty.yaml")
    #expect(try compilesAnew())
    try FileManager.default.removeItem(atPath: folder["mesh/empty.yaml"])
    #expect(try compilesAnew())
    #expect(try !compilesAnew())
  }

  @Test func otherOptionsAreAnotherRun() throws {
    try compile()
    #expect(try compilesAnew(["--jobs", "1"]))
    #expect(try compilesAnew(["--emit", "yaml"]))
    #expect(try compilesAnew())
    #expect(try !compilesAnew())
    let range = ["env", "KUMA_IPAM_MESH_EXTERNAL_SERVICE_CIDR=243.0.0.0/8"]
    #expect(try compilesAnew(by: range))
    #expect(try !compilesAnew(by: range))
    #expect(try compilesAnew(by: ["env", "KUMA_DATAPLANE_RUNTIME_DYNAMIC_SYSTEM_CA_PATH=/ca.pem"]))
  }

  @Test func theLockFileIsAnInput() throws {
    let options = ["--vip-lock", folder["vips.lock"]]
    try compile(options)
    #expect(try compilesAnew(options), "It was another lock file that the first run began with.")
    #expect(try !compilesAnew(options))
    let lock = try #require(folder.text("vips.lock"))
    try folder.write("vips.lock", lock.replacingOccurrences(of: "242.0.0.0", with: "242.0.0.9"))
    try #require(folder.text("vips.lock") != lock)
    #expect(try compilesAnew(options))
    #expect(folder.text("vips.lock")?.contains("242.0.0.9") == true)
    try FileManager.default.removeItem(atPath: folder["vips.lock"])
    #expect(try compilesAnew(options))
    #expect(folder.text("vips.lock") == lock)
  }

  @Test func findingsAreReportedAgain() throws {
    try replace("mesh/proxy.yaml", "name: api", by: "name: nobody")
    let runs = try (0..<3).map { _ in try RunXdsc.run(arguments([])) }
    #expect(runs[0].error.contains("nobody"))
    for run in runs { #expect(run.error == runs[0].error && run.status == runs[0].status) }
  }

  @Test func whatAKilledRunLeftIsRemoved() throws {
    try compile()
    try folder.makeFolder(".out.xdsc-staging")
    try compile()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["mesh", "out"])
  }
}
