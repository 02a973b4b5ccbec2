import Testing

@testable import XDSCompiler

@Suite struct ResolveTargetsTests {
  private func applies(_ to: String, labels: String = "{}", services: String, of name: String = "es") -> Bool {
    Stages(
      services + dataplane(transparentProxying)
        + policy(
          "MeshRetry", "r", "^labels: \(labels)", "to: [{targetRef: \(to), default: {tcp: {maxConnectAttempt: 3}}}]")
    )
    .conf("MeshRetry", of: name) != nil
  }

  private let universal =
    service("es", "match: {port: 1}", "^labels: {team: x, env: prod}") + service("other", "match: {port: 1}")
  private let kubernetes = """
    ---
    apiVersion: kuma.io/v1alpha1
    kind: MeshExternalService
    metadata: {name: es, namespace: ns}
    spec: {match: {port: 1}, endpoints: [{address: 10.0.0.1, port: 1}]}

    """

  @Test func aMeshIsEveryService() {
    #expect(applies("{kind: Mesh}", services: universal))
    #expect(applies("{kind: Mesh}", services: universal, of: "other"))
  }

  @Test func aNameIsOneService() {
    #expect(applies("{kind: MeshExternalService, name: es}", services: universal))
    #expect(!applies("{kind: MeshExternalService, name: es}", services: universal, of: "other"))
  }

  @Test func labelsAreAllThatHaveThem() {
    #expect(applies("{kind: MeshExternalService, labels: {team: x, env: prod}}", services: universal))
    #expect(!applies("{kind: MeshExternalService, labels: {team: x, env: test}}", services: universal))
    #expect(
      applies("{kind: MeshExternalService, labels: {kuma.io/origin: zone}}", services: universal, of: "other"),
      "labels that a control plane adds")
  }

  @Test func theOldSpellingNamesServices() {
    #expect(applies("{kind: MeshService, name: es}", services: universal))
    #expect(applies("{kind: MeshService, name: meshexternalservice_es}", services: universal))
    #expect(!applies("{kind: MeshService, name: es}", services: universal, of: "other"))
  }

  @Test func namesAreOfOneNamespace() {
    #expect(applies("{kind: MeshExternalService, name: es, namespace: ns}", services: kubernetes, of: "es.ns"))
    #expect(!applies("{kind: MeshExternalService, name: es, namespace: other}", services: kubernetes, of: "es.ns"))
    #expect(
      !applies(
        "{kind: MeshExternalService, name: es}", labels: "{k8s.kuma.io/namespace: other}", services: kubernetes,
        of: "es.ns"))
    #expect(
      applies(
        "{kind: MeshExternalService, name: es}", labels: "{k8s.kuma.io/namespace: ns}", services: kubernetes,
        of: "es.ns"))
    #expect(applies("{kind: MeshExternalService, name: es.ns}", services: kubernetes, of: "es.ns"), "by the core name")
  }

  @Test func namesAreOfOneZone() {
    let east = service("es", "match: {port: 1}", "^labels: {kuma.io/zone: east}")
    #expect(applies("{kind: MeshExternalService, name: es}", labels: "{kuma.io/zone: east}", services: east))
    #expect(!applies("{kind: MeshExternalService, name: es}", labels: "{kuma.io/zone: west}", services: east))
    #expect(applies("{kind: MeshExternalService, name: es}", services: east), "what says no zone contradicts none")
  }
}
