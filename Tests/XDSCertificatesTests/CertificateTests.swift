import Testing
import XDSCompiler

struct AuthorityTests {
  @Test func authoritiesAreFine() {
    #expect(findings(ca: ["root"]) == [])
    #expect(findings(ca: ["root", "intermediate"]) == [])
  }

  @Test(arguments: [
    ("leaf", "its basicConstraints say so: Envoy still trusts every certificate that it has signed"),
    ("no-constraints", "it has no basicConstraints: Envoy still trusts every certificate that it has signed"),
    ("no-sign", "its keyUsage lacks keyCertSign: no other certificate is verified by it"),
    ("pinned", "its keyUsage lacks keyCertSign: no other certificate is verified by it"),
  ])
  func othersAreNot(_ name: String, _ reason: String) {
    let message = "certificate \"CN=\(name)\" is no CA, as \(reason)"
    #expect(findings(ca: [name]) == ["certificate-not-ca caCert[0]: \(message)"])
    // All of a bundle are looked at.
    #expect(findings(ca: ["root", name]) == ["certificate-not-ca caCert[1]: \(message)"])
  }

  @Test func whatIsNoCertificateIsSaid() {
    let broken = Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
    #expect(
      findings(ca: pem(["root"]) + broken) == [
        "certificate-unreadable caCert[1]: the PEM block holds no X.509 certificate"
      ])
  }

  /// Whatever its label is.
  @Test func whatIsMalformedIsSaid() {
    let message = "the PEM block is malformed, and Envoy refuses the whole text"
    for block in ["-----BEGIN CERTIFICATE-----\nAAAA\n", "-----BEGIN X-----\n!\n-----END X-----\n"] {
      let block = Array(block.utf8)
      #expect(findings(ca: pem(["root"]) + block) == ["certificate-unreadable caCert[1]: \(message)"])
      let key = certificateFile("leaf.key")
      #expect(
        findings(client: pem(["leaf"]) + block, key: key) == ["certificate-unreadable clientCert[1]: \(message)"])
      let text = String(decoding: block, as: UTF8.self)
      #expect(findings(client: pem(["leaf"]), key: text + key) == ["certificate-unreadable clientKey[0]: \(message)"])
      // Envoy reads no further than the key.
      #expect(findings(client: pem(["leaf"]), key: key + text) == [])
    }
    // Keys beside a CA are left out.
    let key = Array("-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----\n".utf8)
    #expect(findings(ca: pem(["root"]) + key) == [])
  }

  @Test func trustedCertificatesOfOpenSSLAreCertificates() {
    #expect(findings(client: ["trusted"], key: "leaf") == [])
    #expect(findings(client: ["trusted"], key: "other").map { $0.prefix(12) } == ["key-mismatch"])
    #expect(findings(ca: ["trusted"]).map { $0.prefix(18) } == ["certificate-not-ca"])
  }

  @Test func layoutOfBlocksDoesNotCount() {
    let text = "first:\n" + certificateFile("root.pem").replacing("\n", with: " \r\n") + "\nlast:\n"
    let parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
    #expect(findings(ca: Array(text.utf8)) == [])
    #expect(
      findings(ca: Array((parameters + text).utf8) + pem(["leaf"])).first?.hasPrefix("certificate-not-ca caCert[2]")
        == true)
  }
}

struct ValidityTests {
  @Test(arguments: ["2024-01-01T00:00:00Z", "2033-12-31T23:59:59Z", "2034-01-01T00:59:59+01:00"])
  func bothEndsAreValid(_ now: String) {
    #expect(findings(ca: ["root"], now: now) == [])
  }

  @Test(arguments: [
    ("2023-12-31T23:59:59Z", "is not valid before 2024-01-01T00:00:00Z"),
    ("2034-01-01T00:00:00Z", "expired at 2033-12-31T23:59:59Z"),
    // Behind 2050 a certificate would write its time in another form; a clock need not care.
    ("2060-01-01T00:00:00Z", "expired at 2033-12-31T23:59:59Z"),
  ])
  func outsideIsSaid(_ now: String, _ what: String) {
    #expect(findings(ca: ["root"], now: now) == ["certificate-expired caCert[0]: certificate \"CN=root\" \(what)"])
  }

  @Test func clientsToo() {
    #expect(
      findings(client: ["expired", "root"], key: "leaf") == [
        "certificate-expired clientCert[0]: certificate \"CN=expired\" expired at 2024-06-30T12:00:00Z"
      ])
    #expect(
      findings(client: ["future"], key: "leaf") == [
        "certificate-expired clientCert[0]: certificate \"CN=future\" is not valid before 2030-01-01T00:00:00Z"
      ])
  }
}

struct KeyTests {
  @Test(arguments: [
    ("leaf", "leaf"), ("leaf", "leaf-sec1"), ("p384", "p384"), ("ed25519", "ed25519"), ("rsa2048", "rsa2048"),
    ("rsa2048", "rsa2048-pkcs1"),
  ])
  func pairsFit(_ certificate: String, _ key: String) {
    #expect(findings(client: [certificate], key: key) == [])
    #expect(findings(client: [certificate, "root"], key: key) == [])
  }

