import Testing

@testable import XDSCompiler

@Suite struct SecretBytesTests {
  @Test func noDescriptionShowsTheBytes() {
    let secret = SecretBytes(Array("MARKER".utf8))
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
      #expect(!text.contains("MARKER"))
      #expect(!text.contains("77"), "the bytes as numbers")
      #expect(text.contains("[redacted: 6 bytes, sha256 "))
    }
  }

  private static let key = "-----BEGIN PRIVATE KEY-----\nMARKER\n-----END PRIVATE KEY-----"

  @Test(arguments: [
    ("unknown field \"\(key)\"", "unknown field \"<>\""), ("a\(key)b\(key)c", "a<>c"),
    ("\(key.dropLast(25)) and MARKER", "<>"), ("x PRIVATE KEY-----\nMARKER", "<>"),
    ("-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----\n\(key.dropLast(25))", "<>"),
    ("MARKER\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----.", "<>."),
    ("a/\(Base64.encode(key.utf8))", "<>"), ("a=/bcd+\(Base64.encode("\(key)\n".utf8))/a", "<>"),
    ("field \"\(Base64.encode(key.utf8))\": \(Base64.encode("\(key)\n".utf8))", "field \"<>\": <>"),
    ("\(Base64.encode(key.utf8).prefix(64))\n\(Base64.encode(key.utf8).dropFirst(64))", "<>"),
  ])
  func keysInTextsAreHidden(_ text: String, _ expected: String) {
    let hidden = SecretBytes.hidden(in: text)
    #expect(hidden.replacing(#/\[redacted: \d+ bytes, sha256 [0-9a-f]{12}\]/#, with: "<>") == expected)
  }

  @Test(arguments: [
    "", "unknown field \"a\"", "PRIVATE KEY", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
    String(repeating: "abcdefgh", count: 9) + "é" + String(repeating: "A/+=", count: 9),
  ])
  func otherTextStays(_ text: String) {
    #expect(SecretBytes.hidden(in: text) == text)
  }
}
