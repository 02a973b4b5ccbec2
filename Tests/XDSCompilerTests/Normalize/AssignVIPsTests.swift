import Testing

@testable import XDSCompiler

@Suite struct AssignVIPsTests {
  private func vips(_ stages: Stages) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: stages.services.compactMap { service in service.vip.map { (service.coreName, $0.text) } })
  }

  private func options(_ range: String) throws -> CompileOptions {
    var options = CompileOptions()
    options.vipRange = try #require(CIDR(range))
    return options
  }

  private func lock(active: [String: String] = [:], retired: [String: String] = [:]) -> VIPLock {
    var lock = VIPLock()
    for (name, address) in active { lock.active[.init(mesh: "default", name: name)] = IPAddress(address) }
    for (name, address) in retired { lock.retired[IPAddress(address)!] = .init(mesh: "default", name: name) }
    return lock
  }

  @Test func theOldestAsksFirstThenByMeshAndName() {
    let stages = Stages(
      service("c", "^creationTime: 2024-01-01T00:00:00Z") + service("b", "^creationTime: 2024-01-01T02:00:00+03:00")
        + service("z") + service("a", mesh: "other") + service("y"))
    #expect(vips(stages) == ["y": "242.0.0.0", "z": "242.0.0.1", "a": "242.0.0.2", "b": "242.0.0.3", "c": "242.0.0.4"])
  }

  @Test func pinsAreTakenAsGivenAndGoneAround() {
    let stages = Stages(
      service("a") + service("b", "^status: {vip: {ip: 242.0.0.0}}") + service("c")
        + service("d", #"^status: {vip: {ip: "FD00::1"}}"#))
    #expect(vips(stages) == ["a": "242.0.0.1", "b": "242.0.0.0", "c": "242.0.0.2", "d": "FD00::1"])
  }

  @Test func badPinsAreErrors() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec: {endpoints: [{address: 10.0.0.1, port: 1}]}
      status: {vip: {ip: 10.0.0}}
      #                  ^~~~~~ invalid-vip status.vip.ip: must be an IP address
      ---
      type: MeshExternalService
      name: b
      spec: {endpoints: [{address: 10.0.0.1, port: 1}]}
      status: {vip: {ip: 0.0.0.0}}
      #                  ^~~~~~~ invalid-vip status.vip.ip: must be an IP address
      ---
      type: MeshExternalService
      name: c
      spec: {endpoints: [{address: 10.0.0.1, port: 1}]}
      status: {vip: {ip: "::1"}}
      ---
      type: MeshExternalService
      name: d
      spec: {endpoints: [{address: 10.0.0.1, port: 1}]}
      status: {vip: {ip: "0::1"}}
      #                  ^~~~~~ duplicate-vip status.vip.ip: VIP 0::1 belongs to service c of mesh default already
      """)
  }

  @Test func flagsMoveNoAddress() {
    let stages = Stages(
      "type: Mesh\nname: default\nrouting: {defaultForbidMeshExternalServiceAccess: true}\n"
        + service("a", "extension: {type: x}") + service("b", "^labels: {kuma.io/zone: other}")
        + service("c", "match: {port: 0}")
        + service("d"))
    #expect(vips(stages) == ["a": "242.0.0.0", "b": "242.0.0.1", "c": "242.0.0.2", "d": "242.0.0.3"])
  }

  @Test func theRangeIsUsedToItsLastAddress() throws {
    let three = service("a") + service("b") + service("c")
    let stages = Stages(three, options: try options("10.9.8.6/31"))
    #expect(vips(stages) == ["a": "10.9.8.6", "b": "10.9.8.7"])
    #expect(stages.findings.filter { $0.contains("vip") } == ["vip-exhausted name: no VIP is left in 10.9.8.6/31"])
    #expect(vips(Stages(three, options: try options("fd00::/126"))) == ["a": "fd00::", "b": "fd00::1", "c": "fd00::2"])
    #expect(vips(Stages(service("a"), options: try options("255.255.255.255/32"))) == ["a": "255.255.255.255"])
  }

  @Test func theLockIsRecalled() throws {
    let stages = Stages(
      service("a") + service("b") + service("c"), lock: lock(active: ["c": "242.0.0.0", "b": "242.0.0.7"]))
    #expect(vips(stages) == ["a": "242.0.0.1", "b": "242.0.0.7", "c": "242.0.0.0"])
  }

  @Test func addressesOfTheGoneAreNeverGivenToOthers() throws {
    let first = Stages(service("a"), lock: lock(active: ["gone": "242.0.0.0"], retired: ["older": "242.0.0.1"]))
    #expect(vips(first) == ["a": "242.0.0.2"])
    let next = first.normalized.vipLock
    #expect(next == (lock(active: ["a": "242.0.0.2"], retired: ["gone": "242.0.0.0", "older": "242.0.0.1"])))
    // Who returns gets its own back.
    let second = Stages(service("a") + service("gone"), lock: next)
    #expect(vips(second) == ["a": "242.0.0.2", "gone": "242.0.0.0"])
    #expect(
      second.normalized.vipLock
        == (lock(active: ["a": "242.0.0.2", "gone": "242.0.0.0"], retired: ["older": "242.0.0.1"])))
  }

  @Test func aPinMayNotTakeWhatTheLockKeeps() throws {
    let kept = lock(active: ["other": "10.0.0.9"])
    let stages = Stages(service("a", "^status: {vip: {ip: 10.0.0.9}}"), lock: kept)
    #expect(
      stages.findings.filter { $0.hasPrefix("duplicate-vip") }
        == ["duplicate-vip status.vip.ip: the lock file keeps VIP 10.0.0.9 for other of mesh default"])
    #expect(
      Stages(service("other", "^status: {vip: {ip: 10.0.0.9}}"), lock: kept).findings.allSatisfy {
        $0.hasPrefix("no-dataplane")
      })
  }

  /// An address, once a service had it, must not go to another one, even when a pin has moved the service.
  @Test func theAddressThatAPinReplacesIsNotGivenToOthers() throws {
    let kept = lock(active: ["a": "242.0.0.0"])
    let stages = Stages(service("a", "^status: {vip: {ip: 10.0.0.9}}") + service("b"), lock: kept)
    #expect(vips(stages) == ["a": "10.0.0.9", "b": "242.0.0.1"])
    let next = Stages(
      service("a", "^status: {vip: {ip: 10.0.0.9}}") + service("b") + service("c"), lock: stages.normalized.vipLock)
    #expect(vips(next) == ["a": "10.0.0.9", "b": "242.0.0.1", "c": "242.0.0.2"])
    #expect(
      next.normalized.vipLock
        == lock(active: ["a": "10.0.0.9", "b": "242.0.0.1", "c": "242.0.0.2"], retired: ["a": "242.0.0.0"]))
  }

  @Test func frozenNamesEveryChange() throws {
    let kept = lock(active: ["a": "242.0.0.0", "gone": "242.0.0.1"])
    let stages = Stages(service("a") + service("new"), lock: kept, frozen: true)
    #expect(
      stages.findings.filter { $0.hasPrefix("vip-frozen") } == [
        "vip-frozen name: the lock file does not record VIP 242.0.0.2 for new of mesh default",
        "vip-frozen -: the lock file does not record that gone of mesh default has VIP 242.0.0.1 no more",
      ])
    let same = lock(active: ["a": "242.0.0.0"], retired: ["gone": "242.0.0.1"])
    #expect(Stages(service("a"), lock: same, frozen: true).findings.allSatisfy { $0.hasPrefix("no-dataplane") })
    #expect(Stages(service("a"), lock: VIPLock(), frozen: true).findings.contains { $0.hasPrefix("vip-frozen") })
    let returning = Stages(service("a") + service("gone"), lock: same, frozen: true)
    #expect(
      returning.findings.contains(
        "vip-frozen name: the lock file does not record VIP 242.0.0.1 for gone of mesh default"))
  }
}
