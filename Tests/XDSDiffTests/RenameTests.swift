import EnvoyAPI
import Testing

@testable import XDSDiff

@Suite struct RenameTests {
  private func cluster(_ service: String, host: String = "h") -> String {
    """
    {name: 'meshexternalservice_\(service)', altStatName: 'meshexternalservice_\(service.replacing(".", with: "_"))',
    loadAssignment: {clusterName: 'meshexternalservice_\(service)', endpoints: [{lbEndpoints: [{endpoint:
    {address: {socketAddress: {address: '\(host)', portValue: 1}}}}]}]}}
    """
  }

  private func httpListener(_ service: String, vip: String = "1") -> String {
    """
    {name: 'meshexternalservice_\(service)', address: {socketAddress: {address: '\(vip)'}}, filterChains: [{filters:
    [{name: hcm, typedConfig: {statPrefix: 'meshexternalservice_\(service)', routeConfig:
    {name: 'meshexternalservice_\(service)', virtualHosts: [{name: '\(service)', routes: [{route:
    {cluster: 'meshexternalservice_\(service)'}}]}]}}}]}]}
    """
  }

  private func tcpListener(_ service: String, vip: String) -> String {
    """
    {name: 'outbound:\(vip):1', address: {socketAddress: {address: '\(vip)'}}, filterChains: [{filters:
    [{name: tcp, typedConfig: {statPrefix: '\(service)', cluster: 'meshexternalservice_\(service)'}}]}]}
    """
  }

  private func changes(
    _ clusters: (old: [String], new: [String]), _ listeners: (old: [String], new: [String]) = ([], [])
  ) throws -> [String] {
    let resources = try difference(
      snapshot(["Cluster": clusters.old, "Listener": listeners.old]),
      snapshot(["Cluster": clusters.new, "Listener": listeners.new])
    ).resources
    return resources.map { change in
      let origin = change.oldName.map { "\($0) → " } ?? ""
      let fields = change.fields.map { " \($0.path): \($0.old?.compact ?? "") → \($0.new?.compact ?? "")" }.joined()
      return "\(change.kind) \(change.shortType) \(origin)\(change.name)\(fields)"
    }
  }

  @Test func aServiceOfTheSameContentIsRenamed() throws {
    #expect(
      try changes(([cluster("a.x")], [cluster("b.y")]), ([httpListener("a.x")], [httpListener("b.y")])) == [
        "renamed Cluster meshexternalservice_a.x → meshexternalservice_b.y",
        "renamed Listener meshexternalservice_a.x → meshexternalservice_b.y",
      ])
  }

  @Test func aRenamedListenerMayHaveMoved() throws {
    #expect(
      try changes(
        ([cluster("a")], [cluster("b")]), ([httpListener("a", vip: "1")], [httpListener("b", vip: "2")])
      ).last
        == "renamed Listener meshexternalservice_a → meshexternalservice_b address.socketAddress.address: 1 → 2")
    #expect(
      try changes(
        ([cluster("a")], [cluster("a")]), ([tcpListener("a", vip: "1")], [tcpListener("a", vip: "2")])
      ) == ["renamed Listener outbound:1:1 → outbound:2:1 address.socketAddress.address: 1 → 2"])
  }

  @Test func aServiceOfOtherContentIsAnother() throws {
    #expect(
      try changes(
        ([cluster("a", host: "h")], [cluster("b", host: "i")]), ([httpListener("a")], [httpListener("b")])
      ) == [
        "removed Cluster meshexternalservice_a", "added Cluster meshexternalservice_b",
        "removed Listener meshexternalservice_a", "added Listener meshexternalservice_b",
      ])
  }

  /// The endpoint has the name of the service: it is not named after it.
  @Test func whatOnlyLooksLikeTheNameIsContent() throws {
    #expect(
      try changes(([cluster("db", host: "db")], [cluster("db2", host: "db2")])) == [
        "removed Cluster meshexternalservice_db", "added Cluster meshexternalservice_db2",
      ])
  }

  @Test func ofTheSameContentTheFirstGoesToTheFirst() throws {
    #expect(
      try changes((["c", "a"].map { cluster($0) }, ["z", "y", "x"].map { cluster($0) })) == [
        "renamed Cluster meshexternalservice_a → meshexternalservice_x",
        "renamed Cluster meshexternalservice_c → meshexternalservice_y", "added Cluster meshexternalservice_z",
      ])
  }
}
