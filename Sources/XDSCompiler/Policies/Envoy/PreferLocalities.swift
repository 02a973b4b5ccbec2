import EnvoyAPI

extension Cluster {
  /// Which localities are preferred: those of the dataplane's own zone.
  ///
  /// Endpoints without a locality, and a dataplane whose zone nobody knows, leave everything as it is.
  ///
  /// - Parameter awareness: `localityAwareness` of a MeshLoadBalancingStrategy; nil where it says nothing about zones.
  func prefer(_ awareness: Conf?, _ outbound: OutboundContext) {
    guard let assignment = loadAssignment, let zone = outbound.zone,
      assignment.endpoints.contains(where: { $0.locality != nil })
    else { return }
    let isDisabled = awareness?["disabled"]?.boolean ?? false
    guard !isDisabled, let awareness, awareness["localZone"] ?? awareness["crossZone"] != nil else {
      for group in assignment.endpoints { group.priority = isDisabled || group.isOf(zone) ? 0 : 1 }
      return
    }
    let affinity = Affinity(awareness["localZone"]?["affinityTags"]?.elements ?? [])
    let failover = Failover(awareness["crossZone"], from: zone)
    assignment.endpoints = assignment.endpoints.filter { group in
      guard !group.isOf(zone) else {
        affinity.weigh(group, outbound)
        return true
      }
      guard let priority = failover.priority(of: group.locality?.zone ?? "") else { return false }
      group.priority = priority
      return true
    }
    assignment.policy = ClusterLoadAssignment.Policy(outbound.arena) {
      $0.overprovisioningFactor = failover.overprovisioningFactor
    }
    guard !affinity.tags.isEmpty else { return }
    let common = commonLbConfig ?? CommonLbConfig(outbound.arena)
    common.localityWeightedLbConfig = CommonLbConfig.LocalityWeightedLbConfig(outbound.arena)
    commonLbConfig = common
  }
}

extension LocalityLbEndpoints {
  fileprivate func isOf(_ zone: String) -> Bool { locality?.zone == zone }
}

/// How endpoints of the own zone share traffic.
private struct Affinity {
  let tags: [(key: String, weight: UInt32)]

  /// - Parameter tags: `affinityTags`; without weights each weighs ten times the next, and the last nine times the rest.
  init(_ tags: [Conf]) {
    var powers: [UInt32] = [9]
    while powers.count < tags.count {
      let (next, overflow) = powers[powers.count - 1].multipliedReportingOverflow(by: 10)
      powers.append(overflow ? .max : next)
    }
    self.tags = zip(tags, powers.prefix(tags.count).reversed()).map { tag, power in
      (tag["key"]?.string ?? "", tag["weight"]?.unsigned32 ?? power)
    }
  }

  func weigh(_ group: LocalityLbEndpoints, _ outbound: OutboundContext) {
    group.priority = 0
    let shared = tags.first { tag in
      guard let own = outbound.tags.values[tag.key]?.first else { return false }
      return (outbound.service?.endpointLabels ?? []).contains { $0.key == tag.key && $0.value == own }
    }
    group.loadBalancingWeight = shared?.weight ?? 1
    if let shared, let own = outbound.tags.values[shared.key]?.first {
      group.locality?.subZone = "\(shared.key)=\(own)"
    }
  }
}

/// Where traffic goes when the own zone fails.
private struct Failover {
  private let rules: [Conf]
  private let zone: String
  private let threshold: Double?

  init(_ crossZone: Conf?, from zone: String) {
    rules = crossZone?["failover"]?.elements ?? []
    threshold = crossZone?["failoverThreshold"]?["percentage"]?.decimal
    self.zone = zone
  }

  /// The turn of another zone, by the first rule that is for both; nil where traffic must not go.
  func priority(of other: String) -> UInt32? {
    for (index, rule) in rules.enumerated() {
      if let from = rule["from"], !from.names(zone) { continue }
      let target = rule["to"]
      switch target?["type"]?.string {
      case "Any": return UInt32(index + 1)
      case "AnyExcept" where !(target?.names(other) ?? false): return UInt32(index + 1)
      case "Only" where target?.names(other) ?? false: return UInt32(index + 1)
      case "None": return nil
      default: continue
      }
    }
    return nil
  }

  /// In percent: the next priority gets traffic once this many healthy endpoints are fewer than there are.
  var overprovisioningFactor: UInt32 {
    guard let threshold, threshold > 0 else { return 200 }
    return UInt32(min((10_000 / threshold).rounded(.up), Double(UInt32.max)))
  }
}

extension Conf {
  fileprivate func names(_ zone: String) -> Bool { self["zones"]?.elements.contains { $0.string == zone } ?? false }
}
