import EnvoyAPI
import Foundation
import Testing

@testable import XDSCompiler

/// The input of a case, in which services inside the mesh stand as external ones.
final class PatchWorld {
  struct Base {
    var clusters: [(origin: String, message: Cluster)]
    var listeners: [(origin: String, message: Listener)]
  }

  private let compilation: Compilation
  private let plan: ProxyPlan
  /// Names of services by the ports of the dataplane's outbounds.
  private let services: [UInt32: String]

  init(_ folder: URL, protocol: ExternalService.ServiceProtocol, zone: String?) throws {
    let input = folder.appending(path: "input.yaml")
    var text = String(decoding: try Data(contentsOf: input), as: UTF8.self)
    let documents = try Documents(input)
    var services: [UInt32: String] = [:]
    var external = Set(
      documents.all.filter { $0["type"]?.string == "MeshExternalService" }.compactMap { $0["name"]?.string })
    for dataplane in documents.all where dataplane["type"]?.string == "Dataplane" {
      for outbound in dataplane["networking"]?["outbound"]?.elements.map({ $0 }) ?? [] {
        guard let port = outbound["port"]?.integer,
          let name = outbound["tags"]?["kuma.io/service"]?.string ?? outbound["backendRef"]?["name"]?.string
        else { continue }
        services[UInt32(port)] = name
        guard external.insert(name).inserted else { continue }
        text +=
          "\n---\ntype: MeshExternalService\nname: \(name)\nmesh: default\nspec:\n"
          + "  match: {port: \(port), protocol: \(`protocol`.rawValue)}\n  endpoints: [{address: 192.0.2.1, port: 1}]\n"
      }
    }
    if !text.contains("type: Dataplane") {
      text += "\n---\ntype: Dataplane\nmesh: default\nname: backend\nnetworking: {address: 127.0.0.1}\n"
    }
    withExtendedLifetime(documents) {}
    self.services = services
    var options = CompileOptions()
    options.zone = zone
    compilation = Pipeline(options).compile([SourceFile(path: "input.yaml", bytes: Array(text.utf8))])
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors)")
    plan = try #require(compilation.outputs.plans.first)
  }

  /// The base with the words of one kind of policy.
  func configured(_ kind: String, base: Base, _ arena: Arena) throws -> [String: [MessageValue]] {
    guard let policies = plan.policies else {
      return ["clusters": try base.clusters.map { try $1.value }, "listeners": try base.listeners.map { try $1.value }]
    }
    let services = plan.mesh.services.indices
    let collectors = Collectors(policies, services: Array(services))
    func apply(
      _ name: String?, _ configure: (any OutboundPolicy.Type, Conf, OutboundContext) -> Void
    ) {
      guard let index = services.first(where: { plan.mesh.services[$0].coreName == name }) else { return }
      let outbound = OutboundContext(
        service: plan.mesh.services[index], dataplane: plan.dataplane, zone: policies.zone, collectors: collectors,
        arena: arena)
      for policy in policies.policies(ofService: index) where policy.type.kind == kind {
        configure(policy.type, policy.conf, outbound)
      }
    }
    for (_, cluster) in base.clusters {
      apply(plan.mesh.services.count == 1 ? plan.mesh.services[0].coreName : cluster.name) {
        $0.configure(cluster, $1, $2)
      }
    }
    for (_, listener) in base.listeners {
      let name = (listener.address?.socketAddress?.portValue).flatMap { self.services[$0] }
      for filter in listener.filterChains.flatMap(\.filters) {
        guard let config = filter.typedConfig else { continue }
        if let manager = try config.unpacked(HttpConnectionManager.self) {
          apply(name) { $0.configure(manager, $1, $2) }
          for (_, action) in manager.routeActions { apply(name) { $0.configure(action, $1, $2) } }
          filter.typedConfig = .packing(manager)
        } else if let proxy = try config.unpacked(TcpProxy.self) {
          apply(name) { $0.configure(proxy, $1, $2) }
          filter.typedConfig = .packing(proxy)
        }
      }
    }
    let generator = CollectorGenerator(isIPv6: false, systemCAPath: nil, arena: arena)
    let made = collectors.clusterNames.map { generator.cluster($0.collector, name: $0.name) }
    return [
      "clusters": try (base.clusters.map(\.message) + made).map { try $0.value },
      "listeners": try base.listeners.map { try $1.value },
    ]
  }

  /// The base with the modifications of the proxy patches.
  func patched(base: Base, _ arena: Arena) throws -> [String: [MessageValue]] {
    func resources<Message: EnvoyMessage>(
      _ list: [(origin: String, message: Message)], _ name: (Message) -> String
    ) -> [PatchableResource<Message>] {
      list.map {
        .init(name: name($1), origin: ResourceOrigin(rawValue: $0), message: $1, holdsSecrets: false)
      }
    }
    var clusters = resources(base.clusters, \.name)
    var listeners = resources(base.listeners, \.name)
    for modification in plan.policies?.modifications ?? [] {
      var patcher = ResourcePatcher(modification: modification, arena: arena)
      try patcher.apply(to: &clusters)
      try patcher.apply(to: &listeners)
    }
    return [
      "clusters": try clusters.sorted { $0.name.isBefore($1.name) }.map { try $0.message.value },
      "listeners": try listeners.sorted { $0.name.isBefore($1.name) }.map { try $0.message.value },
    ]
  }
}
