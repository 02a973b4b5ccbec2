import XDSCompiler

@testable import XDSDiff

extension WeightCase {
  static let all = access + encryption + verification + destinations + listeners + routes + bootstrap

  private static func cluster(
    _ weight: Weight, _ reason: String, _ old: String, _ new: String
  ) -> WeightCase {
    WeightCase(weight: weight, reason: reason, type: "Cluster", old: "{name: a, \(old)}", new: "{name: a, \(new)}")
  }

  private static func listener(
    _ weight: Weight, _ reason: String, _ old: String, _ new: String
  ) -> WeightCase {
    WeightCase(weight: weight, reason: reason, type: "Listener", old: "{name: a, \(old)}", new: "{name: a, \(new)}")
  }

  private static func filter(_ weight: Weight, _ reason: String, _ old: String, _ new: String) -> WeightCase {
    let chain = { (config: String) in "filterChains: [{filters: [{name: f, typedConfig: {x: 1, \(config)}}]}]" }
    return listener(weight, reason, chain(old), chain(new))
  }

  private static func tls(_ weight: Weight, _ reason: String, _ old: String, _ new: String) -> WeightCase {
    let socket = { (config: String) in "transportSocket: {name: t, typedConfig: \(upstream(config))}" }
    return cluster(weight, reason, socket(old), socket(new))
  }

  private static func context(_ weight: Weight, _ reason: String, _ old: String, _ new: String) -> WeightCase {
    let context = { (fields: String) in "commonTlsContext: {validationContext: {x: 1, \(fields)}}" }
    return tls(weight, reason, context(old), context(new))
  }

  private static func upstream(_ config: String) -> String { "{'@type': x/y.UpstreamTlsContext, \(config)}" }

  private static let clear = "{'@type': x/y.RawBuffer}"

  private static let access: [WeightCase] = [
    .init(
      weight: .security, reason: "every destination outside the mesh can be reached", type: "Cluster", old: nil,
      new: "{name: 'outbound:passthrough:ipv4'}"),
    .init(
      weight: .security, reason: "access to services outside the mesh is newly allowed", type: "Cluster", old: nil,
      new: "{name: meshexternalservice_a}", neighbour: nil),
    .init(
      weight: .traffic, reason: "a new destination", type: "Cluster", old: nil, new: "{name: meshexternalservice_a}"),
    admin(.security, "the admin interface is open to other machines", "127.0.0.1", "0.0.0.0"),
    admin(.tuning, "", "127.0.0.1", "127.0.0.2"),
    admin(.tuning, "", "127.0.0.1", "::1"),
    checks(.security, "access is no longer checked", "{name: envoy.filters.network.rbac}", nil),
    checks(.tuning, "access is checked", nil, "{name: envoy.filters.network.rbac}"),
    checks(
      .security, "access is checked by other rules", "{name: envoy.filters.network.ext_authz, typedConfig: {a: 1}}",
      "{name: envoy.filters.network.ext_authz, typedConfig: {a: 2}}"),
    filter(
      .security, "access is no longer checked", "httpFilters: [{name: r}, {name: envoy.filters.http.jwt_authn}]",
      "httpFilters: [{name: r}]"),
    filter(
      .security, "access is checked by other rules", "typedPerFilterConfig: {envoy.filters.http.rbac: {a: 1}}",
      "typedPerFilterConfig: {envoy.filters.http.rbac: {a: 2}}"),
  ]

  private static func admin(_ weight: Weight, _ reason: String, _ old: String, _ new: String) -> WeightCase {
    let bootstrap = { (address: String) in "{admin: {address: {socketAddress: {address: '\(address)'}}}}" }
    return .init(weight: weight, reason: reason, type: "Bootstrap", old: bootstrap(old), new: bootstrap(new))
  }

  private static func checks(_ weight: Weight, _ reason: String, _ old: String?, _ new: String?) -> WeightCase {
    let chain = { (filter: String?) in "filterChains: [{filters: [\(filter.map { "\($0), " } ?? ""){name: tcp}]}]" }
    return listener(weight, reason, chain(old), chain(new))
  }

