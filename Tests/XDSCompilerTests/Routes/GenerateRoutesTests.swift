import Testing

@testable import XDSCompiler

/// What routes are in Envoy.
@Suite struct GenerateRoutesTests {
  /// The routes of the virtual host of service `es`, but the one for everything else.
  private func routes(_ match: String, _ settings: String = "{}", services: String = threeServices) throws -> [String] {
    let text = services + httpRoute("r", "{matches: [\(match)], default: \(settings)}")
    let compilation = Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    try #require(compilation.errorCount == 0, "\(compilation.diagnostics)")
    let listeners = try EnvoyResources("listeners", of: compilation)
    let host = "filterChains[0].filters[0].typedConfig.routeConfig.virtualHosts[0]"
    return (0..<10).compactMap { index in
      let route = "\(host).routes[\(index)]"
      guard listeners.value("meshexternalservice_es", "\(route).name") != RouteName.catchAll else { return nil }
      return [
        "match", "route", "redirect", "directResponse", "requestHeadersToAdd", "requestHeadersToRemove",
        "responseHeadersToAdd", "responseHeadersToRemove",
      ]
      .compactMap { field in
        listeners.value("meshexternalservice_es", "\(route).\(field)").map { "\(field): \($0)" }
      }.joined(separator: "; ")
    }.filter { !$0.isEmpty }
  }

  private func matches(_ match: String) throws -> [String] {
    try routes(match).map { String($0.prefix { $0 != ";" }) }
  }

