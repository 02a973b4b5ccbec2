import EnvoyAPI
import Testing

@testable import XDSDiff

@Suite struct ConfigDumpTests {
  private func dump(_ parts: String) throws -> ConfigDump {
    try #require(ConfigDump(value("{configs: [\(parts)]}")))
  }

  private func cluster(_ name: String, _ type: String = "EDS") -> String {
    "{cluster: {'@type': type.googleapis.com/envoy.config.cluster.v3.Cluster, name: \(name), type: \(type)}}"
  }

  private let admin = "type.googleapis.com/envoy.admin.v3"

  @Test func resourcesAreWhereEnvoyPutsThem() throws {
    let dump = try dump(
      """
      {'@type': \(admin).ClustersConfigDump, static_clusters: [\(cluster("a"))],
       dynamic_active_clusters: [\(cluster("b", "'1'")), \(cluster("c"))],
       dynamic_warming_clusters: [\(cluster("c", "STATIC"))]},
      {'@type': \(admin).ListenersConfigDump, dynamic_listeners: [{active_state: {listener:
        {'@type': type.googleapis.com/envoy.config.listener.v3.Listener, name: l, bind_to_port: false}}}]},
      {'@type': \(admin).SecretsConfigDump, dynamic_active_secrets: [{secret: {'@type': x/y.Secret, name: s, a_b: 1}}]}
      """)
    let expected = try snapshot([
      "Cluster": ["{name: a, type: EDS}", "{name: b, type: '1'}", "{name: c, type: STATIC}"],
      "Listener": ["{name: l, bindToPort: false}"], "Secret": [],
    ])
    #expect(dump.snapshot.hidesSecrets)
    #expect(dump.snapshot.types == expected.types)
    #expect(try difference(dump.snapshot, expected).resources.isEmpty)
    #expect(dump.snapshot.resources[.init(type: "y.Secret", name: "s")] != nil)
  }

  @Test func theBootstrapIsWithoutWhatEnvoyAdds() throws {
    let dump = try dump(
      """
      {'@type': \(admin).BootstrapConfigDump, bootstrap: {node: {id: default.web, user_agent_name: envoy, extensions: [{}],
      user_agent_build_version: {}}, static_resources: {clusters: [{name: a}]}, admin: {address: {pipe: {path: /x}}}}}
      """)
    #expect(dump.nodeID == "default.web")
    let expected = try snapshot(["Bootstrap": ["{node: {id: default.web}, admin: {address: {pipe: {path: /x}}}}"]])
    #expect(dump.snapshot.types == expected.types)
    #expect(try difference(dump.snapshot, expected).resources.isEmpty)
  }

  @Test func whatIsLeftOutIsNamed() throws {
    let dump = try dump(
      """
      {'@type': \(admin).RoutesConfigDump, static_route_configs: [{}]}, {'@type': \(admin).ScopedRoutesConfigDump},
      {'@type': \(admin).EndpointsConfigDump, static_endpoint_configs: [{}]},
      {'@type': \(admin).EcdsConfigDump, ecds_filters: [{}]}
      """)
    #expect(dump.skipped == ["EcdsConfigDump"])
  }

  @Test(arguments: ["{}", "{configs: []}", "{configs: [{'@type': a/b.C}]}", "{resources: []}", "[1]"])
  func otherValuesAreNoDumps(_ text: String) {
    #expect(ConfigDump(value(text)) == nil)
  }
}