  private static let gone = "TLS is gone: traffic is sent in the clear"
  private static let otherEndpoints = "TLS settings apply to other endpoints"

  private static func match(_ name: String, _ config: String, _ rest: String = "") -> String {
    "{name: \(name), transportSocket: {name: t, typedConfig: \(config)}\(rest)}"
  }

  private static func params(_ weight: Weight, _ reason: String, _ old: String, _ new: String) -> WeightCase {
    let context = { (fields: String) in "commonTlsContext: {tlsParams: {\(fields)}}" }
    return tls(weight, reason, context(old), context(new))
  }

  private static func ciphers(_ suites: [String]) -> String {
    "cipherSuites: [\(suites.map { "'\($0)'" }.joined(separator: ", "))]"
  }

  private static let encryption: [WeightCase] = [
    cluster(.security, gone, "transportSocketMatches: [\(match("x", upstream("sni: a")))]", "type: STATIC")
      .replacingOld("{name: a, type: STATIC, transportSocketMatches: [\(match("x", upstream("sni: a")))]}"),
    cluster(
      .security, "endpoints may get traffic in the clear",
      "transportSocketMatches: [\(match("x", upstream("sni: a")))]",
      "transportSocketMatches: [\(match("x", upstream("sni: a"))), \(match("y", clear))]"),
    cluster(
      .traffic, "traffic is encrypted", "transportSocketMatches: [\(match("x", clear))]",
      "transportSocketMatches: [\(match("x", clear)), \(match("y", upstream("sni: a")))]"),
    cluster(
      .traffic, "connections are made otherwise",
      "transportSocketMatches: [\(match("x", clear)), \(match("y", upstream("sni: a")))]",
      "transportSocketMatches: [\(match("y", upstream("sni: a")))]"),
    cluster(
      .security, otherEndpoints, "transportSocketMatches: [\(match("x", clear, ", match: {a: 1}"))]",
      "transportSocketMatches: [\(match("x", clear, ", match: {a: 2}"))]"),
    cluster(
      .security, otherEndpoints, "transportSocketMatches: [\(match("x", clear)), \(match("y", upstream("sni: a")))]",
      "transportSocketMatches: [\(match("y", upstream("sni: a"))), \(match("x", clear))]"),
    cluster(.security, gone, "x: 1, transportSocket: {typedConfig: \(upstream("sni: a"))}", "x: 1"),
    cluster(.traffic, "traffic is encrypted", "x: 1", "x: 1, transportSocket: {typedConfig: \(upstream("sni: a"))}"),
    cluster(
      .traffic, "connections are made otherwise", "x: 1", "x: 1, transportSocket: {typedConfig: \(clear)}"),
    cluster(
      .security, gone, "transportSocket: {typedConfig: \(upstream("sni: a"))}",
      "transportSocket: {typedConfig: \(clear)}"),
    cluster(
      .traffic, "traffic is encrypted", "transportSocket: {typedConfig: \(clear)}",
      "transportSocket: {typedConfig: \(upstream("sni: a"))}"),
    // TLS inside something else is TLS.
    cluster(
      .security, gone, "x: 1, transportSocket: {typedConfig: {transportSocket: {typedConfig: \(upstream("a: 1"))}}}",
      "x: 1"),
    .init(
      weight: .security, reason: gone, type: "TransportSocket", old: "{name: a, typedConfig: \(upstream("a: 1"))}",
      new: nil),
    .init(
      weight: .security, reason: gone, type: "TransportSocket", old: "{name: a, typedConfig: \(upstream("a: 1"))}",
      new: "{name: a, typedConfig: \(clear)}"),
    .init(
      weight: .traffic, reason: "traffic is encrypted", type: "TransportSocket", old: nil,
      new: "{name: a, typedConfig: \(upstream("a: 1"))}"),
    tls(
      .security, "the keys of connections are written to a file", "commonTlsContext: {}",
      "commonTlsContext: {keyLog: {path: /x}}"),
    params(
      .security, "an older TLS version is accepted", "tlsMinimumProtocolVersion: TLSv1_3",
      "tlsMinimumProtocolVersion: TLSv1_2"),
    params(.security, "an older TLS version is accepted", "x: 1", "x: 1, tlsMinimumProtocolVersion: TLSv1_1"),
    params(.security, "an older TLS version is accepted", "x: 1, tlsMinimumProtocolVersion: TLSv1_3", "x: 1"),
    params(.tuning, "an older TLS version is refused", "x: 1, tlsMinimumProtocolVersion: TLSv1_0", "x: 1"),
    params(.tuning, "an older TLS version is refused", "x: 1", "x: 1, tlsMinimumProtocolVersion: TLSv1_2"),
    params(
      .security, "only TLS before 1.2 is left", "tlsMaximumProtocolVersion: TLSv1_3",
      "tlsMaximumProtocolVersion: TLSv1_1"),
    params(
      .tuning, "the newest TLS version", "tlsMaximumProtocolVersion: TLSv1_3", "tlsMaximumProtocolVersion: TLSv1_2"),
    params(.security, "a cipher suite is newly accepted", "x: 1", "x: 1, \(ciphers(["AES128-SHA"]))"),
    params(.security, "a cipher suite is newly accepted", "x: 1, \(ciphers(["A"]))", "x: 1"),
    params(.security, "a cipher suite is newly accepted", ciphers(["A"]), ciphers(["B"])),
    params(.tuning, "cipher suites", "x: 1", "x: 1, \(ciphers([EnvoyDefaults.cipherSuites[0]]))"),
    params(.tuning, "cipher suites", ciphers(["A", "B"]), ciphers(["A"])),
    params(.tuning, "cipher suites", ciphers(["A", "B"]), ciphers(["B", "A"])),
    params(.security, "TLS parameters differ", "ecdhCurves: [A, B]", "ecdhCurves: [A]"),
    tls(.security, "renegotiation is newly allowed", "x: 1", "x: 1, allowRenegotiation: true"),
    tls(.tuning, "", "x: 1, allowRenegotiation: true", "x: 1"),
    tls(.traffic, "another server name is asked for", "sni: a", "sni: b"),
    tls(
      .traffic, "another protocol", "commonTlsContext: {alpnProtocols: [a]}", "commonTlsContext: {alpnProtocols: [b]}"),
  ]

