/// Checks and completes one Dataplane after the other.
struct DataplaneNormalizer {
  /// Port that Kuma's data plane keeps for itself, as `redirectPortInboundV6` once had it as its default.
  private static let reservedInboundIPv6Port: UInt16 = 15010

  var diagnostics: DiagnosticCollector

  mutating func normalize(_ resource: DataplaneResource) -> Dataplane {
    let errorsBefore = diagnostics.errorCount
    let address = checkAddress(resource)
    checkTags(resource)
    let outbounds = resource.outbounds.compactMap { normalizeOutbound($0, of: resource) }
    checkClashes(outbounds, of: resource)
    let transparentProxy = normalizeTransparentProxy(resource)
    let adminPort = port(resource.adminPort, of: resource)
    let allTags = resource.inbounds.map(\.tags) + (resource.gateway.map { [$0.tags] } ?? [])
    let tagValues = tagValues(allTags)
    return Dataplane(
      header: resource.header,
      shownAddress: (resource.advertisedAddress ?? resource.address)?.value ?? "",
      isIPv6: address.map { $0.family == .ipv6 && !$0.isIPv4Mapped } ?? false,
      tags: Dataplane.Tags(
        service: allTags.lazy.flatMap { $0 }.first { $0.key == KumaLabel.service }?.value ?? "",
        header: tagsHeader(tagValues), values: tagValues),
      outbounds: outbounds,
      transparentProxy: transparentProxy,
      adminPort: resource.adminPort == nil ? DataplaneResource.defaultAdminPort : adminPort,
      isBuiltinGateway: resource.gateway?.type?.value == .builtin,
      isGateway: resource.gateway != nil,
      tagSets: resource.inbounds.filter { $0.state?.value != "Ignored" }.map(\.tags)
        + (resource.gateway.map { [$0.tags] } ?? []),
      hasErrors: resource.hasErrors || diagnostics.errorCount > errorsBefore)
  }

  private mutating func checkAddress(_ resource: DataplaneResource) -> IPAddress? {
    guard let address = resource.address, !address.value.isEmpty else {
      if !resource.hasErrors {
        let place =
          resource.address.map { Place($0.node) } ?? resource.networking.map { Place($0, missing: "address") }
          ?? Place(resource.body, missing: "networking", "address")
        report(.dataplaneAddress, "address can't be empty", at: place, of: resource)
      }
      return nil
    }
    let ip = IPAddress(address.value)
    if let ip, ip.isUnspecified {
      report(.dataplaneAddress, "must not be 0.0.0.0 or ::", at: Place(address.node), of: resource)
    } else if ip == nil, !DNSName.isValid(address.value) {
      report(
        .dataplaneAddress, DataplaneResource.addressRule.message, at: Place(address.node), of: resource)
    }
    return ip
  }

  private mutating func checkTags(_ resource: DataplaneResource) {
    for inbound in resource.inbounds { checkTags(inbound.tags, tagsNode: inbound.tagsNode, inbound.node, of: resource) }
    if let gateway = resource.gateway {
      checkTags(gateway.tags, tagsNode: gateway.tagsNode, gateway.node, of: resource)
    }
  }

  private mutating func checkTags(_ tags: [Label], tagsNode: Node?, _ node: Node, of resource: DataplaneResource) {
    if !tags.contains(where: { $0.key == KumaLabel.service }), tagsNode?["kuma.io/service"] == nil {
      let place =
        tagsNode.map { Place($0, missing: "kuma.io/service") } ?? Place(node, missing: "tags", "kuma.io/service")
      report(.dataplaneTag, "tag has to exist", at: place, of: resource)
    }
    for tag in tags {
      if !TagText.isValidValue(tag.value) {
        report(
          .dataplaneTag, TagText.valueRule.message,
          at: Place(tag.node), of: resource)
      }
      if !TagText.isValidName(tag.key) {
        report(
          .dataplaneTag,
          TagText.nameRule.message,
          at: Place(keyOf: tag.node), of: resource)
      }
    }
  }

  private mutating func normalizeOutbound(
    _ outbound: DataplaneResource.Outbound, of resource: DataplaneResource
  ) -> Dataplane.Outbound? {
    let errorsBefore = diagnostics.errorCount
    let text = outbound.address?.value ?? DataplaneResource.Outbound.defaultAddress
    let address = IPAddress(text)
    if address == nil, let node = outbound.address?.node {
      report(.outboundAddress, DataplaneResource.Outbound.addressRule.message, at: Place(node), of: resource)
    }
    let port = outbound.port.flatMap { PortNumber.valid.contains($0.value) ? UInt16($0.value) : nil }
    if port == nil, outbound.port != nil || outbound.node["port"].map({ $0.kind == .null }) ?? true {
      report(
        .outboundPort, "port must be in the range \(PortNumber.text(PortNumber.valid))",
        at: outbound.port.map { Place($0.node) } ?? Place(outbound.node, missing: "port"), of: resource)
    }
    let target = outbound.backendRef.map { self.target($0, of: resource) } ?? .insideMesh
    guard diagnostics.errorCount == errorsBefore, let port, let address, let target else { return nil }
    return .init(node: outbound.node, address: address, addressText: text, port: port, target: target)
  }

