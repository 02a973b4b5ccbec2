import EnvoyAPI

/// What the resources of one dataplane's files are about, by their types and names.
struct ResourceDirectory {
  private let subject: OriginSubject
  private var clusters: [String: OriginSubject] = [:]
  private var listeners: [String: (table: OriginTable, subject: OriginSubject)] = [:]

  init(_ plan: ProxyPlan, _ subject: OriginSubject) {
    self.subject = subject
    for index in plan.services {
      let service = plan.mesh.services[index]
      clusters[service.clusterName] = subject.about(service: index)
      if service.splitsUnixEndpoints {
        clusters[service.unixClusterName] = subject.about(service: index, .unixCluster)
      }
    }
    for outbound in plan.outbounds {
      listeners[outbound.listenerName] = (.listener, subject.about(service: outbound.service, .outbound(outbound)))
    }
    for family in PassthroughGenerator.Family.allCases {
      listeners[family.inboundName] = (
        .passthroughListener, subject.focused(on: .passthrough(family, isInbound: true))
      )
      listeners[family.outboundName] = (
        .passthroughListener, subject.focused(on: .passthrough(family, isInbound: false))
      )
    }
    listeners[DNSListenerGenerator.name] = (.dnsListener, subject)
  }

  /// The top of a resource; nil for what this dataplane has not.
  func cursor(_ key: DecodedResources.Key) -> OriginTable.Cursor? {
    let name = key.name
    return switch key.type {
    case Cluster.messageType.typeURL:
      clusters[name].map { .init(.cluster, $0) }
        ?? listeners[name].map { .init(.passthroughCluster, $0.subject) }
    case Resource.messageType.typeURL: clusters[name].map { .init(.transportSocketResource, $0) }
    case Secret.messageType.typeURL: clusters[name].map { .init(.secret, $0) }
    case Listener.messageType.typeURL: listeners[name].map { .init($0.table, $0.subject) }
    default: nil
    }
  }
}