  private func replacingOld(_ old: String) -> WeightCase {
    WeightCase(weight: weight, reason: reason, type: type, old: old, new: new, neighbour: neighbour)
  }

  private static func sans(_ matchers: String...) -> String {
    "matchTypedSubjectAltNames: [\(matchers.map { "{sanType: DNS, matcher: {\($0)}}" }.joined(separator: ", "))]"
  }

  private static let accepted = "a name or certificate is newly accepted"
  private static let fewer = "fewer names or certificates are accepted"
  private static let unverified = "the other side's certificate is not verified any more"
  private static let otherwise = "the other side is verified otherwise"

  private static let verification: [WeightCase] = [
    tls(.security, unverified, "commonTlsContext: {validationContext: {a: 1}}", "commonTlsContext: {}"),
    tls(
      .security, unverified, "a: 1, commonTlsContext: {combinedValidationContext: {a: 1}}", "a: 1"),
    tls(
      .tuning, "the other side's certificate is verified", "commonTlsContext: {}",
      "commonTlsContext: {validationContext: {a: 1}}"),
    context(.tuning, "the certificate authority is checked", "a: 1", "a: 1, trustedCa: {filename: x}"),
    context(
      .security, "other certificate authorities are trusted", "trustedCa: {filename: x}", "trustedCa: {filename: y}"),
    context(.security, "other certificate authorities are trusted", "a: 1, trustedCa: {filename: x}", "a: 1"),
    context(.security, accepted, sans("exact: a"), sans("exact: a", "exact: b")),
    context(.security, accepted, sans("exact: a", "prefix: ab"), sans("exact: a", "prefix: ab", "prefix: a")),
    context(.security, accepted, sans("exact: a", "exact: ab"), sans("exact: a", "exact: ab", "prefix: ab")),
    context(.security, accepted, sans("prefix: a"), sans("prefix: a", "suffix: ab")),
    context(.security, accepted, sans("prefix: a"), sans("prefix: a", "exact: ab, ignoreCase: true")),
    context(
      .security, accepted, sans("prefix: a"),
      "matchTypedSubjectAltNames: [{sanType: DNS, matcher: {prefix: a}}, {sanType: URI, matcher: {exact: ab}}]"),
    context(.tuning, fewer, sans("prefix: a"), sans("prefix: a", "exact: ab")),
    context(.tuning, fewer, sans("prefix: a"), sans("prefix: a", "prefix: ab")),
    context(.tuning, fewer, "a: 1", "a: 1, \(sans("exact: a"))"),
    context(.tuning, fewer, sans("exact: a", "exact: b"), sans("exact: a")),
    context(.security, "any name or certificate is accepted", "a: 1, \(sans("exact: a"))", "a: 1"),
    context(.tuning, "", sans("exact: a", "exact: b"), sans("exact: b", "exact: a")),
    context(.security, accepted, "verifyCertificateSpki: [a]", "verifyCertificateSpki: [a, b]"),
    context(.security, otherwise, "verifyCertificateSpki: [a]", "verifyCertificateSpki: [b]"),
    context(
      .tuning, "certificates are refused that were accepted", "a: 1, allowExpiredCertificate: true", "a: 1"),
    context(.security, otherwise, "a: 1", "a: 1, allowExpiredCertificate: true"),
    context(.tuning, "revoked certificates are refused", "a: 1", "a: 1, crl: {filename: x}"),
    context(.security, otherwise, "crl: {filename: x}, a: 1", "a: 1"),
    tls(.security, "the server's name is not checked", "a: 1, autoSniSanValidation: true", "a: 1"),
    tls(
      .security, "the own certificate is not presented any more", "commonTlsContext: {tlsCertificates: [{a: 1}], b: 1}",
      "commonTlsContext: {b: 1}"),
    tls(
      .security, "clients need no certificate any more", "requireClientCertificate: true",
      "requireClientCertificate: false"),
    tls(.tuning, "", "requireClientCertificate: false", "requireClientCertificate: true"),
  ]

