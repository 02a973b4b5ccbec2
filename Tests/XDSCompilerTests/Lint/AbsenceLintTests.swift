import Testing

@testable import XDSCompiler

/// Lints that go by what is not there.
@Suite struct AbsenceLintTests {
  /// What of an id is found, each as `name: message`.
  private func found(_ id: DiagnosticID, _ texts: [String], _ options: CompileOptions = CompileOptions()) -> [String] {
    Stages(texts.joined(separator: "\n"), options: options).diagnostics.filter { $0.id == id }
      .map { "\($0.resource?.name ?? "-"): \($0.message)" }
  }

  private func names(_ id: DiagnosticID, _ texts: String..., options: CompileOptions = CompileOptions()) -> [String] {
    found(id, texts, options).map { String($0.prefix { $0 != ":" }) }
  }

  private func generator(_ labels: String, _ name: String = "g", template: String = "{{ .Name }}.x") -> String {
    "---\ntype: HostnameGenerator\nname: \(name)\nspec:\n  selector: {meshExternalService: {matchLabels: {\(labels)}}}\n"
      + "  template: \"\(template)\"\n"
  }

  private func outbound(to name: String) -> String {
    "outbound: [{port: 1, backendRef: {kind: MeshExternalService, name: \(name)}}]"
  }

  // MARK: Reach

