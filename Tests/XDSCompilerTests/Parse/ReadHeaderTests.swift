import Testing

@testable import XDSCompiler

@Suite struct ReadHeaderTests {
  @Test func universal() throws {
    let header = try #require(
      Stages(
        """
        type: MeshExternalService
        mesh: m
        name: a
        labels: {z: "1", kuma.io/display-name: shown, b: "2"}
        creationTime: 2024-06-14T09:19:56Z
        modificationTime: 2024-06-14T09:19:56Z
        """
      ).parsed.services.first?.header)
    #expect(header.id == ResourceID(kind: "MeshExternalService", mesh: "m", name: "a"))
    #expect(header.format == .universal)
    #expect(header.namespace == nil)
    #expect(header.displayName == "shown")
    #expect(header.labels.map(\.key) == ["b", "kuma.io/display-name", "z"])
    #expect(header.creationTime == Timestamp("2024-06-14T09:19:56Z"))
  }

  @Test func kubernetes() throws {
    let header = try #require(
      Stages(
        """
        apiVersion: kuma.io/v1alpha1
        kind: MeshExternalService
        metadata:
          name: a
          namespace: n
          labels: {kuma.io/mesh: m, x: "1"}
          annotations: {kuma.io/display-name: shown}
          creationTimestamp: "2024-06-14T09:19:56Z"
          uid: 123
        spec: {}
        """
      ).parsed.services.first?.header)
    #expect(header.id == ResourceID(kind: "MeshExternalService", mesh: "m", name: "a.n"))
    #expect(header.format == .kubernetes)
    #expect(header.name == "a")
    #expect(header.namespace == "n")
    #expect(header.displayName == "shown")
    #expect(header.creationTime == Timestamp("2024-06-14T09:19:56Z"))
  }

  @Test func theLabelOfTheDisplayNameBeatsTheAnnotation() {
    let stages = Stages(
      """
      apiVersion: kuma.io/v1alpha1
      kind: MeshExternalService
      metadata:
        {name: a, labels: {kuma.io/display-name: label}, annotations: {kuma.io/display-name: annotation}}
      """)
    #expect(stages.parsed.services.first?.header.displayName == "label")
  }

  @Test func theMeshIsDefaultUnlessNamed() {
    let stages = Stages(
      """
      type: MeshExternalService
      name: a
      ---
      {apiVersion: kuma.io/v1alpha1, kind: MeshExternalService, metadata: {name: b, namespace: n}}
      ---
      {apiVersion: kuma.io/v1alpha1, kind: MeshExternalService, metadata: {name: c}}
      ---
      {apiVersion: kuma.io/v1alpha1, kind: Dataplane, mesh: own, metadata: {name: d, namespace: n}, spec: {}}
      """)
    #expect(stages.parsed.services.map(\.header.mesh) == ["default", "default", "default"])
    #expect(stages.parsed.services.map(\.header.coreName) == ["a", "b.n", "c"])
    #expect(stages.parsed.dataplanes.map(\.header.id) == [ResourceID(kind: "Dataplane", mesh: "own", name: "d.n")])
  }

  @Test func meshesAndGeneratorsBelongToNoMeshAndSecretsToNoNamespace() {
    let stages = Stages(
      """
      {type: Mesh, name: m}
      ---
      {apiVersion: kuma.io/v1alpha1, kind: Mesh, metadata: {name: k}}
      ---
      {apiVersion: kuma.io/v1alpha1, kind: HostnameGenerator, metadata: {name: g, namespace: n, labels: {kuma.io/mesh: m}}}
      ---
      {type: Secret, mesh: m, name: s, data: ""}
      ---
      {apiVersion: v1, kind: Secret, type: system.kuma.io/secret, metadata: {name: t, namespace: n, labels: {kuma.io/mesh: m}}, data: {value: ""}}
      """)
    #expect(stages.parsed.meshes.map(\.header.id.mesh) == [nil, nil])
    #expect(
      stages.parsed.generators.map(\.header.id) == [ResourceID(kind: "HostnameGenerator", mesh: nil, name: "g.n")])
    #expect(
      stages.parsed.secrets.map(\.header.id) == [
        ResourceID(kind: "Secret", mesh: "m", name: "s"), ResourceID(kind: "Secret", mesh: "m", name: "t"),
      ])
  }

  @Test func aNameMustBeThereAndPlain() {
    expectFindings(
      """
      type: MeshExternalService
      #< missing-field name: must be defined
      spec: {}
      ---
      type: MeshExternalService
      name: ../../x
      #     ^~~~~~~ invalid-name name: must be a plain name: ASCII, not empty, no "/", no white space, no leading dot, at most 255 bytes
      ---
      type: MeshExternalService
      name: "a b"
      #     ^~~~~ invalid-name name: must be a plain name: ASCII, not empty, no "/", no white space, no leading dot, at most 255 bytes
      ---
      type: Dataplane
      name: a
      mesh: .m
      #     ^~ invalid-name mesh: must be a plain name: ASCII, not empty, no "/", no white space, no leading dot, at most 255 bytes
      ---
      apiVersion: kuma.io/v1alpha1
      kind: MeshExternalService
      metadata:
      #< missing-field metadata.name: must be defined
        namespace: n
      ---
      apiVersion: kuma.io/v1alpha1
      #< missing-field metadata.name: must be defined
      kind: MeshExternalService
      ---
      apiVersion: kuma.io/v1alpha1
      kind: MeshExternalService
      metadata:
        name: a
        namespace: n/m
      #            ^~~ invalid-name metadata.namespace: must be a plain name: ASCII, not empty, no "/", no white space, no leading dot, at most 255 bytes
      ---
      type: MeshExternalService
      name: 12
      #     ^~ wrong-type name: must be a string, found an integer
      # help: quote it: "12"
      """.replacing("#<", with: "#<"))
  }

  @Test func timesMustBeTimes() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      creationTime: yesterday
      #             ^~~~~~~~~ invalid-time creationTime: must be a time such as 2024-06-14T09:19:56Z
      spec: {endpoints: [{address: 10.0.0.1, port: 1}]}
      """)
  }
}
