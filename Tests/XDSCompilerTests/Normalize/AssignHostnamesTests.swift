import Testing

@testable import XDSCompiler

@Suite struct AssignHostnamesTests {
  private func generator(_ name: String, _ template: String, labels: String = "{}", top: String = "") -> String {
    """
    ---
    type: HostnameGenerator
    name: \(name)
    \(top)
    spec:
      selector: {meshExternalService: {matchLabels: \(labels)}}
      template: '\(template)'

    """
  }

  private func hostnames(_ text: String, zone: String? = nil) -> [String: [String]] {
    var options = CompileOptions()
    options.zone = zone
    let services = Stages(text, options: options).services
    return Dictionary(
      uniqueKeysWithValues: services.map { ("\($0.header.mesh)/\($0.coreName)", $0.hostnames.map(\.value)) })
  }

  @Test func selectorsSeeAddedLabels() {
    let names = hostnames(
      generator("all", "{{ .Name }}.all") + generator("origin", "{{ .Name }}.o", labels: "{kuma.io/origin: zone}")
        + generator("zone", "{{ .Name }}.z", labels: "{kuma.io/zone: west, team: x}")
        + service("a") + service("b", #"^labels: {team: x}"#)
        + service("c", #"^labels: {kuma.io/origin: global, team: x}"#),
      zone: "west")
    #expect(names["default/a"] == ["a.all", "a.o"])
    #expect(names["default/b"] == ["b.all", "b.o", "b.z"])
    #expect(names["default/c"] == ["c.all"])
  }

  @Test func severalNamesComeInTheOrderOfTheirGenerators() {
    let names = hostnames(
      generator("b", "two.b", top: "creationTime: 2020-01-01T00:00:00Z")
        + generator("a", "one.a", top: "creationTime: 2021-01-01T00:00:00Z")
        + generator("c", "one.a") + service("s"))
    #expect(names["default/s"] == ["one.a", "two.b"])
  }

  @Test func statusHostnamesComeFirstAndAreKeptAsTheyAre() {
    let names = hostnames(
      generator("g", "{{ .Name }}.mesh")
        + service("a", "^status: {addresses: [{hostname: z.A.}, {hostname: a.mesh}]}") + service("b"))
    #expect(names["default/a"] == ["z.A.", "a.mesh"])
    #expect(names["default/b"] == ["b.mesh"])
  }

  @Test func aTrailingDotOfAResultIsDropped() {
    #expect(hostnames(generator("g", "{{ .Name }}.mesh.") + service("a"))["default/a"] == ["a.mesh"])
  }

  /// Origin zone first, then age, then name; within a generator, services by mesh and name; one owner per mesh.
  @Test(arguments: [
    // Generators and the owner of the only name.
    ("origin: global|2019", "origin: zone|2020", "b"), ("origin: zone|2020", "origin: global|2019", "a"),
    ("origin: zone|2020", "origin: zone|2019", "b"), ("origin: zone|", "origin: zone|2019", "a"),
    ("origin: zone|2020", "origin: zone|2020", "a"), ("|2020", "origin: global|2019", "a"),
  ])
  func theFirstToAskKeepsTheName(first: String, second: String, owner: String) {
    func top(_ text: String) -> String {
      let parts = text.split(separator: "|", omittingEmptySubsequences: false)
      return (parts[0].isEmpty ? "" : "labels: {kuma.io/\(parts[0])}")
        + (parts[1].isEmpty ? "" : "\ncreationTime: \(parts[1])-01-01T00:00:00Z")
    }
    let stages = Stages(
      generator("g1", "same.name", labels: "{s: a}", top: top(first))
        + generator("g2", "SAME.name", labels: "{s: b}", top: top(second))
        + service("a", "^labels: {s: a}") + service("b", "^labels: {s: b}"))
    #expect(stages.services.filter { !$0.hostnames.isEmpty }.map(\.coreName) == [owner])
    let loser = owner == "a" ? "b" : "a"
    let name = loser == "a" ? "same.name" : "SAME.name"
    let collision = stages.diagnostics.first { $0.id == .hostnameCollision }
    #expect(collision?.message == "hostname \(name) belongs to service \(owner) already")
    #expect(collision?.resource?.name == loser)
    #expect(collision?.severity == .warning)
    #expect(
      collision?.notes.map(\.message) == [
        "service \(owner) has it", "HostnameGenerator \(loser == "a" ? "g1" : "g2") makes it",
      ])
  }

  @Test func withinAGeneratorTheFirstNameWins() {
    let names = hostnames(
      generator("g", "same.name") + service("b", "^creationTime: 2000-01-01T00:00:00Z") + service("a"))
    #expect(names["default/a"] == ["same.name"])
    #expect(names["default/b"] == [])
  }

  @Test func otherMeshesDoNotCollide() {
    let names = hostnames(generator("g", "same.name") + service("a") + service("a", mesh: "other"))
    #expect(names == ["default/a": ["same.name"], "other/a": ["same.name"]])
  }

  @Test func aMissingLabelCostsThatNameOnly() {
    let text = generator("g", #"{{ label "tier" }}.x"#) + generator("h", "{{ .Name }}.h") + service("a")
    #expect(hostnames(text)["default/a"] == ["a.h"])
    let stages = Stages(text)
    let warning = stages.diagnostics.first { $0.id == .templateLabel }
    #expect(warning?.severity == .warning)
    #expect(warning?.message == #"service a has no label "tier", so it gets no hostname from this template"#)
  }

  @Test func generatorsAreChecked() {
    expectFindings(
      """
      type: HostnameGenerator
      name: a
      spec:
        selector: {}
      # ^~~~~~~~ generator-selector spec.selector: exact one selector (meshService, meshExternalService) must be defined
        template: x
      ---
      type: HostnameGenerator
      name: b
      spec:
        selector:
      # ^~~~~~~~ generator-selector spec.selector: exact one selector (meshService, meshExternalService) must be defined
          meshService: {matchLabels: {}}
          meshExternalService: {matchLabels: {}}
        template: x
      ---
      type: HostnameGenerator
      name: c
      spec:
      #<  generator-selector spec.selector: exact one selector (meshService, meshExternalService) must be defined
        template: ""
      #           ^~ generator-template spec.template: must not be empty
      ---
      type: HostnameGenerator
      name: d
      spec:
      #<  generator-template spec.template: must not be empty
        selector: {meshExternalService: {}}
      ---
      type: HostnameGenerator
      name: e
      spec:
        selector: {meshService: {}}
        template: "a.{{ .Nane }}"
      #              ^~~~~~~~~~~ generator-template spec.template: unknown field ".Nane"
      # help: did you mean ".Name"?
      ---
      type: HostnameGenerator
      name: f
      spec:
        selector: {meshExternalService: {}}
        template: a.{{ end }}
      #             ^~~~~~~~~ generator-template spec.template: unsupported action "{{ end }}"
      ---
      type: HostnameGenerator
      name: g
      spec:
        selector: {meshExternalService: {}}
        template: a b
      #           ^~~ invalid-hostname spec.template: the template gives "a b", which is not a valid DNS name
      ---
      type: MeshExternalService
      name: s
      spec: {endpoints: [{address: 10.0.0.1, port: 1}]}
      status: {addresses: [{hostname: "*.x"}]}
      #                               ^~~~~ invalid-hostname status.addresses[0].hostname: must be a valid DNS name
      """)
  }
}
