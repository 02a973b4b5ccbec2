import Testing

@testable import XDSCompiler

/// What the transport socket shows, for every mode, name and kind of first endpoint.
@Suite struct TLSTests {
  private static let certificate = #""-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----""#

  private func stages(
    mode: String, serverName: String? = nil, endpoint: String, caCert: Bool = false, more: String = "",
    systemCAPath: String? = "/ca.crt"
  ) -> Stages {
    var fields = ["mode: \(mode)"]
    if let serverName { fields.append("serverName: \(serverName)") }
    if caCert { fields.append("caCert: {inlineString: \(TLSTests.certificate)}") }
    if !more.isEmpty { fields.append(more) }
    let port = endpoint.hasPrefix("unix") ? "" : ", port: 443"
    var options = CompileOptions()
    options.systemCAPath = systemCAPath
    return Stages(
      service(
        "svc", #"endpoints: [{address: "\#(endpoint)"\#(port)}, {address: second.example, port: 443}]"#,
        "tls: {enabled: true, verification: {\(fields.joined(separator: ", "))}}"), options: options)
  }

  private func show(_ matchers: [TLSOrigination.SANMatcher]) -> String {
    matchers.map { matcher in
      let match =
        switch matcher.match {
        case .exact(let text): text
        case .prefix(let text): "\(text)*"
        }
      return "\(matcher.kind)=\(match)"
    }.joined(separator: " ")
  }

