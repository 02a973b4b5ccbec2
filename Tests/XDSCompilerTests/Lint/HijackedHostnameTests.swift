import Testing

@testable import XDSCompiler

@Suite struct HijackedHostnameTests {
  private func hijacks(_ text: String) -> [String] {
    Stages(text).diagnostics.filter { $0.id == .hostnameHijack }.map { "\($0.resource?.name ?? "-") \($0.path ?? "-")" }
  }

  private func generator(_ template: String) -> String {
    "---\ntype: HostnameGenerator\nname: g\nspec:\n  selector: {meshExternalService: {}}\n  template: \"\(template)\"\n"
  }

  private func endpoint(_ address: String) -> String { "endpoints: [{address: \(address), port: 443}]" }

  @Test func aTemplateThatMakesTheServersName() throws {
    let stages = expectFindings(
      """
      type: MeshExternalService
      name: httpbin
      #     ^~~~~~~ hostname-hijack name: hostname httpbin.org is a server's own name: who means that server gets this service
      # help: choose a hostname that no server has; a MeshPassthrough lets traffic to the server through as it is
      spec:
        endpoints:
        - {address: 10.0.0.1, port: 443}
        - {address: httpbin.org, port: 443}
      ---
      type: HostnameGenerator
      name: g
      spec:
        selector: {meshExternalService: {}}
        template: "{{ .Name }}.org"
      """)
    #expect(
      try #require(stages.diagnostics.first).notes.map { "\($0.range.line):\($0.range.column) \($0.message)" } == [
        "12:13 this template makes the hostname", "6:15 service httpbin has that server as its endpoint",
      ])
  }

  @Test func aStatusThatSaysTheServersName() throws {
    let stages = expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        endpoints: [{address: a.example, port: 443}]
      status:
        addresses:
        - hostname: A.example
      #             ^~~~~~~~~ hostname-hijack status.addresses[0].hostname: hostname A.example is a server's own name: who means that server gets this service
      """)
    #expect(
      try #require(stages.diagnostics.first { $0.id == .hostnameHijack }).notes.map(\.message) == [
        "service a has that server as its endpoint"
      ])
  }

  @Test(arguments: [
    ("httpbin.org", true), ("HTTPBIN.Org", true), ("httpbin.org.", true), ("www.httpbin.org", false),
    ("httpbin.com", false), ("org", false), ("10.0.0.1", false), ("'unix:///httpbin.org'", false),
  ]) func namesAreComparedAsHosts(_ address: String, _ isHijack: Bool) {
    let port = address.contains("unix") ? "" : ", port: 443"
    let text = service("httpbin", "endpoints: [{address: \(address)\(port)}]") + generator("{{ .Name }}.org")
    #expect(hijacks(text) == (isHijack ? ["httpbin name"] : []))
  }

  @Test func anotherServicesServerCounts() {
    let text = service("a", endpoint("b.example")) + generator("{{ .Name }}.example")
    #expect(hijacks(text) == [])
    #expect(hijacks(text + service("b", endpoint("c.example"))) == ["b name"])
    #expect(hijacks(text + service("b", mesh: "other", endpoint("c.example"))) == [])
  }

  @Test func oneHostnameIsOneFinding() {
    let text = service("b", "endpoints: [{address: b.example, port: 443}, {address: b.example, port: 80}]")
    #expect(hijacks(text + service("a", endpoint("b.example")) + generator("{{ .Name }}.example")) == ["b name"])
  }

  @Test func aHostnameThatWasLostHijacksNothing() {
    // The name is a's; b, whose endpoint has it, did not get it.
    let text = service("a") + service("b", endpoint("c.example")) + generator("same.example")
    #expect(hijacks(text) == [])
  }

  @Test func aDeniedHijackLeavesTheServiceOut() throws {
    var options = CompileOptions()
    options.lintLevels.set(.hostnameHijack, to: .deny)
    let text =
      service("a", endpoint("a.example")) + service("b", endpoint("x.example")) + generator("{{ .Name }}.example")
    let stages = Stages(text, options: options)
    #expect(try stages.service("a").isCompiled == false)
    #expect(try stages.service("b").isCompiled)
    #expect(try Stages(text).service("a").isCompiled)
  }
}
