import Testing

@testable import XDSCompiler

@Suite struct EffectiveLabelsTests {
  private func labels(_ text: String, zone: String?) throws -> EffectiveLabels {
    EffectiveLabels(try #require(Stages(text).parsed.services.first).header, zone: zone)
  }

  private func endpointLabels(_ text: String, zone: String?) throws -> [String] {
    try labels(text, zone: zone).forEndpoints().map { "\($0.key)=\($0.value)" }
  }

  private static let kubernetes = """
    {apiVersion: kuma.io/v1alpha1, kind: MeshExternalService, metadata: {name: a, namespace: n, labels: {team: x}}}
    """

  @Test func universal() throws {
    let labels = try labels("{type: MeshExternalService, name: a, labels: {team: x}}", zone: "west")
    #expect(labels["team"] == "x")
    #expect(labels["kuma.io/origin"] == "zone")
    #expect(labels["kuma.io/zone"] == "west")
    for key in ["kuma.io/mesh", "kuma.io/display-name", "k8s.kuma.io/namespace", "other"] {
      #expect(labels[key] == nil)
    }
  }

  @Test func kubernetes() throws {
    let labels = try labels(EffectiveLabelsTests.kubernetes, zone: nil)
    #expect(labels["kuma.io/mesh"] == "default")
    #expect(labels["kuma.io/display-name"] == "a")
    #expect(labels["k8s.kuma.io/namespace"] == "n")
    #expect(labels["kuma.io/zone"] == nil)
  }

  @Test func whatIsWrittenWins() throws {
    let labels = try labels(
      "{type: MeshExternalService, name: a, labels: {kuma.io/origin: global, kuma.io/mesh: m}}", zone: "west")
    #expect(labels["kuma.io/origin"] == "global")
    #expect(labels["kuma.io/zone"] == nil, "a global resource belongs to no zone")
    #expect(labels["kuma.io/mesh"] == "m")
  }

  @Test func endpointsShowAddedLabelsOnlyWhenTheBuildNamesItsZone() throws {
    let universal = "{type: MeshExternalService, name: a, labels: {z: '1', kuma.io/service: s, b: '2'}}"
    #expect(try endpointLabels(universal, zone: nil) == ["b=2", "z=1"])
    #expect(try endpointLabels(universal, zone: "w") == ["b=2", "kuma.io/origin=zone", "kuma.io/zone=w", "z=1"])
    #expect(try endpointLabels(EffectiveLabelsTests.kubernetes, zone: nil) == ["team=x"])
    #expect(
      try endpointLabels(EffectiveLabelsTests.kubernetes, zone: "w") == [
        "k8s.kuma.io/namespace=n", "kuma.io/display-name=a", "kuma.io/mesh=default", "kuma.io/origin=zone",
        "kuma.io/zone=w", "team=x",
      ])
  }
}
