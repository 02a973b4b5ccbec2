import Foundation
import Testing

/// What looks for keys finds them however they are spelled, or else no test that looks for one proves anything.
@Suite struct SecretNeedlesTests {
  private static let key = MarkedMesh.keys[0]
  private static let secret = Data("MARKER/of.xdsc~one?Zq7+Kd!secret".utf8)

  @Test(arguments: 0..<3) func findsEverySpelling(offset: Int) {
    let pem = Data(Self.key.pem.utf8)
    let padding = Data(repeating: 0x2d, count: offset)
    func hex(_ data: Data) -> String { data.map { String(format: "%02x", $0) }.joined() }
    let der = Data(base64Encoded: Self.key.pem.split(separator: "\n")[1...3].joined()) ?? Data()
    let spellings: [(String, Data)] = [
      ("raw", Self.secret), ("DER", der), ("PEM", pem),
      ("unfolded PEM", Data(Self.key.pem.replacing("\n", with: "").utf8)),
      ("PEM in JSON", Data(Self.key.pem.replacing("\n", with: "\\n").utf8)),
      ("PEM folded narrowly", Data(Self.key.pem.replacing("c2N", with: "c2\n    N").utf8)),
      ("a line", Data(Self.key.pem.split(separator: "\n")[1].utf8)),
      ("half a line", Data(Self.key.pem.split(separator: "\n")[1].suffix(14).utf8)),
      ("base64", Data((padding + Self.secret).base64EncodedString().utf8)),
      ("base64 of DER", Data((padding + der).base64EncodedString().utf8)),
      ("base64 of PEM", Data((padding + pem).base64EncodedString().utf8)),
      ("base64 of PEM, folded", Data((padding + pem).base64EncodedString(options: .lineLength76Characters).utf8)),
      ("hex", Data(hex(padding + Self.secret).utf8)), ("HEX", Data(hex(padding + pem).uppercased().utf8)),
    ]
    for (name, spelling) in spellings {
      #expect(Self.key.needles.occur(in: Data("before ".utf8) + spelling + Data(" after".utf8)), "\(name)")
    }
  }

  @Test func findsNothingElse() {
    let other = MarkedMesh.keys[1]
    let publicPart = Self.key.pem.split(separator: "\n")[3]
    let texts = [MarkedMesh.certificate, String(publicPart), "-----BEGIN PRIVATE KEY-----", "[redacted: 241 bytes]"]
    for text in texts { #expect(!MarkedMesh.occurs(in: Data(text.utf8)), "\(text)") }
    #expect(MarkedMesh.occurs(in: Data(other.pem.utf8)))
  }
}