  @Test(
    arguments: [
      // mode, serverName, first endpoint; SNI, SANs where a CA counts.
      ("Secured", nil, "dns.example", "dns.example", "dns=dns.example ipAddress=dns.example"),
      ("Secured", nil, "Dns.Example.", "Dns.Example", "dns=Dns.Example ipAddress=Dns.Example"),
      ("Secured", nil, "10.0.0.1", nil, "dns=10.0.0.1 ipAddress=10.0.0.1"),
      ("Secured", nil, "fd00::1", nil, "dns=fd00::1 ipAddress=fd00::1"),
      ("Secured", "name.example", "dns.example", "name.example", "dns=name.example ipAddress=name.example"),
      ("Secured", "name.example.", "10.0.0.1", "name.example", "dns=name.example ipAddress=name.example"),
      ("Secured", "name.example", "unix:///s", "name.example", "dns=name.example ipAddress=name.example"),
      ("SkipSAN", nil, "dns.example", "dns.example", ""), ("SkipSAN", nil, "10.0.0.1", nil, ""),
      ("SkipSAN", nil, "unix:///s", nil, ""), ("SkipSAN", "name.example", "dns.example", "dns.example", ""),
      ("SkipSAN", "name.example", "10.0.0.1", nil, ""), ("SkipSAN", "name.example", "unix:///s", nil, ""),
      ("SkipCA", nil, "dns.example", "dns.example", ""), ("SkipCA", nil, "10.0.0.1", nil, ""),
      ("SkipCA", nil, "unix:///s", nil, ""), ("SkipCA", "name.example", "dns.example", "name.example", ""),
      ("SkipCA", "name.example", "10.0.0.1", "name.example", ""),
      ("SkipCA", "name.example", "unix:///s", "name.example", ""),
      ("SkipAll", nil, "dns.example", "dns.example", ""), ("SkipAll", nil, "10.0.0.1", nil, ""),
      ("SkipAll", nil, "unix:///s", nil, ""), ("SkipAll", "name.example", "dns.example", "dns.example", ""),
      ("SkipAll", "name.example", "10.0.0.1", nil, ""), ("SkipAll", "name.example", "unix:///s", nil, ""),
    ] as [(String, String?, String, String?, String)])
  func decides(mode: String, serverName: String?, endpoint: String, sni: String?, names: String) throws {
    for caCert in [false, true] {
      let tls = try #require(
        try stages(mode: mode, serverName: serverName, endpoint: endpoint, caCert: caCert).service("svc").tls)
      #expect(tls.sni == sni)
      #expect(show(tls.subjectAltNames) == names)
      #expect(tls.name == (endpoint.hasPrefix("unix") ? "svc" : endpoint))
      switch tls.trustedCA {
      case .file(let path): #expect(path == "/ca.crt" && !caCert && (mode == "Secured" || mode == "SkipSAN"))
      case .certificates(let bytes): #expect(bytes.count == 53 && caCert && (mode == "Secured" || mode == "SkipSAN"))
      case nil: #expect(mode == "SkipCA" || mode == "SkipAll")
      }
    }
  }

  @Test func configuredNamesFollowTheServersName() throws {
    let names =
      "subjectAltNames: [{value: a}, {type: Prefix, value: b}, {value: 'spiffe://d/x'}, {type: Exact, value: 10.0.0.9}, {type: Prefix, value: 'spiffe://d/'}]"
    let tls = try stages(mode: "Secured", endpoint: "dns.example", more: names).service("svc").tls
    #expect(
      show(tls?.subjectAltNames ?? [])
        == "dns=dns.example ipAddress=dns.example dns=a dns=b* dns=10.0.0.9 ipAddress=a ipAddress=b* ipAddress=10.0.0.9 "
        + "uri=spiffe://d/x uri=spiffe://d/*")
    let unix = try stages(mode: "Secured", endpoint: "unix:///s", more: "subjectAltNames: [{value: a}]").service("svc")
      .tls
    #expect(show(unix?.subjectAltNames ?? []) == "dns=a ipAddress=a")
    #expect(unix?.sni == nil)
  }

  @Test func aUnixSocketHasNoNameToVerify() {
    #expect(
      stages(mode: "Secured", endpoint: "unix:///s").findings.contains(
        "tls-no-name spec.tls.verification: a unix socket has no name to verify: set serverName or subjectAltNames"))
  }

  @Test(arguments: ["Secured", "SkipSAN"]) func verificationNeedsACA(_ mode: String) {
    let finding = "tls-no-ca spec.tls.verification: no caCert, and no system CA file is known to verify the server by"
    #expect(stages(mode: mode, endpoint: "a.b", systemCAPath: nil).findings.contains(finding))
    #expect(!stages(mode: mode, endpoint: "a.b", caCert: true, systemCAPath: nil).findings.contains(finding))
  }

  @Test(arguments: ["SkipCA", "SkipAll"]) func otherModesNeedNone(_ mode: String) throws {
    #expect(try stages(mode: mode, endpoint: "a.b", systemCAPath: nil).service("svc").isCompiled)
  }

  @Test func consequencesAreSaid() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        endpoints: [{address: example.com, port: 1}]
        tls:
      # ^~~ tls-version-default spec.tls: without tls.version.max an Envoy client speaks TLS 1.2 at most
      # help: for servers that speak TLS 1.3 only, set version: {max: TLS13}
          enabled: true
          verification:
            mode: SkipCA
            subjectAltNames: [{value: a}]
      #     ^~~~~~~~~~~~~~~ san-unchecked spec.tls.verification.subjectAltNames: mode SkipCA checks no certificate, so subjectAltNames are never checked
      ---
      type: MeshExternalService
      name: b
      spec:
        endpoints: [{address: example.com, port: 1}]
        tls:
          enabled: true
          version: {min: TLS11, max: TLS12}
      #                  ^~~~~ tls-cipher-suites spec.tls.version.min: TLS before 1.2 needs cipher suites that are weak by today's measure; they are offered as well
          verification:
            mode: SkipAll
      #           ^~~~~~~ tls-skip-all spec.tls.verification.mode: mode SkipAll verifies nothing: whoever answers is taken for the server
            clientCert: {inlineString: "-----BEGIN CERTIFICATE-----\\n-----END CERTIFICATE-----"}
      #     ^~~~~~~~~~ tls-client-kept spec.tls.verification.clientCert: mode SkipAll skips the server's verification; the client certificate is still presented
            clientKey: {inlineString: "-----BEGIN PRIVATE KEY-----\\n-----END PRIVATE KEY-----"}
      #                 ^~~~~~~~~~~~ inline-key spec.tls.verification.clientKey.inlineString: a private key is written in the resource itself
      ---
      type: MeshExternalService
      name: off
      spec:
        endpoints: [{address: example.com, port: 1}]
        tls: {version: {min: TLS10}, verification: {mode: SkipCA, subjectAltNames: [{value: a}]}}
      """)
  }

  @Test(
    arguments: [
      ("{}", nil), ("{min: TLSAuto, max: TLSAuto}", nil), ("{min: TLS12}", "tls12-auto"),
      ("{max: TLS13}", "auto-tls13"),
      ("{min: TLS13}", "tls13-tls13"), ("{min: TLS13, max: TLSAuto}", "tls13-tls13"),
      ("{max: TLS10}", "tls10-tls10 old"),
      ("{max: TLS11}", "tls10-tls11 old"), ("{min: TLSAuto, max: TLS12}", "auto-tls12"),
      ("{min: TLS11}", "tls11-auto old"),
      ("{min: TLS10, max: TLS13}", "tls10-tls13 old"), ("{min: TLS12, max: TLS12}", "tls12-tls12"),
    ] as [(String, String?)])
  func versions(range: String, expected: String?) throws {
    let tls = try #require(
      try Stages(service("a", "tls: {enabled: true, version: \(range)}")).service("a").tls)
    let shown = tls.parameters.map { "\($0.minimum)-\($0.maximum)\($0.needsOldCipherSuites ? " old" : "")" }
    #expect(shown == expected)
  }

  @Test func tlsIsOffUnlessEnabled() throws {
    #expect(try Stages(service("a", "tls: {verification: {mode: SkipAll}}")).service("a").tls == nil)
    #expect(try Stages(service("a", "tls: {enabled: false}")).service("a").tls == nil)
    #expect(
      try Stages(service("a", "tls: {enabled: true, allowRenegotiation: true}")).service("a").tls?.allowRenegotiation
        == true)
  }
}
