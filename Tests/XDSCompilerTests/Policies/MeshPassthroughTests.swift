import Testing

@testable import XDSCompiler

@Suite struct MeshPassthroughTests {
  /// The filter chains of the passthrough listener, as `name: match`.
  private func chains(_ matches: String..., services: String = "", family: String = "ipv4") throws -> [String] {
    let policies = matches.enumerated().map { index, match in
      policy("MeshPassthrough", "p\(index)", "default: {passthroughMode: Matched, appendMatch: [\(match)]}")
    }
    let text = services + dataplane(transparentProxying) + policies.joined()
    let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    try #require(compilation.errorCount == 0, "\(compilation.diagnostics)")
    let listeners = try EnvoyResources("listeners", of: compilation)
    return (0..<40).compactMap { index in
      let path = "filterChains[\(index)]"
      let name = "outbound:passthrough:\(family)"
      guard listeners.flow(name, path) != nil else { return nil }
      return
        "\(listeners.flow(name, "\(path).name") ?? "-"): \(listeners.flow(name, "\(path).filterChainMatch") ?? "-")"
    }
  }

  @Test func whatIsWrongIsSaid() {
    expectFindings(
      """
      type: MeshPassthrough
      name: p
      spec:
        targetRef: {kind: Mesh}
        default:
          passthroughMode: Some
          #                ^~~~ policy-field spec.default.passthroughMode: "passthroughMode" must be one of ["All", "Matched", "None"]
          appendMatch:
          - {type: IP, value: 10.0.0.0/8}
          #                   ^~~~~~~~~~ policy-field spec.default.appendMatch[0].value: provided IP has incorrect value
          - {type: CIDR, value: 10.0.0.1}
          #                     ^~~~~~~~ policy-field spec.default.appendMatch[1].value: provided CIDR has incorrect value
          - {type: Domain, value: a b, port: 1, protocol: tls}
          #                       ^~~ policy-field spec.default.appendMatch[2].value: provided DNS has incorrect value
          - {type: Domain, value: a.example, port: 65536, protocol: tls}
          #                                        ^~~~~ policy-field spec.default.appendMatch[3].port: port must be a valid (1-65535)
          - {type: Domain, value: a.example, port: 1, protocol: tcp}
          #                                                     ^~~ policy-field spec.default.appendMatch[4].protocol: protocol tcp is not supported for a domain
          - {type: Domain, value: a.example, protocol: tls}
          # ^ policy-field spec.default.appendMatch[5].port: must be defined: only tcp to addresses passes on every port
          - {type: IP, value: 10.0.0.1, protocol: http}
          # ^ policy-field spec.default.appendMatch[6].port: must be defined: only tcp to addresses passes on every port
          - {type: Domain, value: "*.example", port: 443, protocol: tls}
          #                       ^~~~~~~~~~~ policy-field spec.default.appendMatch[7].value: a wildcard is not compiled: nobody can tell whether an address belongs to it, so more would pass than it says
          - {type: Name, value: a, port: 1}
          #        ^~~~ policy-field spec.default.appendMatch[8].type: "type" must be one of ["Domain", "IP", "CIDR"]
          - {type: IP, port: 1, protocol: udp}
          # ^ policy-field spec.default.appendMatch[9].value: must be defined
          #                               ^~~ policy-field spec.default.appendMatch[9].protocol: "protocol" must be one of ["tcp", "tls", "http", "http2", "grpc"]
      """)
  }

  @Test(arguments: [("All", true), ("None", false), ("Matched", false)])
  func theModeDecidesWhateverTheMeshSays(_ mode: String, _ passes: Bool) throws {
    for passthrough in [true, false] {
      let text =
        "---\ntype: Mesh\nname: default\nnetworking: {outbound: {passthrough: \(passthrough)}}\n"
        + dataplane(transparentProxying) + policy("MeshPassthrough", "p", "default: {passthroughMode: \(mode)}")
      let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
      let names = try EnvoyResources("clusters", of: compilation).names
      #expect(names.contains("outbound:passthrough:ipv4") == passes)
    }
  }

  @Test func withoutAModeNothingPasses() throws {
    let text = dataplane(transparentProxying) + policy("MeshPassthrough", "p")
    let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    #expect(try !EnvoyResources("clusters", of: compilation).names.contains("outbound:passthrough:ipv4"))
  }

  @Test func withoutATransparentProxyItIsAWarning() {
    #expect(
      Stages(dataplane() + policy("MeshPassthrough", "p", "default: {passthroughMode: All}")).findings == [
        "policy-no-effect spec.targetRef: this has no effect: no Dataplane that it is for has a transparent proxy"
      ])
  }

  @Test func matchesOfAllPoliciesCount() throws {
    #expect(
      try chains("{type: IP, value: 10.0.0.1, port: 1}", "{type: IP, value: 10.0.0.2}") == [
        "meshpassthrough_tcp_10.0.0.2/32: {prefixRanges: [{addressPrefix: 10.0.0.2, prefixLen: 32}]}",
        "meshpassthrough_tcp_10.0.0.1/32_1: "
          + "{prefixRanges: [{addressPrefix: 10.0.0.1, prefixLen: 32}], destinationPort: 1}",
        "meshpassthrough_tcp_10.0.0.2/32_1: "
          + "{prefixRanges: [{addressPrefix: 10.0.0.2, prefixLen: 32}], destinationPort: 1}",
        "-: -",
      ])
  }

  /// Envoy takes the most specific port and range, and comes back to none that is less so.
  @Test func aNarrowRangeHasWhatAWideOneAllows() throws {
    #expect(
      try chains(
        "{type: CIDR, value: 10.0.0.0/8, port: 443, protocol: tls}, {type: IP, value: 10.0.0.1, port: 443, protocol: http}, "
          + "{type: Domain, value: a.example, port: 443, protocol: tls}"
      ).map { $0.split(separator: ":")[0] } == [
        "meshpassthrough_tls_10.0.0.0/8_443", "meshpassthrough_tls_10.0.0.1/32_443",
        "meshpassthrough_http_10.0.0.1/32_443", "meshpassthrough_tls_a.example_443", "-",
      ])
  }

  @Test func aServiceWithoutAPortKeepsEveryPort() throws {
    #expect(
      try chains(
        "{type: CIDR, value: 242.0.0.0/8, port: 443, protocol: tls}",
        services: service("es", "match: {protocol: tcp}")
      ) == [
        "es: {prefixRanges: [{addressPrefix: 242.0.0.0, prefixLen: 32}]}",
        "es_443: {prefixRanges: [{addressPrefix: 242.0.0.0, prefixLen: 32}], destinationPort: 443}",
        "meshpassthrough_tls_242.0.0.0/8_443: {prefixRanges: [{addressPrefix: 242.0.0.0, prefixLen: 8}], "
          + "destinationPort: 443, transportProtocol: tls}",
        "-: -",
      ])
  }
}
