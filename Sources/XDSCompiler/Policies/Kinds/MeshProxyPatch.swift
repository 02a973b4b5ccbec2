import EnvoyAPI

/// Changes to the resources that come out, in Envoy's own terms (documentation: MeshProxyPatch).
enum MeshProxyPatch: Policy {
  static let kind = "MeshProxyPatch"
  static let summary = "Changes to the resources that come out, in Envoy's own terms."

  static let shape = PolicyShape(targets: PolicyShape.proxies, systemTargets: [.meshGateway], conf: schema)

  private static let schema = ConfSchema.object(
    [
      .init(
        "appendModifications", .list(of: modification, [.notEmpty]),
        "Modifications, applied in their order to the resources of the sidecar.")
    ],
    [.defined("appendModifications", "must not be empty")])

  private static let modification = ConfSchema.object(
    Modification.Scope.allCases.map { scope in
      switch scope {
      case .cluster: .init("cluster", body(scope, [origin, clusterName]), "Of a cluster.")
      case .listener: .init("listener", body(scope, [origin, listenerName, tags]), "Of a listener.")
      case .networkFilter:
        .init("networkFilter", body(scope, [origin, filterName, ofListener, ofListenerTags]), "Of a network filter.")
      case .httpFilter:
        .init("httpFilter", body(scope, [origin, filterName, ofListener, ofListenerTags]), "Of an HTTP filter.")
      case .virtualHost:
        .init("virtualHost", body(scope, [origin, virtualHostName, ofRoutes]), "Of a virtual host.")
      }
    },
    [
      ConfRule { conf in
        let count = conf.node.entries.filter { $1.kind != .null }.count
        return count == 1
          ? []
          : [
            (
              "exactly one modification can be defined at a time. Currently, \(count) modifications are defined",
              conf.place
            )
          ]
      }
    ])

  private static let origin = ConfField(
    "origin", .string(), "What made the resource: outbound, transparent, dns, or mesh-proxy-patch.")
  private static let clusterName = ConfField("name", .string(), "Name of the cluster.")
  private static let listenerName = ConfField("name", .string(), "Name of the listener.")
  private static let filterName = ConfField("name", .string(), "Name of the filter.")
  private static let virtualHostName = ConfField("name", .string(), "Name of the virtual host.")
  private static let tags = ConfField("tags", .map(.string()), "Tags in the listener's metadata io.kuma.tags.")
  private static let ofListener = ConfField("listenerName", .string(), "Name of the listener that has the filter.")
  private static let ofListenerTags = ConfField(
    "listenerTags", .map(.string()), "Tags in the metadata io.kuma.tags of the listener that has the filter.")
  private static let ofRoutes = ConfField(
    "routeConfigurationName", .string(), "Name of the route configuration that has the virtual host.")

  private static func body(_ scope: Modification.Scope, _ match: [ConfField]) -> ConfSchema {
    .object(
      [
        .init("operation", .string([operation(scope)]), "What to do."),
        .init("match", .object(match), "What to do it to: all that is given must fit; everything when absent."),
        .init("value", .string(), "An Envoy resource, or a part of one to merge in, as YAML."),
        .init("jsonPatches", .list(of: jsonPatch), "JSON Patches (RFC 6902) of the resource's JSON form."),
      ],
      [.defined("operation", operationMessage(scope))])
  }

  private static func operationMessage(_ scope: Modification.Scope) -> String {
    "invalid operation. Available operations: "
      + scope.operations.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
  }

  private static func operation(_ scope: Modification.Scope) -> ConfRule {
    ConfRule(operationMessage(scope)) { conf in scope.operations.contains { $0.rawValue == conf.string } }
  }

  private static let jsonPatch = ConfSchema.object(
    [
      .init("op", .enumeration(JSONPatch.Operation.allCases.map(\.rawValue)), "The operation."),
      .init("path", .string([isPointer]), "JSON Pointer (RFC 6901) to what is changed."),
      .init("value", .any, "What to put there, for add and replace."),
      .init("from", .string([isPointer]), "JSON Pointer to what is moved or copied."),
    ],
    [.defined("op"), .defined("path"), ConfRule(checkPatch)])

  private static let isPointer = ConfRule("must be a JSON pointer, such as /name") {
    JSONPatch.pointer($0.string) != nil
  }

  private static func checkPatch(_ conf: Conf) -> [(message: String, place: Place)] {
    guard let op = conf["op"]?.string else { return [] }
    var findings: [(message: String, place: Place)] = []
    let takesFrom = op == "move" || op == "copy"
    if !takesFrom, let from = conf["from"] {
      findings.append(("\"from\" is allowed only when \"op\" is one of [\"move\", \"copy\"]", from.keyPlace))
    } else if takesFrom, conf["from"]?.string.isEmpty ?? true {
      findings.append(
        (
          "\"from\" must not be empty when \"op\" is one of [\"move\", \"copy\"]",
          conf["from"]?.place ?? Place(conf.node, missing: "from")
        ))
    }
    let takesValue = op == "add" || op == "replace"
    if !takesValue, let value = conf["value"] {
      findings.append(("\"value\" is allowed only when \"op\" is one of [\"add\", \"replace\"]", value.keyPlace))
    } else if takesValue, conf.node["value"] == nil {
      findings.append(
        (
          "\"value\" must not be empty when \"op\" is one of [\"add\", \"replace\"]",
          Place(conf.node, missing: "value")
        ))
    }
    if op == "remove", let path = conf["path"], JSONPatch.pointer(path.string) == [] {
      findings.append(("root path cannot be removed", path.place))
    }
    return findings
  }
}
