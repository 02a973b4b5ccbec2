/// Gives every service its VIP: that of its status, else that of the lock, else the lowest free one of the range.
///
/// - Parameter services: sorted by mesh, then core name.
/// - Returns: the lock for the next build; nil when none is in use.
func assignVIPs(
  _ services: [ExternalService], status: [Located<String>?], lock: VIPLock?, frozen: Bool,
  options: CompileOptions, diagnostics: inout DiagnosticCollector
) -> VIPLock? {
  var assigner = VIPAssigner(range: options.vipRange, lock: lock ?? VIPLock())
  for index in services.indices {
    guard let text = status[index] else { continue }
    assigner.pin(services[index], text, &diagnostics)
  }
  let turns = services.indices.filter { services[$0].vip == nil && status[$0] == nil }.sorted {
    ResourceHeader.byAgeThenName(services[$0].header, services[$1].header)
  }
  // Remembered addresses first: nobody may be given one of them.
  for index in turns { assigner.recall(services[index]) }
  for index in turns where services[index].vip == nil { assigner.allocate(services[index], &diagnostics) }
  guard let lock else { return nil }
  let next = VIPLock(services, after: lock)
  if frozen { refuseChanges(services, from: lock, to: next, &diagnostics) }
  return next
}

extension VIPLock {
  /// What services have now; what others had before stays theirs.
  fileprivate init(_ services: [ExternalService], after lock: VIPLock) {
    self.init()
    places = lock.places
    retired = lock.retired
    for (key, address) in lock.active { retired[address] = key }
    for service in services {
      guard let vip = service.vip else { continue }
      active[service.lockKey] = vip.address
      retired[vip.address] = nil
    }
  }
}

private struct VIPAssigner {
  private let range: CIDR
  private let lock: VIPLock
  /// Owners of addresses that are not given out in ascending order: pinned and remembered ones.
  private var owners: [IPAddress: ResourceHeader] = [:]
  /// Addresses of the lock, whether in use or retired.
  private let reserved: [IPAddress: VIPLock.Key]
  /// What services that return get back: of several retired addresses the first in the lock file.
  private let returning: [VIPLock.Key: IPAddress]
  private var candidate: UInt128?

  init(range: CIDR, lock: VIPLock) {
    self.range = range
    self.lock = lock
    reserved = Dictionary(
      lock.active.map { ($0.value, $0.key) } + lock.retired.map { ($0.key, $0.value) },
      uniquingKeysWith: { first, _ in first })
    returning = Dictionary(
      lock.retired.map { ($1, $0) }.sorted(by: VIPLock.inOrder), uniquingKeysWith: { first, _ in first })
    candidate = range.first.value
  }

  /// `status.vip.ip` is taken as given.
  mutating func pin(_ service: ExternalService, _ text: Located<String>, _ diagnostics: inout DiagnosticCollector) {
    guard let address = IPAddress(text.value), !address.isUnspecified else {
      service.isCompiled = false
      return diagnostics.report(.invalidVIP, IPAddress.rule.message, at: Place(text.node), of: service.header)
    }
    if let other = owners[address] {
      service.isCompiled = false
      return diagnostics.report(
        .duplicateVIP, "VIP \(text.value) belongs to service \(other.coreName) of mesh \(other.mesh) already",
        at: Place(text.node), of: service.header,
        notes: [.init(message: "service \(other.coreName) has it", range: other.nameNode.range)])
    }
    if let other = reserved[address], other != service.lockKey {
      service.isCompiled = false
      return diagnostics.report(
        .duplicateVIP, "the lock file keeps VIP \(text.value) for \(other.name) of mesh \(other.mesh)",
        at: Place(text.node), of: service.header,
        help: "if that service is gone for good, remove its entry from the lock file")
    }
    service.vip = VIP(address: address, text: text.value, source: .status)
    owners[address] = service.header
  }

  mutating func recall(_ service: ExternalService) {
    guard let address = lock.active[service.lockKey] ?? returning[service.lockKey], owners[address] == nil
    else { return }
    service.vip = VIP(address: address, text: address.description, source: .lock)
    owners[address] = service.header
  }

  mutating func allocate(_ service: ExternalService, _ diagnostics: inout DiagnosticCollector) {
    while let value = candidate {
      candidate = value == range.last.value ? nil : value + 1
      let address = IPAddress(family: range.first.family, value: value)
      guard owners[address] == nil, reserved[address] == nil else { continue }
      service.vip = VIP(address: address, text: address.description, source: .range)
      return
    }
    service.isCompiled = false
    diagnostics.report(
      .vipExhausted, "no VIP is left in \(range)", at: Place(service.header.nameNode), of: service.header)
  }
}

extension ExternalService {
  fileprivate var lockKey: VIPLock.Key { VIPLock.Key(mesh: header.mesh, name: coreName) }
}

/// With `--frozen`, each change that the lock file would need is an error.
private func refuseChanges(
  _ services: [ExternalService], from old: VIPLock, to new: VIPLock, _ diagnostics: inout DiagnosticCollector
) {
  for index in services.indices {
    let service = services[index]
    guard let vip = service.vip, old.active[service.lockKey] != vip.address else { continue }
    services[index].isCompiled = false
    diagnostics.report(
      .vipFrozen,
      "the lock file does not record VIP \(vip.text) for \(service.coreName) of mesh \(service.header.mesh)",
      at: Place(service.header.nameNode), of: service.header,
      help: "compile once without --frozen, and commit the lock file")
  }
  for (key, address) in new.retired.map({ ($1, $0) }).sorted(by: VIPLock.inOrder) where old.retired[address] == nil {
    diagnostics.add(
      Diagnostic(
        .vipFrozen, "the lock file does not record that \(key.name) of mesh \(key.mesh) has VIP \(address) no more",
        at: old.places[address]?.range, help: "compile once without --frozen, and commit the lock file"))
  }
}