  @Test func paths() throws {
    #expect(try matches("{path: {type: Exact, value: /v1}}") == ["match: {'path': '/v1'}"])
    #expect(
      try matches("{path: {type: PathPrefix, value: /v1}}") == ["match: {'path': '/v1'}", "match: {'prefix': '/v1/'}"])
    #expect(
      try matches("{path: {type: RegularExpression, value: '/v[12]'}}") == [
        "match: {'safeRegex': {'regex': '/v[12]'}}"
      ])
    #expect(
      try matches("{path: {type: PathPrefix, value: /}, method: GET}") == [
        "match: {'prefix': '/', 'headers': [{'name': ':method', 'stringMatch': {'exact': 'GET'}}]}"
      ])
  }

  @Test func headersAndQueryParameters() throws {
    let headers = """
      [{name: a, value: b}, {type: Present, name: c}, {type: RegularExpression, name: d, value: x.*},
      {type: Absent, name: e}, {type: Prefix, name: f, value: x}, {type: Prefix, name: g}, {name: a, value: again}]
      """
    #expect(
      try matches("{headers: \(headers)}") == [
        "match: {'prefix': '/', 'headers': [{'name': 'a', 'stringMatch': {'exact': 'b'}}, "
          + "{'name': 'c', 'presentMatch': boolean true}, {'name': 'd', 'stringMatch': {'safeRegex': {'regex': 'x.*'}}}, "
          + "{'name': 'e', 'presentMatch': boolean false}, {'name': 'f', 'stringMatch': {'prefix': 'x'}}, "
          + "{'name': 'g', 'presentMatch': boolean true}]}"
      ])
    #expect(
      try matches(
        "{queryParams: [{type: Exact, name: a, value: b}, {type: RegularExpression, name: c, value: d+}]}") == [
          "match: {'prefix': '/', 'queryParameters': [{'name': 'a', 'stringMatch': {'exact': 'b'}}, "
            + "{'name': 'c', 'stringMatch': {'safeRegex': {'regex': 'd+'}}}]}"
        ])
  }

  private func filtered(_ filters: String, match: String = "{path: {type: PathPrefix, value: /v1}}") throws -> [String]
  {
    try routes(match, "{filters: [\(filters)]}").map { String($0.drop { $0 != ";" }.dropFirst(2)) }
  }

  private let toItself =
    "route: {'cluster': 'meshexternalservice_es', 'autoHostRewrite': boolean true, 'timeout': '0s'}"

  @Test func headerModifiers() throws {
    let modifier = "{set: [{name: a, value: b}, {name: e, value: ''}], add: [{name: c, value: d}], remove: [x, y]}"
    let added =
      "[{'header': {'key': 'a', 'value': 'b'}, 'appendAction': 'OVERWRITE_IF_EXISTS_OR_ADD'}, "
      + "{'header': {'key': 'e'}, 'appendAction': 'OVERWRITE_IF_EXISTS_OR_ADD', 'keepEmptyValue': boolean true}, "
      + "{'header': {'key': 'c', 'value': 'd'}}]"
    let exact = "{path: {type: Exact, value: /v1}}"
    #expect(
      try filtered("{type: RequestHeaderModifier, requestHeaderModifier: \(modifier)}", match: exact) == [
        "\(toItself); requestHeadersToAdd: \(added); requestHeadersToRemove: ['x', 'y']"
      ])
    #expect(
      try filtered("{type: ResponseHeaderModifier, responseHeaderModifier: \(modifier)}", match: exact) == [
        "\(toItself); responseHeadersToAdd: \(added); responseHeadersToRemove: ['x', 'y']"
      ])
  }

  @Test func redirects() throws {
    let redirect = { (settings: String) in "{type: RequestRedirect, requestRedirect: {\(settings)}}" }
    #expect(
      try filtered(redirect("scheme: https, hostname: a.b, port: 8443, statusCode: 308"))
        == Array(
          repeating:
            "redirect: {'hostRedirect': 'a.b', 'responseCode': 'PERMANENT_REDIRECT', 'schemeRedirect': 'https', "
            + "'portRedirect': integer 8443}", count: 2))
    #expect(try filtered(redirect("statusCode: 301, port: 1")).first == "redirect: {'portRedirect': integer 1}")
    #expect(
      try filtered(redirect("path: {type: ReplacePrefixMatch, replacePrefixMatch: /v2/}")) == [
        "redirect: {'responseCode': 'FOUND', 'regexRewrite': {'pattern': {'regex': '.*'}, 'substitution': '/v2/'}}",
        "redirect: {'responseCode': 'FOUND', 'prefixRewrite': '/v2/'}",
      ])
    #expect(
      try filtered(redirect("path: {type: ReplaceFullPath, replaceFullPath: /x}")).last
        == "redirect: {'responseCode': 'FOUND', 'regexRewrite': {'pattern': {'regex': '.*'}, 'substitution': '/x'}}")
  }

  @Test func rewrites() throws {
    let rewrite = { (settings: String) in "{type: URLRewrite, urlRewrite: {\(settings)}}" }
    #expect(
      try filtered(rewrite("hostname: a.b")).first
        == "route: {'cluster': 'meshexternalservice_es', 'hostRewriteLiteral': 'a.b', 'timeout': '0s'}")
    #expect(
      try filtered(rewrite("path: {type: ReplacePrefixMatch, replacePrefixMatch: /v2/}")).last
        == "route: {'cluster': 'meshexternalservice_es', 'prefixRewrite': '/v2/', 'autoHostRewrite': boolean true, "
        + "'timeout': '0s'}")
    let full = "path: {type: ReplaceFullPath, replaceFullPath: '/a\\1'}"
    let everything = "'regexRewrite': {'pattern': {'regex': '.*'}, 'substitution': '/a\\\\1'}}"
    #expect(
      try filtered(rewrite(full)).last
        == "route: {'cluster': 'meshexternalservice_es', 'autoHostRewrite': boolean true, 'timeout': '0s', \(everything)"
    )
    // Envoy takes only one of both.
    let prefix = rewrite("path: {type: ReplacePrefixMatch, replacePrefixMatch: /v2/}")
    #expect(
      try filtered("\(prefix), \(rewrite(full))").last
        == "route: {'cluster': 'meshexternalservice_es', 'autoHostRewrite': boolean true, 'timeout': '0s', \(everything)"
    )
    #expect(try filtered("\(rewrite(full)), \(prefix)") == filtered(prefix))
  }

  @Test(arguments: [
    ("50", "{'numerator': integer 50}"), ("0", "{}"),
    ("\"99.9\"", "{'numerator': integer 9990, 'denominator': 'TEN_THOUSAND'}"),
    ("0.0001", "{'numerator': integer 1, 'denominator': 'MILLION'}"),
  ])
  func mirrors(percentage: String, fraction: String) throws {
    let mirror =
      "{type: RequestMirror, requestMirror: {percentage: \(percentage), backendRef: {kind: MeshService, name: a}}}"
    #expect(
      try filtered(mirror).first?.contains(
        "'requestMirrorPolicies': [{'cluster': 'meshexternalservice_a', 'runtimeFraction': {'defaultValue': \(fraction)}}]"
      )
        == true)
  }

  @Test func aMirrorGetsEverythingByDefault() throws {
    let mirror = "{type: RequestMirror, requestMirror: {backendRef: {kind: MeshService, name: a}}}"
    #expect(
      try filtered("\(mirror), \(mirror)").first?.contains(
        "'requestMirrorPolicies': [{'cluster': 'meshexternalservice_a'}, {'cluster': 'meshexternalservice_a'}]") == true
    )
  }

  private func backends(_ backends: String, services: String = threeServices) throws -> String? {
    try routes("{method: GET}", "{backendRefs: [\(backends)]}", services: services).first
      .map { String($0.drop { $0 != ";" }.dropFirst(2)) }
  }

  @Test func sharesAreWeightedClusters() throws {
    let a = "{kind: MeshExternalService, name: a, weight: 90}"
    let b = "{kind: MeshExternalService, name: b, weight: 10}"
    #expect(
      try backends("\(a), \(b)")
        == "route: {'weightedClusters': {'clusters': [{'name': 'meshexternalservice_a', 'weight': integer 90}, "
        + "{'name': 'meshexternalservice_b', 'weight': integer 10}]}, 'autoHostRewrite': boolean true, 'timeout': '0s'}"
    )
    #expect(try backends(a)?.hasPrefix("route: {'cluster': 'meshexternalservice_a'") == true)
    #expect(
      try backends("{kind: MeshExternalService, name: a, weight: 0}") == "directResponse: {'status': integer 500}")
  }

  @Test func weightsFitEnvoy() throws {
    let backends = try backends(
      "{kind: MeshExternalService, name: a, weight: 4294967295}, {kind: MeshExternalService, name: b, weight: 1}")
    #expect(
      backends?.hasPrefix(
        "route: {'weightedClusters': {'clusters': [{'name': 'meshexternalservice_a', 'weight': integer 1000000}, "
          + "{'name': 'meshexternalservice_b', 'weight': integer 1}]}") == true)
  }

  @Test func aShareIsSharedByTheClustersOfItsService() throws {
    let mixed = service(
      "m", "match: {port: 80, protocol: http}",
      "endpoints: [{address: a.example, port: 1}, {address: b.example, port: 1}, {address: \"unix:///s\"}]")
    let backends = try backends(
      "{kind: MeshExternalService, name: m, weight: 9}, {kind: MeshExternalService, name: b, weight: 1}",
      services: threeServices + mixed)
    #expect(
      backends?.hasPrefix(
        "route: {'weightedClusters': {'clusters': [{'name': 'meshexternalservice_m', 'weight': integer 600000}, "
          + "{'name': 'meshexternalservice_m_unix', 'weight': integer 300000}, "
          + "{'name': 'meshexternalservice_b', 'weight': integer 100000}]}") == true)
  }
}

