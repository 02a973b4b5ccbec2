import EnvoyAPI
import XDSCompiler

@testable import XDSDiff

/// A value from YAML.
func value(_ yaml: String) -> MessageValue {
  ValueDocuments(reading: SourceFile(path: "test.yaml", bytes: Array(yaml.utf8))).values.first ?? .object([])
}

/// A snapshot of resources from YAML, by short types: `["Cluster": ["{name: a}"]]`.
func snapshot(_ resources: KeyValuePairs<String, [String]>) throws -> Snapshot {
  var snapshot = Snapshot(types: [])
  for (type, texts) in resources {
    let type = fullNames[type] ?? type
    snapshot.types.insert(type)
    for text in texts {
      let value = value(text)
      try snapshot.add(.value(value), .init(type: type, name: value["name"]?.string ?? ""))
    }
  }
  return snapshot
}

private let fullNames = [
  "Cluster": "envoy.config.cluster.v3.Cluster", "Listener": "envoy.config.listener.v3.Listener",
  "Bootstrap": "envoy.config.bootstrap.v3.Bootstrap",
  "TransportSocket": "envoy.config.core.v3.TransportSocket",
  "Secret": "envoy.extensions.transport_sockets.tls.v3.Secret",
]

/// How two snapshots differ.
func difference(_ old: Snapshot, _ new: Snapshot) throws -> DataplaneDifference {
  try DataplaneDifference(name: nil, from: old, to: new)
}

/// The changes of the fields of a cluster, in text: `~ type: STATIC → EDS`.
func fieldChanges(_ old: String, _ new: String) throws -> [String] {
  let named = { (fields: String) in "{name: a, \(fields)}" }
  let difference = try difference(snapshot(["Cluster": [named(old)]]), snapshot(["Cluster": [named(new)]]))
  return difference.resources.flatMap(\.fields).map { change in
    let sign = ["added": "+", "removed": "-", "changed": "~", "reordered": "order"][change.kind.rawValue] ?? "?"
    return "\(sign) \(change.path): \([change.old, change.new].compactMap { $0?.compact }.joined(separator: " → "))"
  }
}
