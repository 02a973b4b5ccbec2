import Testing

@testable import XDSCompiler

@Suite struct IPAddressTests {
  @Test(arguments: [
    ("0.0.0.0", "0.0.0.0"), ("242.0.0.255", "242.0.0.255"), ("255.255.255.255", "255.255.255.255"),
    ("::", "::"), ("::1", "::1"), ("FD00:0:0:0:0:0:0:1", "fd00::1"), ("2001:db8::a:0:0:1", "2001:db8::a:0:0:1"),
    ("::ffff:10.1.2.3", "::ffff:10.1.2.3"), ("a::", "a::"),
  ])
  func readsAndShows(text: String, shown: String) throws {
    #expect(try #require(IPAddress(text)).description == shown)
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4/8", "0x1.2.3.4", ":",
    ":::",
    "1::2::3", "12345::", "::1%eth0", "[::1]", "a", "example.com",
  ])
  func refuses(_ text: String) {
    #expect(IPAddress(text) == nil)
  }

  /// C would see the text before it only.
  @Test func refusesNUL() {
    #expect(IPAddress("1.2.3.4\0") == nil)
    #expect(IPAddress("1.2.3.4\0x") == nil)
    #expect(IPAddress("::1\0") == nil)
  }

  @Test func comparesByValue() {
    #expect(IPAddress("::0001") == IPAddress("0:0:0:0:0:0:0:1"))
    #expect(IPAddress("::ffff:1.2.3.4") != IPAddress("1.2.3.4"))
    #expect(IPAddress("::1.2.3.4") != IPAddress("1.2.3.4"))
  }

  @Test(arguments: [
    ("127.0.0.1", true), ("127.255.0.1", true), ("128.0.0.1", false), ("126.255.255.255", false), ("::1", true),
    ("::2", false), ("::ffff:127.0.0.9", true), ("::ffff:128.0.0.1", false), ("7f00::1", false),
  ])
  func knowsLoopback(text: String, isLoopback: Bool) throws {
    #expect(try #require(IPAddress(text)).isLoopback == isLoopback)
  }

  @Test(arguments: [
    ("::ffff:0.0.0.0", true), ("::ffff:1.2.3.4", true), ("::1.2.3.4", false), ("::fffe:102:304", false),
    ("::1:ffff:102:304", false), ("1.2.3.4", false),
  ])
  func knowsMappedAddresses(text: String, isMapped: Bool) throws {
    #expect(try #require(IPAddress(text)).isIPv4Mapped == isMapped)
  }
}

@Suite struct CIDRTests {
  @Test(arguments: [
    ("242.0.0.0/8", "242.0.0.0/8", "242.255.255.255"), ("242.1.2.3/8", "242.0.0.0/8", "242.255.255.255"),
    ("10.0.0.5/32", "10.0.0.5/32", "10.0.0.5"), ("10.0.0.5/31", "10.0.0.4/31", "10.0.0.5"),
    ("1.2.3.4/0", "0.0.0.0/0", "255.255.255.255"), ("fd00::ff/120", "fd00::/120", "fd00::ff"),
    ("fd00::1/128", "fd00::1/128", "fd00::1"), ("::/0", "::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
  ])
  func spans(text: String, network: String, last: String) throws {
    let range = try #require(CIDR(text))
    #expect(range.description == network)
    #expect(range.last.description == last)
  }

  @Test(arguments: [
    "", "/", "/8", "242.0.0.0", "242.0.0.0/", "242.0.0.0/33", "242.0.0.0/-1", "242.0.0.0/+8", "::/129", "1.2.3.4/8/8",
    "a/8",
  ])
  func refuses(_ text: String) {
    #expect(CIDR(text) == nil)
  }
}

@Suite struct DNSUpstreamTests {
  @Test(arguments: [
    ("1.1.1.1", "1.1.1.1:53"), ("1.1.1.1:5353", "1.1.1.1:5353"), ("::1", "[::1]:53"), ("[::1]:5353", "[::1]:5353"),
  ])
  func reads(text: String, shown: String) {
    #expect(DNSUpstream(text)?.description == shown)
  }

  @Test(arguments: ["", "dns.example", "1.1.1.1:0", "1.1.1.1:65536", "1.1.1.1:", "[1.1.1.1]:53", "[::1]", "[::1]:"])
  func refuses(_ text: String) {
    #expect(DNSUpstream(text) == nil)
  }
}
