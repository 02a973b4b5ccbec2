import Foundation
import Testing
import XDSCertificates
import XDSCompiler

/// Where findings are said, and how lints' levels and comments work on them.
struct PlaceTests {
  @Test func blocksOfABundleHaveTheirLines() {
    let bundle = block(certificateFile("root.pem") + certificateFile("leaf.pem"), 8)
    let text = service("serverName: example.com\n      caCert:\n        inlineString: |\n\(bundle)")
    // The head has 9 lines, caCert and inlineString 2; the root has its own.
    let line =
      text.split(separator: "\n", omittingEmptySubsequences: false).indices.filter {
        text.split(separator: "\n", omittingEmptySubsequences: false)[$0].contains("BEGIN CERTIFICATE")
      }[1] + 1
    #expect(check(text) == ["certificate-not-ca \(line):11 spec.tls.verification.caCert.inlineString"])
  }

  @Test func quotedBlocksHaveTheirColumns() {
    let quoted = certificateFile("leaf.pem").replacing("\n", with: "\\n")
    let text = service("serverName: example.com\n      caCert: {inlineString: \"\(quoted)\"}")
    #expect(check(text) == ["certificate-not-ca 11:31 spec.tls.verification.caCert.inlineString"])
  }

  @Test func secretsAreSaidOnceAndWhereTheyAre() {
    let secret =
      "type: Secret\nmesh: default\nname: ca\nstringData: {value: x}\n".replacing("stringData: {value: x}\n", with: "")
      + "data: \(base64(certificateFile("leaf.pem")))\n"
    let text =
      secret + "---\n" + service("serverName: example.com\n      caCert: {secret: ca}")
      + "---\n" + service("serverName: example.com\n      caCert: {secret: ca}", name: "second")
    #expect(check(text) == ["certificate-not-ca 4:7 data"])
  }

  @Test func pairsAreSaidWhereTheServiceHasThem() {
    let secret = "type: Secret\nmesh: default\nname: key\ndata: \(base64(certificateFile("other.key")))\n"
    let chain = "clientCert:\n        inlineString: |\n" + block(certificateFile("leaf.pem"), 10)
    let text = secret + "---\n" + service("mode: SkipAll\n      clientKey: {secret: key}\n      \(chain)")
    #expect(check(text).contains("key-mismatch 16:7 spec.tls.verification.clientKey"))
  }

  @Test func namesAreSaidWhereTheyAre() {
    let ca = "caCert:\n        inlineString: |\n" + block(certificateFile("pinned.pem"), 10)
    let text = service("serverName: wrong.test\n      \(ca)", comment: "# xdsc: allow certificate-not-ca -- pinned\n")
    #expect(check(text) == ["certificate-name 11:19 spec.tls.verification.serverName"])
  }

  @Test func flagsAndCommentsCount() {
    let ca = "caCert:\n        inlineString: |\n" + block(certificateFile("leaf.pem"), 10)
    let plain = service("serverName: example.com\n      \(ca)")
    var options = CompileOptions()
    options.lintLevels.set(.certificateNotCA, to: .deny)
    #expect(compile(plain, options).errorCount == 1)
    options.lintLevels.set(.certificateNotCA, to: .allow)
    #expect(check(plain, options) == [])
    let silenced = "# xdsc: allow certificate-not-ca -- pinned\n" + plain
    #expect(check(silenced) == [])
    let idle = "# xdsc: allow certificate-weak -- not\n" + plain
    #expect(check(idle).contains { $0.hasPrefix("unused-silence") })
  }

  @Test func compilesLookIntoNoCertificate() {
    let ca = "caCert:\n        inlineString: |\n" + block(certificateFile("expired.pem"), 10)
    let text =
      "# xdsc: allow certificate-expired, certificate-not-ca -- of old\n" + service("serverName: no.test\n      \(ca)")
    let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    #expect(compilation.diagnostics.allSatisfy { [.tlsVersionDefault, .noDataplane].contains($0.id) })
  }

  private func service(_ verification: String, name: String = "first", comment: String = "") -> String {
    """
    \(comment)type: MeshExternalService
    mesh: default
    name: \(name)
    spec:
      match: {port: 443, protocol: tcp}
      endpoints: [{address: example.com, port: 443}]
      tls:
        enabled: true
        verification:
          \(verification)

    """
  }

  private func block(_ text: String, _ indent: Int) -> String {
    text.split(separator: "\n").map { String(repeating: " ", count: indent + 2) + $0 }.joined(separator: "\n")
  }

  private func base64(_ text: String) -> String { Array(text.utf8).base64 }

  private func compile(_ text: String, _ options: CompileOptions = CompileOptions()) -> Compilation {
    Pipeline(options).compile(
      [SourceFile(path: "a.yaml", bytes: Array(text.utf8))],
      inspector: CertificateChecks(now: Timestamp(seconds: 1_770_000_000)))
  }

  /// `id line:column path`, without what every such input has.
  private func check(_ text: String, _ options: CompileOptions = CompileOptions()) -> [String] {
    compile(text, options).diagnostics.filter {
      ![.tlsVersionDefault, .noDataplane, .inlineKey, .tlsSkipAll, .tlsClientKept].contains($0.id)
    }
    .map { "\($0.id.rawValue) \($0.range?.line ?? 0):\($0.range?.column ?? 0) \($0.path ?? "")" }
  }
}

extension [UInt8] {
  fileprivate var base64: String { Data(self).base64EncodedString() }
}
