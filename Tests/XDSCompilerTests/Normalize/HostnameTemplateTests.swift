import Testing

@testable import XDSCompiler

@Suite struct HostnameTemplateTests {
  private static let stages = Stages(
    """
    apiVersion: kuma.io/v1alpha1
    kind: MeshExternalService
    metadata:
      name: svc
      namespace: ns
      labels: {kuma.io/mesh: m, team: a-team, kuma.io/display-name: shown}
    """)

  private func render(_ template: String, zone: String? = "west") throws -> String {
    let header = try #require(HostnameTemplateTests.stages.parsed.services.first).header
    return try HostnameTemplate(template).render(header, EffectiveLabels(header, zone: zone))
  }

  @Test(arguments: [
    ("", ""), ("plain.example", "plain.example"), ("{{.Name}}", "svc"), ("{{ .Name }}.x", "svc.x"),
    ("{{ .DisplayName }}", "shown"), ("{{ .Namespace }}", "ns"), ("{{ .Mesh }}", "m"), ("{{ .Zone }}", "west"),
    ("{{ .Name }}.{{ .Namespace }}.svc.{{ .Zone }}.mesh.local", "svc.ns.svc.west.mesh.local"),
    (#"{{ label "team" }}"#, "a-team"), ("{{ label `team` }}", "a-team"), (#"{{label  "team"}}"#, "a-team"),
    (#"{{ label "k8s.kuma.io/namespace" }}"#, "ns"), (#"{{ label "kuma.io/origin" }}"#, "zone"),
    ("{{\t.Name\n}}", "svc"), ("a } b }} c", "a } b }} c"), ("a{b", "a{b"), ("é{{ .Name }}é", "ésvcé"),
  ])
  func renders(template: String, hostname: String) throws {
    #expect(try render(template) == hostname)
  }

  @Test(arguments: [
    ("a {{- .Name }}", "asvc"), ("{{ .Name -}} b", "svcb"), ("a\n {{- .Name -}} \t b", "asvcb"),
    ("a {{ .Name }} b", "a svc b"), ("{{ .Name -}} {{- .Mesh }}", "svcm"), ("{{ .Name -}}  ", "svc"),
    ("{{ .Name }} {{- .Mesh }}", "svcm"), ("{{- .Name -}}", "svc"),
  ])
  func trims(template: String, hostname: String) throws {
    #expect(try render(template) == hostname)
  }

  @Test func withoutAZoneThereIsNone() throws {
    #expect(try render("a{{ .Zone }}b", zone: nil) == "ab")
  }

  /// A label may be empty, so that even a great many parts would come to a short name.
  @Test func partsAreCounted() throws {
    let many = String(repeating: "{{ .Name }}", count: 500)
    #expect(try render(many + many).hasPrefix("svcsvc"))
    let error = #expect(throws: HostnameTemplate.SyntaxError.self) { try render(many + many + "{{ .Mesh }}") }
    #expect(error?.message == "more than 1000 parts" && error?.offset == 11_000 && error?.length == 11)
  }

  @Test func aLongNameIsNotMadeToItsEnd() throws {
    let text = String(repeating: "x", count: 1000)
    #expect(try render(text + "{{ .Name }}") == text + "svc")
    #expect(try render(text + "{{ .Name }}{{ .Name }}\(text)") == text + "svc")
    #expect(try render("{{ .Name }}\(text)\(text)") == "svc\(text)x")
    #expect(try render("{{ .Zone }}{{ .Name }}", zone: text + text) == text + "x")
  }

  @Test func aMissingLabelIsNamed() throws {
    let error = #expect(throws: HostnameTemplate.MissingLabel.self) { try render(#"{{ label "tier" }}"#) }
    #expect(error?.key == "tier")
  }

  @Test(arguments: [
    ("ab{{ .Name", #"unclosed action: no "}}" follows"#, 2, 2),
    ("{{ .Name }}é{{ .Nane }}", #"unknown field ".Nane""#, 12, 11),
    ("{{ . }}", #"unknown field ".""#, 0, 7),
    ("{{.Name.First}}", #"unknown field ".Name.First""#, 0, 15),
    ("x{{ }}", #"unsupported action "{{ }}""#, 1, 5),
    ("{{ if .Name }}", #"unsupported action "{{ if .Name }}""#, 0, 14),
    ("{{ .Name | upper }}", #"unsupported action "{{ .Name | upper }}""#, 0, 19),
    ("{{ label team }}", #"unsupported action "{{ label team }}""#, 0, 16),
    (#"{{ label "" }}"#, #"unsupported action "{{ label "" }}""#, 0, 14),
    (#"{{ label "a\x" }}"#, #"unsupported action "{{ label "a\x" }}""#, 0, 17),
    (#"{{ label "a" "b" }}"#, #"unsupported action "{{ label "a" "b" }}""#, 0, 19),
    ("{{-.Name }}", #"unsupported action "{{-.Name }}""#, 0, 11),
    ("{{ .Name-}}", #"unknown field ".Name-""#, 0, 11),
    ("{{/* note */}}", #"unsupported action "{{/* note */}}""#, 0, 14),
  ])
  func refuses(template: String, message: String, offset: Int, length: Int) {
    let error = #expect(throws: HostnameTemplate.SyntaxError.self) { try HostnameTemplate(template) }
    #expect(error?.message == message)
    #expect(error?.offset == offset)
    #expect(error?.length == length)
  }

  @Test func suggestsTheNearestField() {
    let error = #expect(throws: HostnameTemplate.SyntaxError.self) { try HostnameTemplate("{{ .DisplayNme }}") }
    #expect(error?.help == #"did you mean ".DisplayName"?"#)
  }
}
