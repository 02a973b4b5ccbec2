import Testing

@testable import XDSCompiler

/// What a block is to BoringSSL; `Tests/EnvoyTests/test_pem.py` asks it.
@Suite struct PEMBlockTests {
  private func blocks(_ text: String) -> [String] {
    PEMBlock.all(in: Array(text.utf8)).map { "\($0.label): \($0.bytes.map { "\($0)" } ?? "none")" }
  }

  @Test(arguments: [
    "-----BEGIN A-----\nAAEC\n-----END A-----\n", "-----BEGIN A-----\nAAEC\n-----END A-----",
    "text\n\n-----BEGIN A-----\nAAEC\n-----END A-----\ntext", "-----BEGIN A----- \t\r\nAAEC \r\n-----END A-----\r\n",
    "-----BEGIN A-----\n A A\n\tEC\n-----END A-----\n", "-----BEGIN A-----\n\nAAEC\n-----END A-----\n",
  ])
  func layoutDoesNotCount(_ text: String) {
    #expect(blocks(text) == ["A: [0, 1, 2]"])
  }

  @Test(arguments: [
    "", "x -----BEGIN A-----\nAAEC\n-----END A-----", " -----BEGIN A-----\nAAEC\n-----END A-----",
    "-----BEGIN A----\nAAEC\n-----END A-----", "-----BEGIN A----- x\nAAEC\n-----END A-----", "-----BEGIN ----\n",
    "----BEGIN A-----\nAAEC\n-----END A-----", "-----END A-----",
  ])
  func otherTextHasNone(_ text: String) {
    #expect(blocks(text) == [])
  }

  @Test(arguments: [
    "-----BEGIN A-----", "-----BEGIN A-----\nAAEC\n", "-----BEGIN A-----\nAAEC\n-----END B-----\n",
    "-----BEGIN A-----\nAAEC\n-----END A----- x\n", "-----BEGIN A-----\nAAEC\n -----END A-----\n",
    "-----BEGIN A-----\rAAEC\r-----END A-----", "-----BEGIN A-----\n-----END A-----\n",
    "-----BEGIN A-----\nA!EC\n-----END A-----\n", "-----BEGIN A-----\nAAE\n-----END A-----\n",
    "-----BEGIN A-----\nAA\n\nEC\n-----END A-----\n", "-----BEGIN A-----\nAAEC\n\n-----END A-----\n",
    "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\n\nAAEC\n-----END A-----\n",
  ])
  func whatIsMalformedHasNoBytes(_ text: String) {
    #expect(PEMBlock.all(in: Array(text.utf8)).map(\.bytes) == [nil])
  }

  @Test func blocksFollowEachOther() {
    let second = "-----BEGIN B-----\nAA==\n-----END B-----\n"
    #expect(blocks("-----BEGIN A-----\nAAEC\n-----END A-----\n" + second) == ["A: [0, 1, 2]", "B: [0]"])
    // What begins inside of a block is part of it.
    #expect(blocks("-----BEGIN A-----\n" + second + second) == ["A: none", "B: [0]"])
  }

  @Test(arguments: [
    ("CERTIFICATE", PEMBlock.Content.certificate), ("X509 CERTIFICATE", .certificate),
    ("TRUSTED CERTIFICATE", .certificate), ("PRIVATE KEY", .privateKey), ("RSA PRIVATE KEY", .privateKey),
    ("EC PRIVATE KEY", .privateKey), ("ENCRYPTED PRIVATE KEY", nil), ("EC PARAMETERS", nil), ("", nil),
  ])
  func labelsTellTheContent(_ label: String, _ content: PEMBlock.Content?) {
    #expect(PEMBlock.all(in: Array("-----BEGIN \(label)-----\n".utf8)).map(\.content) == [content])
  }

  @Test func onlyBlocksWithoutKeysAreLeftBesideKeys() {
    let certificate = "-----BEGIN CERTIFICATE-----\nAAEC\n-----END CERTIFICATE-----\n"
    let key = "-----BEGIN PRIVATE KEY-----\nAAEC\n-----END PRIVATE KEY-----\n"
    func rest(_ text: String) -> String {
      String(decoding: PEMBlock.withoutPrivateKeys(Array(text.utf8)), as: UTF8.self)
    }
    #expect(rest("a\n" + certificate + "b") == "a\n" + certificate + "b")
    #expect(rest("a\n" + key + "b\n" + certificate + "c" + key + certificate) == certificate + certificate)
    #expect(rest(certificate + " " + key) == certificate)
    #expect(rest(certificate + "-----BEGIN RSA PRIVATE KEY-----\n" + certificate) == certificate)
    #expect(rest("-----BEGIN CERTIFICATE-----\n" + key + certificate) == certificate)
  }
}