  @Test(arguments: [
    ("leaf", "other"), ("leaf", "rsa2048"), ("leaf", "ed25519"), ("p384", "leaf-sec1"), ("rsa2048", "leaf"),
    ("rsa2048", "rsa1024"), ("ed25519", "rsa2048-pkcs1"), ("other", "leaf"),
  ])
  func othersDoNot(_ certificate: String, _ key: String) {
    #expect(
      findings(client: [certificate], key: key) == [
        "key-mismatch clientKey[0]+clientCert[0]: the private key does not fit certificate \"CN=\(certificate)\", "
          + "and Envoy refuses the pair"
      ])
  }

  @Test func onlyTheFirstCertificateIsTheClients() {
    #expect(findings(client: ["root", "leaf"], key: "leaf").map { $0.prefix(12) } == ["key-mismatch"])
  }

  @Test func whatIsNoKeyIsSaid() {
    let broken = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    #expect(
      findings(client: pem(["leaf"]), key: broken) == [
        "certificate-unreadable clientKey[0]: the PEM block holds no private key"
      ])
  }

  @Test(arguments: [
    ("rsa1024", "rsa1024", "an RSA key of 1024 bits"), ("p224", "p224", "a key on the curve P-224"),
    ("dsa", "leaf", "a DSA key"),
  ])
  func weakKeysAreRefusedOfClients(_ name: String, _ key: String, _ weakness: String) {
    #expect(
      findings(client: [name], key: key).filter { !$0.hasPrefix("key-mismatch") } == [
        "certificate-refused clientCert[0]: certificate \"CN=\(name)\" has \(weakness), which Envoy refuses for a client"
      ])
    // Of others they are weak only.
    #expect(
      findings(ca: [name]).filter { $0.hasPrefix("certificate-weak") } == [
        "certificate-weak caCert[0]: certificate \"CN=\(name)\" has \(weakness)"
      ])
  }

  @Test(arguments: [("sha1", "SHA-1"), ("md5", "MD5"), ("pss-sha1", "SHA-1")])
  func weakSignaturesAreSaid(_ name: String, _ hash: String) {
    let message = "certificate \"CN=\(name)\" has a signature by \(hash)"
    #expect(findings(client: [name], key: "leaf") == ["certificate-weak clientCert[0]: \(message)"])
    #expect(findings(ca: [name]).contains("certificate-weak caCert[0]: \(message)"))
  }

  @Test func otherHashesOfPSSAreFine() {
    #expect(findings(client: ["pss"], key: "leaf") == [])
  }

  @Test func nobodyChecksTheSignatureOfARoot() {
    #expect(findings(ca: ["sha1-root"]) == [])
  }
}

struct ServerNameTests {
  @Test(arguments: [
    TLSMaterial.ServerName(.dns, "example.com"), .init(.dns, "EXAMPLE.com"), .init(.dns, "a.example.org"),
    .init(.dns, "exam", isPrefix: true), .init(.ipAddress, "192.0.2.1"), .init(.ipAddress, "2001:DB8:0::1"),
    .init(.ipAddress, "192.0.", isPrefix: true), .init(.uri, "spiffe://mesh/web"),
    .init(.uri, "spiffe://mesh/", isPrefix: true),
  ])
  func namesOfTheLeafFit(_ name: TLSMaterial.ServerName) {
    #expect(!isRefused(["pinned"], [name]))
    // One of several is enough.
    #expect(!isRefused(["pinned"], [.init(.dns, "nowhere.example"), name]))
  }

  @Test(arguments: [
    TLSMaterial.ServerName(.dns, "www.example.com"), .init(.dns, "a.b.example.org"), .init(.dns, "example.org"),
    .init(.dns, "com", isPrefix: true), .init(.dns, "192.0.2.1"),
    .init(.ipAddress, "192.0.2.2"),
    .init(.ipAddress, "example.com"), .init(.uri, "spiffe://mesh/web2"), .init(.uri, "spiffe://other", isPrefix: true),
  ])
  func othersDoNot(_ name: TLSMaterial.ServerName) {
    #expect(isRefused(["pinned"], [name]))
  }

  @Test func itIsOnlyCertain() {
    let name = TLSMaterial.ServerName(.dns, "nowhere.example")
    #expect(isRefused(["pinned", "other"], [name]))
    #expect(!isRefused(["pinned", "other"], [.init(.dns, "other.example")]))
    // What may sign may have signed anything.
    #expect(!isRefused(["pinned", "root"], [name]))
    #expect(!isRefused(["pinned", "leaf"], [name]))
    #expect(isRefused(["no-sign"], [name]))
    // Nothing is asked for.
    #expect(!isRefused(["pinned"], []))
  }

  @Test func textsNameWhatIsThere() {
    let names = [TLSMaterial.ServerName(.dns, "a.test"), .init(.ipAddress, "a.test"), .init(.dns, "b", isPrefix: true)]
    #expect(
      findings(ca: ["pinned"], names: names).last
        == "certificate-name names of caCert[0]: the trusted certificate \"CN=pinned\" has only example.com, *.example.org, "
        + "192.0.2.1, 2001:db8::1, spiffe://mesh/web, and not \"a.test\" or \"b\"…")
    #expect(
      findings(ca: ["no-names"], names: [.init(.dns, "a.test")]).last
        == "certificate-name names of caCert[0]: the trusted certificate \"CN=no-names\" has no subject alternative name, "
        + "and not \"a.test\"")
  }

  private func isRefused(_ ca: [String], _ names: [TLSMaterial.ServerName]) -> Bool {
    findings(ca: ca, names: names).contains { $0.hasPrefix("certificate-name") }
  }
}
