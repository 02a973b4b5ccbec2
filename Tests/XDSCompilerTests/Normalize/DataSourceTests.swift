import Testing

@testable import XDSCompiler

/// Where certificates and keys come from.
@Suite struct DataSourceTests {
  private static let certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
  private static let key = "-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----\n"

  private func pair(_ certificate: String, _ key: String, others: String = "") throws -> TLSOrigination
    .ClientCertificate?
  {
    try Stages(
      others
        + service(
          "a",
          "tls: {enabled: true, verification: {mode: SkipCA, clientCert: \(certificate), clientKey: \(key)}}")
    ).service("a").tls?.clientCertificate
  }

  private func expectPair(
    _ certificate: String, _ key: String, others: String = "", sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let found = try #require(try pair(certificate, key, others: others), sourceLocation: sourceLocation)
    #expect(String(decoding: found.chain, as: UTF8.self) == DataSourceTests.certificate, sourceLocation: sourceLocation)
    #expect(found.key == SecretBytes(Array(DataSourceTests.key.utf8)), sourceLocation: sourceLocation)
  }

  private var quoted: (certificate: String, key: String) {
    func quote(_ text: String) -> String { "\"\(text.replacing("\n", with: "\\n"))\"" }
    return (quote(DataSourceTests.certificate), quote(DataSourceTests.key))
  }

  private var encoded: (certificate: String, key: String) {
    (Base64.encode(DataSourceTests.certificate.utf8), Base64.encode(DataSourceTests.key.utf8))
  }

  /// A key may end up in the field for a Secret's name.
  @Test func missingSecretIsNamedOnlyByAName() throws {
    func message(_ name: String) throws -> String {
      let source = "tls: {enabled: true, verification: {caCert: {secret: \"\(name)\"}}}"
      return try #require(Stages(service("a", source)).diagnostics.first { $0.id == .secretMissing }).message
    }
    #expect(try message("ca.v2") == "no Secret \"ca.v2\" in mesh default")
    #expect(try message(encoded.key) == "no Secret of this name in mesh default")
    #expect(try message(String(repeating: "a", count: 64)) == "no Secret of this name in mesh default")
  }

  @Test func inlineString() throws {
    try expectPair("{inlineString: \(quoted.certificate)}", "{inlineString: \(quoted.key)}")
  }

  @Test func inline() throws {
    try expectPair(
      "{inline: \(encoded.certificate)}", "{inline: \"\(encoded.key.prefix(12))\\n\(encoded.key.dropFirst(12))\"}")
  }

  @Test func secretsOfEitherSpelling() throws {
    try expectPair(
      "{secret: c}", "{secret: k}",
      others: """
        {type: Secret, mesh: default, name: c, data: \(encoded.certificate)}
        ---
        apiVersion: v1
        kind: Secret
        type: system.kuma.io/secret
        metadata: {name: k, namespace: kong-mesh-system, labels: {kuma.io/mesh: default}}
        data: {value: \(encoded.key)}

        """)
  }

  @Test func secretsOfOtherMeshesDoNotCount() {
    let stages = Stages(
      "{type: Secret, mesh: other, name: c, data: \(encoded.certificate)}\n"
        + service("a", "tls: {enabled: true, verification: {caCert: {secret: c}}}"))
    #expect(stages.diagnostics.map(\.id).contains(.secretMissing))
  }

  @Test(arguments: [
    "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----",
    "-----BEGIN CERTIFICATE-----\n-----END X509 CERTIFICATE-----",
    " -----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
    "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", "----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
    "",
  ])
  func whatHoldsNoCertificateIsDeniedByDefault(_ text: String) {
    #expect(PEMBlock.Content.certificate.complaint(about: Array(text.utf8)) == "holds no PEM block of a certificate")
  }

  @Test(arguments: ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"])
  func privateKeysOfAllKindsCount(_ label: String) {
    let text = "note\n-----BEGIN \(label)-----\nx\n-----END \(label)-----\n"
    #expect(PEMBlock.Content.privateKey.complaint(about: Array(text.utf8)) == nil)
    #expect(PEMBlock.Content.certificate.complaint(about: Array(text.utf8)) != nil)
  }

  @Test func anEncryptedKeyDoesNot() {
    let text = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nx\n-----END ENCRYPTED PRIVATE KEY-----\n"
    #expect(PEMBlock.Content.privateKey.complaint(about: Array(text.utf8)) != nil)
  }
}
