extension OriginTable {
  /// Of the listener that resolves hostnames.
  static let dnsListener = OriginTable([
    .field("@type", "the type of the file's resources", .xds),
    .field("name", "a transparent proxy resolves the hostnames of services", .dns),
    .field("address.socketAddress.protocol", "DNS is UDP", .dns),
    .field("address.socketAddress.address", "the sidecar itself asks", .dns),
    .field("address.socketAddress.portValue", "15054, unless an option says otherwise", .dns, .option(.dnsPort)),
    .part("listenerFilters[].typedConfig.serverConfig.inlineDnsTable.virtualDomains[]", domain) { subject, step in
      guard case .element(let index) = step, let domains = subject.plan.dnsDomains, domains.indices.contains(index)
      else { return nil }
      return subject.context.owner(ofHostname: domains[index].name).map {
        subject.about(
          service: $0.service, .hostname($0.hostname, isLowercased: $0.hostname.value != domains[index].name))
      }
    },
    .all(
      "listenerFilters[].typedConfig.clientConfig", "resolvers for all other names", .dns, .option(.dnsUpstream)),
    .all("listenerFilters[]", "Envoy's DNS filter", .envoy("DnsFilterConfig")),
    .field("trafficDirection", "queries come in", .envoy("Listener.traffic_direction")),
    .field("enableReusePort", "a socket for each thread", .envoy("Listener.enable_reuse_port")),
  ])

  private static let domain = OriginTable(
    [
      .field(
        "name", "the hostname in lower case, as resolvers mostly ask", .dns,
        hostname.when {
          if case .hostname(_, isLowercased: true) = $0.focus { true } else { false }
        }),
      .field("name", "a hostname of the service", .dns, hostname),
      .field("answerTtl", "30 seconds", .envoy("DnsTable.DnsVirtualDomain.answer_ttl")),
      .part("endpoint.addressList.address[]", mappedVIP) { subject, step in
        guard case .element(1) = step else { return nil }
        return subject
      },
    ] + OriginTable.Entry.vip("endpoint.addressList.address[]"))

  private static let mappedVIP = OriginTable([
    .field("", "the service's VIP as an IPv6 address, for clients that ask for one", .dns, .vip)
  ])

  /// The status that has the hostname; or the template that makes it, and what it fills in.
  private static let hostname = OriginFinder { subject in
    guard case .hostname(let hostname, _) = subject.focus, let header = subject.service?.header else { return nil }
    guard hostname.node.key?.string == "template", let template = try? HostnameTemplate(hostname.node.string) else {
      return [.node(hostname.node)]
    }
    var sources: [OriginSource] = [.node(hostname.node)]
    for part in template.parts {
      let finder: OriginFinder =
        switch part {
        case .text: .default
        case .field(.name): .nodes { _ in [header.nameNode] }
        case .field(.displayName): .nodes { _ in [header.displayNameNode] }
        case .field(.mesh): .nodes { _ in [header.meshNode] }
        case .field(.namespace): .label(KumaLabel.namespace)
        case .field(.zone): .label(KumaLabel.zone)
        case .label(let key): .label(key)
        }
      sources += finder.find(subject) ?? []
    }
    return sources
  }
}