  private static func endpoints(_ weight: Weight, _ reason: String, _ old: String, _ new: String) -> WeightCase {
    let load = { (endpoints: String) in "loadAssignment: {endpoints: [{lbEndpoints: [\(endpoints)]}]}" }
    return cluster(weight, reason, load(old), load(new))
  }

  private static func endpoint(_ host: String, _ rest: String = "") -> String {
    "{endpoint: {address: {socketAddress: {address: \(host), portValue: 1}}}\(rest)}"
  }

  private static let destinations: [WeightCase] = [
    .init(weight: .traffic, reason: "a destination is gone", type: "Cluster", old: "{name: a}", new: nil),
    .init(
      weight: .tuning, reason: "the same destination by another name", type: "Cluster", old: "{name: a, type: EDS}",
      new: "{name: b, type: EDS}"),
    .init(weight: .traffic, reason: "a resource comes or goes", type: "Secret", old: "{name: a}", new: nil),
    .init(weight: .tuning, reason: "the same by another name", type: "Secret", old: "{name: a}", new: "{name: b}"),
    cluster(.traffic, "endpoints are found otherwise", "type: STATIC", "type: STRICT_DNS"),
    cluster(
      .traffic, "endpoints have addresses of another family", "dnsLookupFamily: V4_ONLY", "dnsLookupFamily: AUTO"),
    cluster(
      .traffic, "connections come from another address", "upstreamBindConfig: {sourceAddress: {address: a}}",
      "upstreamBindConfig: {sourceAddress: {address: b}}"),
    endpoints(
      .tuning, "labels of an endpoint", endpoint("a", ", metadata: {filterMetadata: {x: {a: 1}}}"),
      endpoint("a", ", metadata: {filterMetadata: {x: {a: 2}}}")),
    cluster(.tuning, "", "loadAssignment: {clusterName: a}", "loadAssignment: {clusterName: b}"),
    endpoints(.traffic, "a new endpoint", endpoint("a"), "\(endpoint("a")), \(endpoint("b"))"),
    endpoints(.traffic, "an endpoint is gone", "\(endpoint("a")), \(endpoint("b"))", endpoint("b")),
    endpoints(.tuning, "", "\(endpoint("a")), \(endpoint("b"))", "\(endpoint("b")), \(endpoint("a"))"),
    endpoints(
      .traffic, "another share of the traffic", endpoint("a", ", loadBalancingWeight: 1"),
      endpoint("a", ", loadBalancingWeight: 2")),
    endpoints(
      .traffic, "endpoints differ", endpoint("a", ", healthStatus: HEALTHY"), endpoint("a", ", healthStatus: DRAINING")),
    cluster(.traffic, "another protocol", "x: 1", "x: 1, typedExtensionProtocolOptions: {a.b: {c: 1}}"),
    cluster(
      .traffic, "another protocol",
      "typedExtensionProtocolOptions: {a: {explicitHttpConfig: {httpProtocolOptions: {}, x: 1}}}",
      "typedExtensionProtocolOptions: {a: {explicitHttpConfig: {x: 1}}}"),
    cluster(
      .traffic, "another protocol", "typedExtensionProtocolOptions: {a: {autoConfig: {}, x: 1}}",
      "typedExtensionProtocolOptions: {a: {x: 1}}"),
    cluster(
      .tuning, "", "typedExtensionProtocolOptions: {a: {explicitHttpConfig: {http2ProtocolOptions: {x: 1}}}}",
      "typedExtensionProtocolOptions: {a: {explicitHttpConfig: {http2ProtocolOptions: {x: 2}}}}"),
    cluster(.tuning, "", "connectTimeout: 1s", "connectTimeout: 2s"),
    cluster(.tuning, "", "x: 1", "x: 1, circuitBreakers: {thresholds: [{maxConnections: 1}]}"),
  ]

