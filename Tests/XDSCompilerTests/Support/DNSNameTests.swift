import Testing

@testable import XDSCompiler

@Suite struct DNSNameTests {
  private static let label63 = String(repeating: "a", count: 63)

  @Test(arguments: [
    "a", "example.com", "example.com.", "EXAMPLE.com", "_sip._tcp.example", "a-b.c-", "1.2.3", "0", label63,
    // 255 bytes: four labels and three dots.
    [label63, label63, label63, label63].joined(separator: "."),
  ])
  func accepts(_ name: String) {
    #expect(DNSName.isValid(name))
  }

  @Test(arguments: [
    "", ".", "..", ".a", "a..b", "a..", "-a", "a.-b", "*", "*.example.com", "a b", "a/b", "exämple", "a:1", "1.2.3.4",
    "::1",
    label63 + "a", "x." + label63 + "a",
    // 256 bytes.
    [label63, label63, label63, label63].joined(separator: ".") + ".",
  ])
  func refuses(_ name: String) {
    #expect(!DNSName.isValid(name))
  }

  @Test func dropsOneTrailingDot() {
    #expect(DNSName.withoutTrailingDot("a.b.") == "a.b")
    #expect(DNSName.withoutTrailingDot("a.b") == "a.b")
  }
}
