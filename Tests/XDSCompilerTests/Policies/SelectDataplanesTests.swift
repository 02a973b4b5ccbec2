import Testing

@testable import XDSCompiler

@Suite struct SelectDataplanesTests {
  private func isSelected(_ target: String, _ networking: String..., labels: String = "{}") -> Bool {
    let dataplane = "---\ntype: Dataplane\nname: dp\nnetworking:\n  address: 10.0.0.9\n"
    return Stages(
      service("es") + dataplane + networking.map { "  \($0)\n" }.joined()
        + timeout("t", 1, target: target, labels: labels)
    ).conf() != nil
  }

  private let web = "inbound: [{port: 1, tags: {kuma.io/service: web, version: v1}}]"
  private let two = """
    inbound: [{port: 1, tags: {kuma.io/service: web, version: v1}}, {port: 2, tags: {kuma.io/service: api, team: x}}]
    """
  private let ignored = "inbound: [{port: 1, state: Ignored, tags: {kuma.io/service: web, version: v1}}]"
  private let gateway = "gateway: {type: DELEGATED, tags: {kuma.io/service: gw, version: v1}}"

  @Test func aMeshSelectsEveryDataplane() {
    #expect(isSelected("{kind: Mesh}", web))
    #expect(isSelected("{kind: Mesh}", gateway))
    #expect(isSelected("{kind: Mesh}", "inbound: []"), "also one without inbounds")
  }

  @Test func proxyTypesTellGatewaysFromSidecars() {
    #expect(isSelected("{kind: Mesh, proxyTypes: [Sidecar]}", web))
    #expect(!isSelected("{kind: Mesh, proxyTypes: [Gateway]}", web))
    #expect(isSelected("{kind: Mesh, proxyTypes: [Gateway]}", gateway))
    #expect(isSelected("{kind: Mesh, proxyTypes: [Gateway, Sidecar]}", web))
    #expect(!isSelected("{kind: MeshSubset, tags: {version: v1}, proxyTypes: [Gateway]}", web))
  }

  @Test func tagsMustAllBeOnOneInbound() {
    #expect(isSelected("{kind: MeshSubset, tags: {version: v1}}", two))
    #expect(!isSelected("{kind: MeshSubset, tags: {version: v2}}", two))
    #expect(!isSelected("{kind: MeshSubset, tags: {version: v1, team: x}}", two))
    #expect(isSelected("{kind: MeshSubset, tags: {team: \"*\"}}", two))
    #expect(!isSelected("{kind: MeshSubset, tags: {region: \"*\"}}", two))
    #expect(isSelected("{kind: MeshSubset, tags: {version: v1}}", gateway))
  }

  @Test func inboundsThatAreIgnoredDoNotCount() {
    #expect(!isSelected("{kind: MeshSubset, tags: {version: v1}}", ignored))
    #expect(!isSelected("{kind: MeshService, name: web}", ignored))
  }

  @Test func servicesAreTags() {
    #expect(isSelected("{kind: MeshService, name: api}", two))
    #expect(!isSelected("{kind: MeshService, name: other}", two))
    #expect(isSelected("{kind: MeshServiceSubset, name: web, tags: {version: v1}}", two))
    #expect(!isSelected("{kind: MeshServiceSubset, name: api, tags: {version: v1}}", two))
  }

  @Test func whatIsForGatewaysOfTheMeshIsForNoSidecar() {
    #expect(!isSelected("{kind: MeshGateway, name: edge}", web))
  }

  @Test func shadowsAreNotApplied() {
    #expect(!isSelected("{kind: Mesh}", web, labels: "{kuma.io/effect: shadow}"))
  }
}