  private static func dns(_ weight: Weight, _ reason: String, _ old: String, _ new: String) -> WeightCase {
    let table = { (domains: String) in
      "listenerFilters: [{name: d, typedConfig: {serverConfig: {inlineDnsTable: {virtualDomains: [\(domains)]}}}}]"
    }
    return listener(weight, reason, table(old), table(new))
  }

  private static let listeners: [WeightCase] = [
    .init(weight: .traffic, reason: "a new address to connect to", type: "Listener", old: nil, new: "{name: a}"),
    .init(weight: .traffic, reason: "an address to connect to is gone", type: "Listener", old: "{name: a}", new: nil),
    listener(
      .traffic, "another address to connect to", "address: {socketAddress: {portValue: 1}}",
      "address: {socketAddress: {portValue: 2}}"),
    listener(.traffic, "connections are taken otherwise", "bindToPort: false", "bindToPort: true"),
    dns(.tuning, "how long an answer is kept", "{name: a, answerTtl: 1s}", "{name: a, answerTtl: 2s}"),
    dns(.traffic, "a new hostname", "{name: a}", "{name: a}, {name: b}"),
    dns(.traffic, "a hostname is gone", "{name: a}, {name: b}", "{name: a}"),
    dns(.traffic, "a hostname has another address", "{name: a, endpoint: {x: 1}}", "{name: a, endpoint: {x: 2}}"),
    dns(.tuning, "", "{name: a}, {name: b}", "{name: b}, {name: a}"),
    listener(
      .traffic, "other names are resolved otherwise",
      "listenerFilters: [{name: d, typedConfig: {clientConfig: {typedDnsResolverConfig: {a: 1}}}}]",
      "listenerFilters: [{name: d, typedConfig: {clientConfig: {typedDnsResolverConfig: {a: 2}}}}]"),
    listener(
      .traffic, "other connections are taken", "filterChains: [{name: a}]", "filterChains: [{name: a}, {name: b}]"),
    listener(
      .traffic, "other connections are taken", "filterChains: [{name: a, filterChainMatch: {x: 1}}]",
      "filterChains: [{name: a, filterChainMatch: {x: 2}}]"),
    checks(.traffic, "connections are handled otherwise", "{name: a}", nil),
    listener(
      .traffic, "filters act in another order", "filterChains: [{filters: [{name: a}, {name: b}]}]",
      "filterChains: [{filters: [{name: b}, {name: a}]}]"),
    filter(.traffic, "another destination", "cluster: a", "cluster: b"),
    filter(
      .traffic, "other shares of the traffic", "weightedClusters: {clusters: [{name: a, weight: 1}]}",
      "weightedClusters: {clusters: [{name: a, weight: 2}]}"),
    filter(.tuning, "", "statPrefix: a", "statPrefix: b"),
    filter(.tuning, "", "httpFilters: [{name: a}, {name: fault}]", "httpFilters: [{name: a}]"),
  ]

