import EnvoyAPI
import XDSCompiler

extension Snapshot {
  /// The types of resources that a bootstrap can hold, by the name of their list.
  private static let staticResources = [
    ("clusters", Cluster.messageType.fullName), ("listeners", Listener.messageType.fullName),
    ("secrets", ResourceType.secret),
  ]

  /// What the value of a `DiscoveryResponse` or of a `Bootstrap` says.
  public init(_ type: MessageType, _ value: MessageValue) throws(SnapshotError) {
    if type == Bootstrap.messageType {
      try self.init(bootstrap: value)
    } else {
      try self.init(response: value)
    }
  }

  private init(response: MessageValue) throws(SnapshotError) {
    let url = response["typeUrl"]?.string
    self.init(types: url.map { [ResourceType.inside($0)] } ?? [])
    for resource in response["resources"]?.elements ?? [] {
      let inner = resource["resource"] ?? resource
      let key = Key(type: inner.typeName, name: resource["name"]?.string ?? "")
      types.insert(key.type)
      try add(.value(inner.removing(["@type"])), key)
    }
  }

  private init(bootstrap: MessageValue) throws(SnapshotError) {
    let type = Bootstrap.messageType.fullName
    self.init(types: [type, ResourceType.secret])
    // What comes from elsewhere, this file does not tell.
    if bootstrap["dynamicResources"]?["cdsConfig"] == nil { types.insert(Cluster.messageType.fullName) }
    if bootstrap["dynamicResources"]?["ldsConfig"] == nil { types.insert(Listener.messageType.fullName) }
    for (list, type) in Snapshot.staticResources where types.contains(type) {
      for resource in bootstrap["staticResources"]?[list]?.elements ?? [] {
        try add(.value(resource), Key(type: type, name: resource["name"]?.string ?? ""))
      }
    }
    try add(.value(bootstrap.withoutResources), Key(type: type, name: ""))
  }
}

extension MessageValue {
  /// A bootstrap without what it says about clusters, listeners and secrets.
  var withoutResources: MessageValue { removing(["staticResources"]) }

  /// An object without some of its members.
  func removing(_ names: Set<String>) -> MessageValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !names.contains($0.name) })
  }

  /// The full name of the type that `@type` has.
  var typeName: String { ResourceType.name(self["@type"]?.string ?? "") }
}

/// Full names of types.
enum ResourceType {
  static let secret = Secret.messageType.fullName

  /// The full name in a type URL.
  static func name(_ url: String) -> String { url.split(separator: "/").last.map(String.init) ?? url }

  /// What a response of that type is about: behind `Resource`, which only gives names, are transport sockets.
  static func inside(_ url: String) -> String {
    let name = name(url)
    return name == Resource.messageType.fullName ? TransportSocket.messageType.fullName : name
  }
}
