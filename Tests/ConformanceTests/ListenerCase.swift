import enum EnvoyAPI.MessageValue
import Foundation
import Testing

@testable import XDSCompiler

/// A folder of `shared/conformance` of which only listeners can be compared: those of another release's names, or of a
/// service inside the mesh, for which an external service of its name is put.
struct ListenerCase: CustomTestStringConvertible, Sendable {
  let folder: URL

  var testDescription: String { "\(folder.deletingLastPathComponent().lastPathComponent)/\(folder.lastPathComponent)" }

  static let all: [ListenerCase] = SharedFolder.entries(SharedFolder.conformance)
    .flatMap(SharedFolder.entries)
    .map(ListenerCase.init)
    .filter { (try? $0.document("case"))?["mode"]?.string == "full (listeners only)" }

  private func document(_ name: String) throws -> MessageValue {
    try #require(MessageValue.documents(folder.appending(path: "\(name).yaml")).first)
  }

  /// The differences between what is expected and what comes out; none where they agree.
  func differences() throws -> [String] {
    let description = try document("case")
    let isLegacy = description["naming"]?.string?.hasPrefix("legacy") ?? false
    let resources = try MessageValue.documents(folder.appending(path: "input.yaml"))
    let input =
      isLegacy
      ? resources.map(InsideService.asExternal)
        + InsideService.externalServices(of: resources, protocol: try #require(description["protocol"])) : resources
    let text = input.map(\.json).joined(separator: "\n---\n")
    let output = try compile([SourceFile(path: "input.yaml", bytes: Array(text.utf8))], CompileOptions())
    let file = try #require(output.values.first { $0.name == "listeners.pb" })
    let listeners = try file.messageType.unpack(file.bytes).value()["resources"]?.elements ?? []

    let names = ReleaseNames(isLegacy: isLegacy)
    let expected = try document("expected.listeners")["resources"]?.elements.compactMap { $0["resource"] } ?? []
    let wanted = expected.filter { isLegacy || !InsideService.hasListener($0) }.map(names.translate)
    try #require(wanted.map { $0["name"]?.string } == listeners.map { $0["name"]?.string })
    return zip(wanted, listeners).flatMap { valueDifferences($0, $1, $1["name"]?.string ?? "") }
  }
}

/// Makes of services inside the mesh external services of their names.
private enum InsideService {
  static func asExternal(_ resource: MessageValue) -> MessageValue {
    resource.mapped { name, value in
      // A validator refuses this scheme, which the original's test goes around.
      if name == "scheme", value == .string("other") { return .string("https") }
      guard name == "outbound" else { return nil }
      return .list(
        value.elements.map { outbound in
          guard let service = outbound["tags"]?["kuma.io/service"] else { return outbound }
          return outbound.setting("tags", nil).setting(
            "backendRef",
            .object([
              .init(name: "kind", value: .string("MeshExternalService")), .init(name: "name", value: service),
            ]))
        })
    }
  }

  /// One for every service that the resources name.
  static func externalServices(of resources: [MessageValue], protocol: MessageValue) -> [MessageValue] {
    Set(resources.flatMap(names)).sorted().map { name in
      .object([
        .init(name: "type", value: .string("MeshExternalService")), .init(name: "mesh", value: .string("default")),
        .init(name: "name", value: .string(name)),
        .init(
          name: "spec",
          value: .object([
            .init(
              name: "match",
              value: .object([.init(name: "port", value: .word("80")), .init(name: "protocol", value: `protocol`)])),
            .init(
              name: "endpoints",
              value: .list([
                .object([
                  .init(name: "address", value: .string("\(name).example")), .init(name: "port", value: .word("80")),
                ])
              ])),
          ])),
      ])
    }
  }

  /// Whether a listener is that of a service inside the mesh.
  static func hasListener(_ listener: MessageValue) -> Bool {
    listener["metadata"]?["filterMetadata"]?["io.kuma.tags"] != .object([])
  }

  private static func names(_ value: MessageValue) -> [String] {
    switch value {
    case .object(let members):
      let own = ["MeshService", "MeshServiceSubset"].contains(value["kind"]?.string) ? value["name"]?.string : nil
      let tagged = value["tags"]?["kuma.io/service"]?.string
      // Inbounds have tags, too, but of the dataplane's own services.
      let isOutbound = value["servicePort"] == nil
      return [own, isOutbound ? tagged : nil].compactMap(\.self) + members.flatMap { names($0.value) }
    case .list(let elements): return elements.flatMap(names)
    default: return []
    }
  }
}

/// Translates what a release names otherwise, and what services inside the mesh have otherwise.
private struct ReleaseNames {
  let isLegacy: Bool

  func translate(_ listener: MessageValue) -> MessageValue {
    let address = listener["address"]?["socketAddress"]
    var name = "outbound:\(address?["address"]?.string ?? ""):"
    if case .word(let port) = address?["portValue"] { name += port }
    let result = listener.mapped { key, value in
      switch key {
      case "typedConfig": translateFilter(value, &name)
      case "metadata" where isLegacy:
        .object([
          .init(
            name: "filterMetadata",
            value: .object([.init(name: "io.kuma.tags", value: .object([]))]))
        ])
      default: nil
      }
    }
    return result.setting("name", .string(name))
  }

  private func translateFilter(_ config: MessageValue, _ listenerName: inout String) -> MessageValue? {
    guard let service = config["statPrefix"]?.string.map(serviceName) else { return nil }
    guard let routes = config["routeConfig"] else {
      return config.setting("statPrefix", .string(service)).mapped(clusters)
    }
    let cluster = "meshexternalservice_\(service)"
    listenerName = cluster
    let hosts = routes["virtualHosts"]?.elements.map { $0.setting("name", .string(service)) }
    return config.setting("statPrefix", .string(cluster)).setting("internalAddressConfig", nil)
      .setting(
        "routeConfig",
        routes.setting("name", .string(cluster)).setting("virtualHosts", hosts.map { .list($0) }).mapped(clusters))
  }

  private func clusters(_ key: String, _ value: MessageValue) -> MessageValue? {
    switch key {
    case "cluster": return value.string.map { .string("meshexternalservice_\(serviceName($0))") }
    case "weightedClusters":
      return .object([
        .init(
          name: "clusters",
          value: .list(
            (value["clusters"]?.elements ?? []).map {
              $0.setting("name", $0["name"]?.string.map { .string("meshexternalservice_\(serviceName($0))") })
            }))
      ])
    case "route" where isLegacy && value["hostRewriteLiteral"] == nil:
      return value.setting("autoHostRewrite", .word("true")).mapped(clusters)
    case "schemeRedirect" where value == .string("other"): return .string("https")
    default: return nil
    }
  }

  /// `default_example___extsvc_9090` is `example`, and `payments-9f43ffb3c22f8c19`, a subset, is `payments`.
  private func serviceName(_ name: String) -> String {
    if name.contains("_extsvc_") { return name.split(separator: "_").dropFirst().first.map(String.init) ?? name }
    let parts = name.split(separator: "-")
    guard let last = parts.last, parts.count > 1, last.count == 16, last.allSatisfy(\.isHexDigit) else { return name }
    return parts.dropLast().joined(separator: "-")
  }
}