  private static func route(_ weight: Weight, _ reason: String, _ old: String, _ new: String) -> WeightCase {
    let config = { (fields: String) in
      "routeConfig: {virtualHosts: [{name: a, domains: ['*'], routes: [{match: {prefix: /}, \(fields)}]}]}"
    }
    return filter(weight, reason, config(old), config(new))
  }

  private static func hosts(_ weight: Weight, _ reason: String, _ old: String, _ new: String) -> WeightCase {
    filter(weight, reason, "routeConfig: {virtualHosts: [\(old)]}", "routeConfig: {virtualHosts: [\(new)]}")
  }

  private static let routed = "requests are routed otherwise"
  private static let rewritten = "the server sees another host or path"

  private static let routes: [WeightCase] = [
    route(
      .traffic, "copies of the traffic", "requestMirrorPolicies: [{cluster: a}]",
      "requestMirrorPolicies: [{cluster: b}]"),
    hosts(.traffic, "other requests are taken", "{name: a}, {name: b}", "{name: a}"),
    hosts(.traffic, "other requests are taken", "{name: a, domains: [a, b]}", "{name: a, domains: [a]}"),
    hosts(
      .traffic, routed, "{name: a, routes: [{match: {prefix: /}}, {match: {prefix: /a}}]}",
      "{name: a, routes: [{match: {prefix: /}}]}"),
    hosts(
      .traffic, routed, "{name: a, routes: [{match: {prefix: /}}, {match: {prefix: /a}}]}",
      "{name: a, routes: [{match: {prefix: /a}}, {match: {prefix: /}}]}"),
    route(.traffic, routed, "directResponse: {status: 200}", "directResponse: {status: 503}"),
    filter(.traffic, "routes come from elsewhere", "rds: {routeConfigName: a}", "rds: {routeConfigName: b}"),
    route(.traffic, rewritten, "route: {autoHostRewrite: true}", "route: {autoHostRewrite: false}"),
    route(.traffic, rewritten, "route: {regexRewrite: {substitution: a}}", "route: {regexRewrite: {substitution: b}}"),
    route(.tuning, "", "route: {timeout: 1s}", "route: {timeout: 2s}"),
  ]

  private static let bootstrap: [WeightCase] = [
    .init(
      weight: .tuning, reason: "what the dataplane says about itself", type: "Bootstrap", old: "{node: {cluster: a}}",
      new: "{node: {cluster: b}}"),
    .init(
      weight: .traffic, reason: "configuration comes from elsewhere", type: "Bootstrap",
      old: "{dynamicResources: {cdsConfig: {path: a}}}", new: "{dynamicResources: {cdsConfig: {path: b}}}"),
  ]
}
