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
}