@Suite struct GenerateConnectionRoutesTests {
  private func listeners(_ backends: String) throws -> EnvoyResources {
    let text =
      threeServices
      + policy(
        "MeshTCPRoute", "t", "to:", "- targetRef: {kind: MeshExternalService, name: es}",
        "  rules: [{default: {backendRefs: [\(backends)]}}]")
    return try EnvoyResources(
      "listeners", of: Pipeline(CompileOptions()).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))]))
  }

  private let chain = "filterChains[0]"

  @Test func anHTTPServiceBecomesATCPProxy() throws {
    let listeners = try listeners(
      "{kind: MeshExternalService, name: a, weight: 3}, {kind: MeshExternalService, name: es, weight: 1}")
    #expect(listeners.names == ["outbound:127.0.0.1:8080"])
    let proxy = "\(chain).filters[0].typedConfig"
    #expect(listeners.value("outbound:127.0.0.1:8080", "\(proxy).statPrefix") == "es")
    #expect(
      listeners.value("outbound:127.0.0.1:8080", "\(proxy).weightedClusters.clusters")
        == "[{'name': 'meshexternalservice_a', 'weight': integer 3}, "
        + "{'name': 'meshexternalservice_es', 'weight': integer 1}]")
  }

  @Test func withoutBackendsThereIsNoFilter() throws {
    let listeners = try listeners("{kind: MeshExternalService, name: a, weight: 0}")
    #expect(listeners.value("outbound:127.0.0.1:8080", "\(chain).filters") == nil)
    #expect(listeners.value("outbound:127.0.0.1:8080", "\(chain)") == "{}")
  }
}
