import EnvoyAPI
import XDSCompiler

/// What `/config_dump` of an Envoy's admin interface says.
public struct ConfigDump: Sendable {
  public var snapshot: Snapshot
  /// `node.id` of its bootstrap.
  public var nodeID: String?
  /// Parts that are not compared, by the names of their types, though something is in them.
  public var skipped: [String]

  /// Where resources are: part, list, and the members that lead to the resource. Of two of one name the later counts: an
  /// Envoy that warms a cluster has been given it last.
  private static let places: [(part: String, list: String, path: [String])] = [
    ("ClustersConfigDump", "static_clusters", ["cluster"]),
    ("ClustersConfigDump", "dynamic_active_clusters", ["cluster"]),
    ("ClustersConfigDump", "dynamic_warming_clusters", ["cluster"]),
    ("ListenersConfigDump", "static_listeners", ["listener"]),
    ("ListenersConfigDump", "dynamic_listeners", ["active_state", "listener"]),
    ("ListenersConfigDump", "dynamic_listeners", ["warming_state", "listener"]),
    ("SecretsConfigDump", "static_secrets", ["secret"]),
    ("SecretsConfigDump", "dynamic_active_secrets", ["secret"]),
    ("SecretsConfigDump", "dynamic_warming_secrets", ["secret"]),
  ]

  /// Parts that repeat what clusters and listeners say.
  private static let repetitions = ["EndpointsConfigDump", "RoutesConfigDump"]

  /// What an Envoy adds to the node of its bootstrap by itself.
  private static let ownFields: Set = [
    "user_agent_name", "userAgentName", "user_agent_version", "userAgentVersion", "user_agent_build_version",
    "userAgentBuildVersion", "extensions", "client_features", "clientFeatures",
  ]

  /// Nil when the value is no dump.
  public init?(_ value: MessageValue) {
    guard let parts = value["configs"]?.elements, !parts.isEmpty,
      parts.allSatisfy({ $0.typeName.hasPrefix("envoy.admin.") })
    else { return nil }
    snapshot = Snapshot(types: [])
    snapshot.hidesSecrets = true
    skipped = []
    for part in parts { add(part) }
  }

  private mutating func add(_ part: MessageValue) {
    let name = part.typeName.split(separator: ".").last.map(String.init) ?? ""
    switch name {
    case "BootstrapConfigDump": add(bootstrap: part["bootstrap"] ?? .object([]))
    case "ClustersConfigDump": snapshot.types.insert(Cluster.messageType.fullName)
    case "ListenersConfigDump": snapshot.types.insert(Listener.messageType.fullName)
    case "SecretsConfigDump": snapshot.types.insert(ResourceType.secret)
    default:
      if !ConfigDump.repetitions.contains(name), part.hasContent { skipped.append(name) }
    }
    for place in ConfigDump.places where place.part == name {
      for entry in part[place.list]?.elements ?? [] {
        guard let resource = entry[place.path] else { continue }
        let normal = AnyMessage.messageType.normalize(resource, redacting: SecretBytes.fingerprint(of:))
        snapshot.replace(
          .value(normal.removing(["@type"])), .init(type: normal.typeName, name: normal["name"]?.string ?? ""))
      }
    }
  }

  private mutating func add(bootstrap: MessageValue) {
    let type = Bootstrap.messageType
    let normal = type.normalize(bootstrap, redacting: SecretBytes.fingerprint(of:)).withoutResources
    nodeID = normal["node"]?["id"]?.string
    snapshot.types.insert(type.fullName)
    guard case .object(let members) = normal else { return }
    let cleaned = members.map { member in
      member.name == "node"
        ? MessageValue.Member(name: "node", value: member.value.removing(ConfigDump.ownFields)) : member
    }
    snapshot.replace(.value(.object(cleaned)), .init(type: type.fullName, name: ""))
  }
}

extension MessageValue {
  /// Whether there is more than a type.
  fileprivate var hasContent: Bool {
    guard case .object(let members) = self else { return false }
    return members.contains { $0.name != "@type" && $0.value != .list([]) }
  }
}
