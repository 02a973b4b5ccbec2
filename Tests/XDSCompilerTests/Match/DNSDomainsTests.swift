import Testing

@testable import XDSCompiler

/// What the DNS listener answers.
@Suite struct DNSDomainsTests {
  private func domains(_ proxy: String, _ services: String..., dnsPort: UInt16 = 15054) throws -> [String]? {
    var options = CompileOptions()
    options.dnsPort = dnsPort
    let plan = try #require(Stages(services.joined() + dataplane(proxy), options: options).plans.first)
    return plan.dnsDomains?.map { "\($0.name) \($0.addresses.joined(separator: " "))" }
  }

  @Test func namesAreSortedAndHaveBothFamilies() throws {
    #expect(
      try domains(
        transparentProxying, service("a", "^status: {addresses: [{hostname: z.mesh}, {hostname: b.mesh}]}"),
        service("b", "^status: {vip: {ip: 10.1.2.255}, addresses: [{hostname: c.mesh}]}"))
        == ["b.mesh 242.0.0.0 ::ffff:f200:0", "c.mesh 10.1.2.255 ::ffff:a01:2ff", "z.mesh 242.0.0.0 ::ffff:f200:0"])
  }

  @Test func ipv4OnlyProxiesGetNoIPv6Answer() throws {
    #expect(
      try domains(
        "transparentProxying: {redirectPortInbound: 1, redirectPortOutbound: 2, ipFamilyMode: IPv4}",
        service("a", "^status: {addresses: [{hostname: a.mesh}]}")) == ["a.mesh 242.0.0.0"])
  }

  @Test func anIPv6VIPStandsAlone() throws {
    #expect(
      try domains(
        "transparentProxying: {redirectPortInbound: 1, redirectPortOutbound: 2, ipFamilyMode: DualStack}",
        service("a", #"^status: {vip: {ip: "fd00::1"}, addresses: [{hostname: a.mesh}]}"#)) == ["a.mesh fd00::1"])
  }

  @Test func capitalsAreListedInLowerCaseAsWell() throws {
    #expect(
      try domains(transparentProxying, service("a", "^status: {addresses: [{hostname: A.mesh}, {hostname: a.mesh}]}"))
        == ["A.mesh 242.0.0.0 ::ffff:f200:0", "a.mesh 242.0.0.0 ::ffff:f200:0"])
  }

  @Test func noListenerWithoutAPortOrAProxy() throws {
    #expect(try domains(transparentProxying, service("a"), dnsPort: 0) == nil)
    #expect(try domains("outbound: []", service("a")) == nil)
  }
}