  @Test func servicesThatNoDataplaneReaches() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        endpoints: [{address: 10.0.0.1, port: 1}]
      ---
      type: MeshExternalService
      name: b
      #     ^ service-unreached name: no dataplane of mesh default reaches it
      # help: without a transparent proxy, a Dataplane needs an outbound with backendRef: {kind: MeshExternalService, name: b}
      spec:
        endpoints: [{address: 10.0.0.1, port: 1}]
      ---
      type: Dataplane
      name: dp
      networking:
        address: 192.168.0.1
        inbound: [{port: 1, tags: {kuma.io/service: dp}}]
        outbound: [{port: 1, backendRef: {kind: MeshExternalService, name: a}}]
      """, options: CompileOptions())
  }

  private let tags = "inbound: [{port: 1, tags: {kuma.io/service: dp}}]"

  @Test func servicesThatSomeDataplaneReaches() {
    let services = service("a") + service("b")
    let toA = dataplane(tags, outbound(to: "a"), named: "one")
    #expect(names(.serviceUnreached, services, toA) == ["b"])
    #expect(names(.serviceUnreached, services, toA, dataplane(tags, outbound(to: "b"), named: "two")) == [])
    #expect(names(.serviceUnreached, services, toA, dataplane(tags, transparentProxying, named: "two")) == [])
    #expect(names(.serviceUnreached, services, dataplane(tags)) == ["a", "b"])
  }

  @Test func whatIsExplainedElsewhereIsNotUnreached() {
    let alone = dataplane(tags)
    var options = CompileOptions()
    options.zone = "east"
    let elsewhere = service("a", "^labels: {kuma.io/zone: west}")
    #expect(names(.serviceUnreached, elsewhere, alone, options: options) == [])
    #expect(names(.serviceUnreached, elsewhere, alone) == ["a"])
    #expect(
      names(
        .serviceUnreached, service("a"), alone,
        "---\n{type: Mesh, name: default, routing: {defaultForbidMeshExternalServiceAccess: true}}") == [])
    #expect(names(.serviceUnreached, service("a", "extension: {type: Lambda}"), alone) == [])
    // Another mesh's dataplanes say nothing, and without any of its own there is nothing to reach it from.
    #expect(names(.serviceUnreached, service("a", mesh: "other"), alone) == [])
    // Who knows where a builtin gateway's routes lead.
    let gateway =
      "---\n{type: Dataplane, mesh: default, name: g, networking: {address: 192.168.0.2, "
      + "gateway: {type: BUILTIN, tags: {kuma.io/service: g}}}}"
    #expect(names(.serviceUnreached, service("a"), alone, gateway) == [])
  }

  /// What is chosen to be compiled says nothing about the rest.
  @Test func dataplanesThatAreNotChosenReachToo() {
    let text = [service("a"), service("b"), dataplane(tags), dataplane(tags, outbound(to: "a"), named: "two")]
    var options = CompileOptions()
    options.dataplanes = ["dp"]
    #expect(found(.serviceUnreached, text, options).count == 1)
    options.dataplanes = []
    options.shard = Shard("1/2")
    #expect(found(.serviceUnreached, text, options).count == 1)
    options.shard = nil
    options.meshes = ["other"]
    #expect(found(.serviceUnreached, text, options).count == 1)
  }

  @Test func aRouteMayLeadToAService() {
    func route(_ backend: String) -> String {
      """
      ---
      type: MeshHTTPRoute
      mesh: default
      name: r
      labels: {team: c}
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: MeshExternalService, name: a}
          rules:
          - matches: [{path: {type: PathPrefix, value: /}}]
            default: {backendRefs: [{kind: MeshExternalService, \(backend)}]}

      """
    }
    let services =
      service("a", "match: {protocol: http}") + service("b", "^labels: {k: v, l: w}", "match: {protocol: http}")
    let text = services + service("c", "^labels: {team: c}") + dataplane(tags, outbound(to: "a"))
    #expect(names(.serviceUnreached, text) == ["b", "c"])
    #expect(names(.serviceUnreached, text + route("name: b")) == ["c"])
    #expect(names(.serviceUnreached, text + route("labels: {k: v}")) == ["c"])
    #expect(names(.serviceUnreached, text + route("name: a")) == ["b", "c"])
  }

  @Test func withoutAnyDataplaneThatIsTheFinding() {
    #expect(names(.noDataplane, service("b"), service("a")) == ["a"])
    #expect(names(.serviceUnreached, service("b"), service("a")) == [])
    #expect(names(.noDataplane, dataplane(tags)) == [])
    #expect(names(.noDataplane, generator("a: b")) == [])
  }

  // MARK: Hostnames

  @Test func servicesWithoutHostname() {
    let proxy = dataplane(tags, transparentProxying)
    let labelled = service("a", "^labels: {k: v}")
    let message = "b: no HostnameGenerator selects it, so clients reach it by its VIP only"
    #expect(found(.hostnameMissing, [labelled, service("b"), generator("k: v"), proxy]) == [message])
    #expect(found(.hostnameMissing, [service("b"), proxy]) == [message])
    #expect(found(.hostnameMissing, [labelled, service("b"), generator("kuma.io/origin: zone"), proxy]) == [])
    #expect(
      found(
        .hostnameMissing,
        [labelled, service("b", "^status: {addresses: [{hostname: b.x}]}"), generator("k: v"), proxy]) == [])
  }

  @Test func whereAllLackOneThatIsOneFinding() {
    let proxy = dataplane(tags, transparentProxying)
    let other = dataplane(tags, transparentProxying, named: "two")
    #expect(
      found(.hostnameMissing, [service("b"), service("a"), service("c"), proxy, other]) == [
        "a: no HostnameGenerator selects any service of mesh default, so clients reach them by their VIPs only"
      ])
    let elsewhere = service("d", mesh: "other") + dataplane(tags, transparentProxying, mesh: "other")
    #expect(names(.hostnameMissing, service("b"), service("a"), proxy, elsewhere) == ["a", "d"])
  }

  @Test func hostnamesOnlyMatterWhereDNSAnswers() {
    #expect(names(.hostnameMissing, service("a"), dataplane(tags, outbound(to: "a"))) == [])
    var options = CompileOptions()
    options.dnsPort = 0
    #expect(names(.hostnameMissing, service("a"), dataplane(tags, transparentProxying), options: options) == [])
  }

  /// What was said of a name that came to nothing is enough.
  @Test func aHostnameThatIsLostIsNotMissing() {
    let proxy = dataplane(tags, transparentProxying)
    let ids = Stages(service("a") + service("b") + generator("", template: "same.x") + proxy).diagnostics.map(\.id)
    #expect(ids == [.hostnameCollision])
    let label = Stages(service("a") + generator("", template: "{{ label `k` }}.x") + proxy).diagnostics.map(\.id)
    #expect(label == [.templateLabel])
  }

  // MARK: Generators

  @Test func generatorsThatSelectNothing() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      labels: {team: payments}
      spec:
        endpoints: [{address: 10.0.0.1, port: 1}]
      ---
      type: HostnameGenerator
      name: g
      spec:
        selector:
          meshExternalService:
            matchLabels:
              kuma.io/origin: zone
              team: payment
      #             ^~~~~~~ generator-unused spec.selector.meshExternalService.matchLabels["team"]: no MeshExternalService has this label, so this makes no hostname
      # help: did you mean "payments"?
        template: "{{ .Name }}.x"
      """)
  }

  @Test func labelsThatNoServiceHasTogether() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      labels: {k: v}
      spec:
        endpoints: [{address: 10.0.0.1, port: 1}]
      ---
      type: MeshExternalService
      name: b
      labels: {l: w}
      spec:
        endpoints: [{address: 10.0.0.1, port: 1}]
      ---
      type: HostnameGenerator
      name: g
      spec:
        selector:
          meshExternalService:
            matchLabels: {k: v, l: w}
      #     ^~~~~~~~~~~ generator-unused spec.selector.meshExternalService.matchLabels: no MeshExternalService has all these labels, so this makes no hostname
        template: "{{ .Name }}.x"
      """)
  }

  @Test func generatorsThatSelectSomething() {
    #expect(names(.generatorUnused, service("a"), generator("")) == [])
    #expect(names(.generatorUnused, service("a"), generator("kuma.io/origin: zone")) == [])
    #expect(names(.generatorUnused, service("a"), generator("kuma.io/origin: global")) == ["g"])
    #expect(
      names(.generatorUnused, service("a", "^labels: {kuma.io/origin: global}"), generator("kuma.io/origin: global"))
        == [])
    // It selects, whatever comes of it.
    #expect(
      names(
        .generatorUnused, service("a"), generator("", "a", template: "same.x"),
        generator("", "b", template: "same.x")) == [])
  }

  @Test func generatorsOfOthersAreNotUnused() {
    let internalOne =
      "---\ntype: HostnameGenerator\nname: g\nspec:\n  selector: {meshService: {matchLabels: {a: b}}}\n"
      + "  template: x\n"
    #expect(names(.generatorUnused, service("a"), internalOne) == [])
    #expect(names(.generatorUnused, dataplane(tags), generator("a: b")) == [])
  }

  @Test func labelsOfAZoneNeedItsName() throws {
    let text = service("a") + generator("kuma.io/zone: east")
    let finding = try #require(Stages(text).diagnostics.first { $0.id == .generatorUnused })
    #expect(finding.help == "name the zone of the services with --zone")
    var options = CompileOptions()
    options.zone = "east"
    #expect(names(.generatorUnused, text, options: options) == [])
    options.zone = "wset"
    #expect(Stages(text, options: options).diagnostics.first { $0.id == .generatorUnused }?.help == nil)
  }

  // MARK: Secrets

  private let certificate = Base64.encode("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)

  private func secret(_ name: String, mesh: String = "default") -> String {
    "---\ntype: Secret\nmesh: \(mesh)\nname: \(name)\ndata: \(certificate)\n"
  }

  @Test func secretsThatNothingUses() {
    expectFindings(
      """
      type: Secret
      name: ca
      #     ^~ secret-unused name: no service of mesh default uses it, nor does another resource name it
      data: \(certificate)
      """)
  }

  @Test(arguments: ["caCert", "clientCert", "clientKey"]) func secretsOfServices(_ field: String) {
    func user(mesh: String = "default", enabled: Bool = true) -> String {
      service("a", mesh: mesh, "tls: {enabled: \(enabled), verification: {caCert: {secret: x}}}")
        .replacing("caCert", with: field)
    }
    var options = CompileOptions()
    options.lintLevels.set(.pemInvalid, to: .warn)
    // A certificate without key, or a key without certificate, is an error, after which nothing is certain.
    guard field == "caCert" else {
      #expect(names(.secretUnused, user(), secret("x"), options: options) == [])
      return
    }
    #expect(names(.secretUnused, user(), secret("x"), secret("y"), options: options) == ["y"])
    #expect(names(.secretUnused, user(enabled: false), secret("x"), options: options) == [])
    let other = secret("x", mesh: "other")
    #expect(names(.secretUnused, user(), secret("x"), other, options: options) == ["x"])
    #expect(names(.secretUnused, user(mesh: "other"), other, options: options) == [])
  }

  @Test func secretsOfOtherResources() {
    for user in [
      "type: Mesh\nname: default\nmtls: {backends: [{conf: {cert: {secret: x}}}]}\n",
      "type: MeshGateway\nname: g\nconf: {listeners: [{tls: {certificates: [{secret: x}]}}]}\n",
      "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: kuma.io/v1alpha1, kind: MeshGateway, spec: {s: x}}\n",
      "type: MeshExternalService\nname: e\nspec: {extension: {type: Lambda, config: {secret: x}}}\n",
    ] {
      #expect(names(.secretUnused, "---\n\(user)", secret("x"), secret("y")) == ["y"], "\(user)")
    }
    // Keys, names of services and hosts are no uses.
    #expect(names(.secretUnused, service("x", "^labels: {x: x}"), secret("x")) == ["x"])
    #expect(names(.secretUnused, "---\ntype: MeshGateway\nname: g\nconf: {x: 1}\n", secret("x")) == ["x"])
  }

  @Test func secretsOfTheControlPlane() {
    #expect(names(.secretUnused, secret("dataplane-token-signing-key-default-1")) == [])
    #expect(names(.secretUnused, secret("default.ca-builtin-cert-ca-1"), secret("default.ca-builtin-key-ca-1")) == [])
    #expect(names(.secretUnused, secret("other.ca-builtin-cert-ca-1")) == ["other.ca-builtin-cert-ca-1"])
  }

  // MARK: All

  /// After an error, what is missing may be there and not be readable; after a denied lint, it may not.
  @Test func nothingIsMissingBesideErrors() {
    let text =
      service("a", "match: {protocol: http}", "endpoints: [{address: a.example, port: 443}]")
      + service("b") + generator("k: v") + secret("x") + dataplane(tags, outbound(to: "a"))
    let absences: [DiagnosticID] = [.serviceUnreached, .generatorUnused, .secretUnused]
    func ids(_ text: String, _ options: CompileOptions = CompileOptions()) -> Set<DiagnosticID> {
      Set(Stages(text, options: options).diagnostics.map(\.id))
    }
    #expect(ids(text).isSuperset(of: absences))
    #expect(ids(text + "---\nname: [\n").isDisjoint(with: absences))
    #expect(ids(text + dataplane("nonsense: 1", named: "two")).isDisjoint(with: absences))
    var options = CompileOptions()
    options.lintLevels.set(.httpTo443, to: .deny)
    #expect(ids(text, options).isSuperset(of: absences))
  }
}
