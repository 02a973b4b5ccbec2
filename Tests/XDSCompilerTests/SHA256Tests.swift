import Testing
import XDSCompiler

/// Vectors of FIPS 180-4 (NIST's examples).
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func vector(text: String, hex: String) {
    #expect(SHA256.hash(Array(text.utf8)).hex == hex)
    #expect(SHA256.Digest(hex: hex) == SHA256.hash(Array(text.utf8)))
  }

  @Test(arguments: ["", "e3", String(repeating: "E", count: 64), String(repeating: "g", count: 64)])
  func otherTextIsNoDigest(_ text: String) {
    #expect(SHA256.Digest(hex: text) == nil)
  }

  @Test func piecesEqualTheWhole() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var hash = SHA256()
    for start in stride(from: 0, to: bytes.count, by: 13) {
      bytes[start..<min(start + 13, bytes.count)].withUnsafeBytes { hash.update($0) }
    }
    let digest = hash.finalize()
    #expect(digest == SHA256.hash(bytes))
    #expect(digest.bytes.count == 32)
    #expect(hash.finalize() == SHA256.hash([]))
  }
}
