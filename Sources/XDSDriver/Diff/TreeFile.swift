import EnvoyAPI

/// The files that a compile writes for a dataplane.
enum TreeFile: String, CaseIterable, Sendable {
  case clusters = "clusters.pb"
  case listeners = "listeners.pb"
  case secrets = "secrets.pb"
  case transportSockets = "transport_sockets.pb"
  case bootstrap = "bootstrap.pb"

  /// Full name of the resources in it, as a difference sorts them. Of a bootstrap that is what other files do not have.
  var type: String {
    switch self {
    case .clusters: Cluster.messageType.fullName
    case .listeners: Listener.messageType.fullName
    case .secrets: Secret.messageType.fullName
    case .transportSockets: TransportSocket.messageType.fullName
    case .bootstrap: Bootstrap.messageType.fullName
    }
  }

  /// All that a dataplane has, without what is there twice: transport sockets are those of the clusters.
  static let compared = allCases.filter { $0 != .transportSockets }
}
