import Testing

@testable import XDSCompiler

/// Lints that look at one service alone.
@Suite struct ServiceLintTests {
  /// What is found in a service, notes left out, each as `id path`.
  private func found(_ spec: String...) -> [String] {
    let text = spec.reduce(into: "type: MeshExternalService\nname: a\nspec:\n") { $0 += "  \($1)\n" }
    return Stages(text).diagnostics.filter { $0.severity != .note && $0.id != .noDataplane }
      .map { "\($0.id.rawValue) \($0.path ?? "-")" }
  }

  /// The spec of a service with TLS.
  private func tls(
    _ verification: String = "{}", endpoints: String = "[{address: a.example, port: 443}]", enabled: String = "true"
  ) -> [String] {
    found("endpoints: \(endpoints)", "tls: {enabled: \(enabled), verification: \(verification)}")
  }

  // MARK: Ports

  @Test func plainHTTPToPort443() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        match: {protocol: http2}
        endpoints:
        - {address: 10.0.0.1, port: 80}
        - {address: a.example, port: 443}
      #                              ^~~ http-to-443 spec.endpoints[1].port: plain http2 to port 443, where servers speak TLS
      # help: set tls.enabled: true; where the application speaks TLS itself, set protocol: tcp
        tls: {enabled: false}
      """)
  }

  @Test(arguments: [
    ("http", 443, true), ("http2", 443, true), ("grpc", 443, true), ("tcp", 443, false), ("http", 80, false),
    ("http", 8443, false), ("grpc", 444, false),
  ]) func plainHTTPTo(_ spoken: String, _ port: Int, _ isFound: Bool) {
    #expect(
      found("match: {protocol: \(spoken)}", "endpoints: [{address: a.example, port: \(port)}]")
        == (isFound ? ["http-to-443 spec.endpoints[0].port"] : []))
  }

  @Test func httpByTLSIsNotPlain() {
    #expect(
      found("match: {protocol: http}", "endpoints: [{address: a.example, port: 443}]", "tls: {enabled: true}") == [])
  }

  @Test func plainTextOfTheDefaultProtocolMayBeAnything() {
    #expect(found("endpoints: [{address: a.example, port: 443}]") == [])
  }

  @Test func plainHTTPHasTwoPlacesThatDecideIt() throws {
    func notes(_ tls: String) throws -> [String] {
      let text = service("a", "match: {protocol: grpc}", "endpoints: [{address: a.example, port: 443}]", tls)
      return try #require(Stages(text).diagnostics.first { $0.id == .httpTo443 }).notes.map(\.message)
    }
    #expect(try notes("tls: {}") == ["protocol grpc is set here"])
    #expect(try notes("tls: {enabled: false}") == ["protocol grpc is set here", "TLS is disabled here"])
  }

  @Test func tlsToPort80() {
    let stages = expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        endpoints: [{address: a.example, port: 8080}, {address: a.example, port: 80}]
      #                                                                          ^~ tls-to-80 spec.endpoints[1].port: TLS to port 80, where servers speak plain HTTP
      # help: give the port on which the server speaks TLS, or leave TLS out
        tls: {enabled: true, version: {max: TLS13}}
      """)
    #expect(
      stages.diagnostics.first?.notes.map { "\($0.range.line):\($0.range.column) \($0.message)" } == [
        "5:18 TLS is enabled here"
      ])
    #expect(tls(endpoints: "[{address: a.example, port: 80}]", enabled: "false") == [])
    #expect(tls(endpoints: "[{address: a.example, port: 443}]") == [])
  }

  // MARK: TLS

  @Test func skipAll() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        endpoints: [{address: a.example, port: 443}]
        tls:
          enabled: true
          version: {max: TLS13}
          verification:
            mode: SkipAll
      #           ^~~~~~~ tls-skip-all spec.tls.verification.mode: mode SkipAll verifies nothing: whoever answers is taken for the server
      # help: for the certificate of a private CA, set caCert; to skip only the names, use mode SkipSAN
      """)
    for mode in ["Secured", "SkipCA", "SkipSAN"] { #expect(tls("{mode: \(mode)}") == []) }
    #expect(tls("{mode: SkipAll}", enabled: "false") == [])
  }

  @Test func namesThatSkipCANeverChecks() {
    let names = "subjectAltNames: [{value: a.example}]"
    #expect(tls("{mode: SkipCA, \(names)}") == ["san-unchecked spec.tls.verification.subjectAltNames"])
    for other in [
      "{mode: SkipCA}", "{mode: SkipCA, subjectAltNames: []}", "{mode: Secured, \(names)}", "{mode: SkipSAN, \(names)}",
    ] {
      #expect(tls(other) == [])
    }
    #expect(tls("{mode: SkipCA, \(names)}", enabled: "false") == [])
  }

  @Test func severalHostsUnderOneSNI() {
    let stages = expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        endpoints:
        - {address: A.example., port: 443}
        - {address: a.example, port: 8443}
        - {address: b.example, port: 443}
      #             ^~~~~~~~~ tls-shared-sni spec.endpoints[2].address: TLS to b.example takes the name of the first endpoint, A.example., for its SNI
      # help: set serverName where one name is right for all; else make them services of their own
        - {address: c.example, port: 443}
        tls: {enabled: true, version: {max: TLS13}}
      """)
    #expect(
      stages.diagnostics.first?.notes.map { "\($0.range.line):\($0.range.column) \($0.message)" } == [
        "5:15 the first endpoint is here"
      ])
  }

  @Test(arguments: [
    ("a.example", "b.example", true), ("a.example", "10.0.0.1", true), ("a.example", "a.example", false),
    ("a.example", "A.EXAMPLE.", false), ("10.0.0.1", "10.0.0.2", false), ("10.0.0.1", "b.example", false),
  ]) func severalHosts(_ first: String, _ second: String, _ isFound: Bool) {
    let endpoints = "[{address: \(first), port: 443}, {address: \(second), port: 443}]"
    let expected = isFound ? ["tls-shared-sni spec.endpoints[1].address"] : []
    #expect(tls(endpoints: endpoints) == expected)
    #expect(tls("{serverName: c.example}", endpoints: endpoints) == [])
    #expect(tls(endpoints: endpoints, enabled: "false") == [])
    // These modes drop the server name.
    #expect(tls("{mode: SkipSAN, serverName: c.example}", endpoints: endpoints) == expected)
    #expect(tls("{mode: SkipCA, serverName: c.example}", endpoints: endpoints) == [])
    let skipAll = tls("{mode: SkipAll, serverName: c.example}", endpoints: endpoints)
    #expect(skipAll == expected + ["tls-skip-all spec.tls.verification.mode"])
  }

  @Test func aUnixSocketIsNoHost() {
    #expect(tls(endpoints: "[{address: a.example, port: 443}, {address: 'unix:///run/a.sock'}]") == [])
    #expect(
      tls("{serverName: a}", endpoints: "[{address: 'unix:///run/a.sock'}, {address: a.example, port: 443}]") == [])
  }

  @Test func whereServerNameIsDroppedItIsNoRemedy() throws {
    let text = service(
      "a", "endpoints: [{address: a.example, port: 443}, {address: b.example, port: 443}]",
      "tls: {enabled: true, verification: {mode: SkipSAN}}")
    let finding = try #require(Stages(text).diagnostics.first { $0.id == .tlsSharedSNI })
    #expect(finding.help == "make them services of their own")
  }

  // MARK: Keys

  private static let certificate = "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n"
  private static let key = "-----BEGIN PRIVATE KEY-----\\nBBBB\\n-----END PRIVATE KEY-----\\n"

  private func keys(_ certificate: String, _ key: String, enabled: String = "true") -> [String] {
    tls("{clientCert: \(certificate), clientKey: \(key)}", enabled: enabled)
  }

  @Test func inlineKeys() {
    let path = "inline-key spec.tls.verification.clientKey"
    let certificate = "{inlineString: \"\(Self.certificate)\"}"
    let encoded = Base64.encode(Self.key.replacing("\\n", with: "\n").utf8)
    #expect(keys(certificate, "{inlineString: \"\(Self.key)\"}") == ["\(path).inlineString"])
    #expect(keys(certificate, "{inline: \(encoded)}") == ["\(path).inline"])
    #expect(keys(certificate, "{inline: \(encoded)}", enabled: "false") == ["\(path).inline"])
    // What holds no key is another finding.
    #expect(
      keys(certificate, "{inlineString: \"\(Self.certificate)\"}") == ["pem-invalid spec.tls.verification.clientKey"])
  }

  @Test func aKeyBesideACertificateIsOneToo() throws {
    let both = "{inlineString: \"\(Self.certificate)\(Self.key)\"}"
    #expect(
      tls("{caCert: \(both)}") == [
        "ca-key spec.tls.verification.caCert", "inline-key spec.tls.verification.caCert.inlineString",
      ])
    let stages = Stages(
      service("a", "endpoints: [{address: a.b, port: 1}]", "tls: {enabled: true, verification: {caCert: \(both)}}"))
    #expect(
      stages.diagnostics.first { $0.id == .inlineKey }?.help == "take it out: a certificate needs no key here")
  }

  @Test func aSecretIsThePlaceForAKey() {
    let secrets = """
      {type: Secret, mesh: default, name: c, data: \(Base64.encode(Self.certificate.replacing("\\n", with: "\n").utf8))}
      ---
      {type: Secret, mesh: default, name: k, data: \(Base64.encode(Self.key.replacing("\\n", with: "\n").utf8))}

      """
    let stages = Stages(
      secrets + service("a", "tls: {enabled: true, verification: {clientCert: {secret: c}, clientKey: {secret: k}}}"))
    #expect(!stages.diagnostics.contains { $0.id == .inlineKey })
  }

  // MARK: All

  /// Of a service that cannot be read, nobody knows what it says; of an extension's, what that makes of it.
  @Test func onlyWhatIsCertainIsLinted() {
    let endpoints = "endpoints: [{address: a.example, port: 443}]"
    #expect(found("match: {protocol: http}", endpoints, "tls: {enabled: 'true'}") == ["wrong-type spec.tls.enabled"])
    #expect(
      found("match: {protocol: http}", endpoints, "extension: {type: Lambda}") == [
        "extension-skipped spec.extension.type"
      ])
    #expect(
      found("match: {protocol: http, port: 0}", endpoints)
        == ["match-port spec.match.port", "http-to-443 spec.endpoints[0].port"])
  }

  @Test(arguments: [DiagnosticID.httpTo443, .tlsTo80, .tlsSkipAll, .tlsSharedSNI]) func deniedLintsLeaveTheServiceOut(
    _ id: DiagnosticID
  ) throws {
    var options = CompileOptions()
    options.lintLevels.set(id, to: .deny)
    let text =
      id == .httpTo443
      ? service("a", "match: {protocol: http}", "endpoints: [{address: a.example, port: 443}]")
      : service(
        "a", "endpoints: [{address: a.example, port: 80}, {address: b.example, port: 80}]",
        "tls: {enabled: true, verification: {mode: SkipAll}}")
    #expect(try Stages(text, options: options).service("a").isCompiled == false)
    #expect(try Stages(text).service("a").isCompiled)
  }
}
