import Testing

@testable import XDSCompiler

@Suite struct VIPLockTests {
  private func read(_ text: String) -> (lock: VIPLock?, findings: [String]) {
    let (tree, found) = readTree(text)
    var diagnostics = DiagnosticCollector(levels: LintLevels())
    for diagnostic in found { diagnostics.add(diagnostic) }
    let lock = VIPLock(tree.documents, diagnostics: &diagnostics)
    withExtendedLifetime(tree) {}
    return (
      lock,
      diagnostics.diagnostics.map {
        "\($0.range.map { "\($0.line):\($0.column)" } ?? "-") \($0.id.rawValue): \($0.message)"
      }
    )
  }

  @Test func isSortedAndQuoted() throws {
    var lock = VIPLock()
    lock.active[.init(mesh: "m", name: "b")] = IPAddress("242.0.0.1")
    lock.active[.init(mesh: "m", name: "a")] = IPAddress("fd00::1")
    lock.active[.init(mesh: "default", name: "no\"\\")] = IPAddress("242.0.0.2")
    #expect(
      lock.rendered == #"""
        # Which VIP each MeshExternalService has. Written by xdsc; commit it.
        vips:
        - mesh: "default"
          name: "no\"\\"
          vip: "242.0.0.2"
        - mesh: "m"
          name: "a"
          vip: "fd00::1"
        - mesh: "m"
          name: "b"
          vip: "242.0.0.1"
        retired: []

        """#)
    #expect(read(lock.rendered).lock == lock)
    lock.retired[try #require(IPAddress("242.0.0.9"))] = .init(mesh: "m", name: "0123")
    // A pin replaced the address that it had.
    lock.retired[try #require(IPAddress("242.0.0.10"))] = .init(mesh: "m", name: "a")
    #expect(read(lock.rendered).lock == lock)
    #expect(read(VIPLock().rendered).lock == VIPLock())
  }

  @Test func anEmptyFileIsAnEmptyLock() {
    #expect(read("").lock == VIPLock())
    #expect(read("# nothing\n").lock == VIPLock())
  }

  @Test(arguments: [
    ("[]", "1:1 vip-lock: a lock file must be a mapping"),
    ("vip: []", #"1:1 unknown-field: unknown field "vip""#),
    ("vips: {}", "1:7 wrong-type: must be a list, found a mapping"),
    ("vips: [{mesh: m, name: a}]", "1:8 vip-lock: an entry must have mesh, name and vip"),
    ("vips: [{mesh: m, name: a, vip: x}]", "1:32 vip-lock: must be an IP address"),
    (
      "vips: [{mesh: m, name: a, vip: 1.1.1.1}, {mesh: m, name: b, vip: 1.1.1.1}]",
      "1:66 vip-lock: 1.1.1.1 stands in the lock file twice"
    ),
    (
      "vips: [{mesh: m, name: a, vip: 1.1.1.1}]\nretired: [{mesh: m, name: b, vip: 1.1.1.1}]",
      "2:35 vip-lock: 1.1.1.1 stands in the lock file twice"
    ),
    (
      "vips: [{mesh: m, name: a, vip: 1.1.1.1}, {mesh: m, name: a, vip: 1.1.1.2}]",
      "1:66 vip-lock: a of mesh m stands in the lock file twice"
    ),
  ])
  func refuses(text: String, finding: String) {
    let (lock, findings) = read(text)
    #expect(lock == nil)
    #expect(findings == [finding])
  }
}