  private mutating func target(
    _ reference: DataplaneResource.BackendRef, of resource: DataplaneResource
  ) -> Dataplane.Outbound.Target? {
    let kinds = DataplaneResource.BackendRef.kinds
    if reference.kind.map({ !kinds.contains($0.value) }) ?? !resource.hasErrors {
      report(
        .outboundBackend, "invalid value. Available values are: \(kinds.joined(separator: ","))",
        at: reference.kind.map { Place($0.node) } ?? Place(reference.node, missing: "kind"), of: resource,
        help: reference.kind.flatMap { nearestName(to: $0.value, among: kinds) }.map { "did you mean \"\($0)\"?" })
    }
    guard let name = reference.name, !name.value.isEmpty else {
      if reference.name != nil || !resource.hasErrors {
        report(
          .outboundBackend, "cannot be empty",
          at: reference.name.map { Place($0.node) } ?? Place(reference.node, missing: "name"), of: resource)
      }
      return nil
    }
    return reference.kind?.value == ResourceKind.meshExternalService.rawValue
      ? .externalService(name: name) : .insideMesh
  }

  /// Two listeners cannot have one address and port, whatever they lead to.
  private mutating func checkClashes(_ outbounds: [Dataplane.Outbound], of resource: DataplaneResource) {
    struct Socket: Hashable {
      let address: IPAddress
      let port: UInt16
    }
    var first: [Socket: Dataplane.Outbound] = [:]
    for outbound in outbounds {
      let socket = Socket(address: outbound.address, port: outbound.port)
      guard let earlier = first[socket] else {
        first[socket] = outbound
        continue
      }
      diagnostics.report(
        .outboundClash, "another outbound has address \(outbound.addressText) and port \(outbound.port) already",
        at: Place(outbound.node), of: resource.header, notes: [.init(message: "it is here", range: earlier.node.range)])
    }
  }

  private mutating func normalizeTransparentProxy(_ resource: DataplaneResource) -> Dataplane.TransparentProxy? {
    guard let proxy = resource.transparentProxying else { return nil }
    let inbound = port(proxy.redirectPortInbound, of: resource)
    let inboundV6 = port(proxy.redirectPortInboundV6, of: resource)
    let mode = proxy.ipFamilyMode?.value ?? .defaultValue
    return .init(
      redirectPortOutbound: port(proxy.redirectPortOutbound, of: resource),
      redirectPortInbound: inbound,
      redirectPortInboundIPv6: inboundV6 > 0 && inboundV6 != DataplaneNormalizer.reservedInboundIPv6Port
        ? inboundV6 : inbound,
      hasIPv6: mode != .ipv4 && !(mode == .unspecified && inboundV6 == 0),
      isIPv4Only: mode == .ipv4,
      node: proxy.node)
  }

  private mutating func port(_ port: Located<Int64>?, of resource: DataplaneResource) -> UInt16 {
    guard let port else { return 0 }
    guard PortNumber.validOrNone.contains(port.value) else {
      report(
        .dataplaneField, "port must be in the range \(PortNumber.text(PortNumber.validOrNone))", at: Place(port.node),
        of: resource)
      return 0
    }
    return UInt16(port.value)
  }

  private mutating func report(
    _ id: DiagnosticID, _ message: String, at place: Place, of resource: DataplaneResource, help: String? = nil
  ) {
    diagnostics.report(id, message, at: place, of: resource.header, help: help)
  }
}

/// Values of each tag, sorted, once each.
private func tagValues(_ tags: [[Label]]) -> [String: [String]] {
  var values: [String: Set<String>] = [:]
  for tag in tags.lazy.flatMap({ $0 }) { values[tag.key, default: []].insert(tag.value) }
  return values.mapValues { $0.sorted { $0.isBefore($1) } }
}

/// `x-kuma-tags`: `&key=v1,v2&` per tag, sorted by key.
private func tagsHeader(_ values: [String: [String]]) -> String? {
  guard !values.isEmpty else { return nil }
  return values.sorted { $0.key.isBefore($1.key) }.map { "&\($0)=\($1.joined(separator: ","))&" }.joined()
}
