import Testing

@testable import XDSCompiler

@Suite struct SecretStoreTests {
  private let store = SecretStore(
    Stages(
      ["b", "a", "c"].map { "type: Secret\nmesh: m\nname: \($0)\ndata: QQ==\n" }.joined(separator: "---\n")
        + "---\ntype: Secret\nmesh: other\nname: d\ndata: QQ==\n"
    ).parsed.secrets)

  @Test func namesAreThoseOfTheMeshInTheOrderOfTheInput() {
    #expect(store.names(inMesh: "m") == ["b", "a", "c"])
    #expect(store.names(inMesh: "other") == ["d"])
    #expect(store.names(inMesh: "none") == [])
  }

  @Test func aSecretIsOneOfItsMesh() {
    #expect(store.secret("d", inMesh: "other")?.payload == [0x41])
    #expect(store.secret("d", inMesh: "m") == nil)
  }
}
