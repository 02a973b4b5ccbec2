import Foundation
import Testing

@testable import XDSCompiler

/// Which routes come out of a policy, and in which order they are tried.
@Suite struct PlanRoutesTests {
  private func routes(_ rules: String...) -> [String] {
    Stages(
      threeServices
        + policy(
          "MeshHTTPRoute", "r", "to:", "- targetRef: {kind: MeshExternalService, name: es}",
          "  rules: [\(rules.joined(separator: ", "))]")
    ).routes()
  }

  @Test func everythingElseGoesToTheServiceItself() {
    #expect(routes(rule(prefix: "/v1", to: "a")) == ["PathPrefix /v1 -> a:1", "* -> es:1"])
    #expect(routes(rule(prefix: "/", to: "a")) == ["PathPrefix / -> a:1"])
    #expect(
      routes(rule("{path: {type: PathPrefix, value: /}, method: GET}", to: "a"))
        == ["PathPrefix / GET -> a:1", "* -> es:1"])
    #expect(routes(rule("{}", to: "a")) == ["* -> a:1", "* -> es:1"])
    #expect(routes() == ["* -> es:1"])
  }

  @Test func theMoreSpecificComesFirst() {
    #expect(
      routes(
        rule("{path: {type: RegularExpression, value: /a.*}}", to: "a"),
        rule("{path: {type: RegularExpression, value: /abc.*}}", to: "a"),
        rule("{method: GET}", to: "a"),
        rule(prefix: "/v1", to: "a"),
        rule("{path: {type: Exact, value: /v1}}", to: "a"),
        rule(prefix: "/v1/long", to: "a"),
        rule("{path: {type: PathPrefix, value: /v1}, method: GET}", to: "b"))
        == [
          "Exact /v1 -> a:1", "PathPrefix /v1/long -> a:1", "PathPrefix /v1 GET -> b:1", "PathPrefix /v1 -> a:1",
          "RegularExpression /abc.* -> a:1", "RegularExpression /a.* -> a:1", "GET -> a:1", "* -> es:1",
        ])
  }

  @Test func thenMoreHeadersAndMoreQueryParameters() {
    let one = "headers: [{name: a, value: x}]"
    let two = "headers: [{name: a, value: x}, {name: b, value: x}]"
    let query = "queryParams: [{type: Exact, name: q, value: x}]"
    #expect(
      routes(
        rule("{\(query)}", to: "a"), rule("{\(one)}", to: "a"), rule("{\(one), \(query)}", to: "b"),
        rule("{\(two)}", to: "es"))
        == ["* -> es:1", "* -> b:1", "* -> a:1", "* -> a:1", "* -> es:1"])
  }

  @Test func tiesKeepTheOrderOfRules() {
    #expect(
      routes(
        rule("{path: {type: Exact, value: /long}}", to: "a"), rule("{path: {type: Exact, value: /b}}", to: "b"),
        rule("{path: {type: Exact, value: /longer}}", to: "es"))
        == ["Exact /long -> a:1", "Exact /b -> b:1", "Exact /longer -> es:1", "* -> es:1"])
  }

  @Test func noBackendIsTheServiceItself() {
    let match = "matches: [{method: GET}]"
    #expect(routes("{\(match)}") == ["GET -> es:1", "* -> es:1"])
    #expect(routes("{\(match), default: {backendRefs: []}}") == ["GET -> es:1", "* -> es:1"])
  }

  @Test func everyMatchOfARuleIsARoute() throws {
    let stages = Stages(
      threeServices
        + httpRoute("r", "{matches: [{path: {type: Exact, value: /v1/specific}}, {method: GET}], default: {}}"))
    guard case .http(let routes) = stages.routing() else { throw Missing() }
    #expect(
      routes.map(\.name) == [
        "yih0Y9HpUXVKBUFYOjdHJ6ltlVzhID6xNw9/5VgD9w8=", "yih0Y9HpUXVKBUFYOjdHJ6ltlVzhID6xNw9/5VgD9w8=",
        "9Zuf5Tg79OuZcQITwBbQykxAk2u4fRKrwYn3//AL4Yo=",
      ])
  }

  @Test(arguments: [
    ("[{path: {type: PathPrefix, value: /v1}}]", #"[{"path":{"value":"/v1","type":"PathPrefix"}}]"#),
    ("[{}]", "[{}]"),
    (
      "[{headers: [{value: a, name: b}, {type: Prefix, name: c, value: ''}], method: GET}]",
      #"[{"method":"GET","headers":[{"name":"b","value":"a"},{"type":"Prefix","name":"c"}]}]"#
    ),
    (
      "[{queryParams: [{value: a, name: b, type: Exact}], headers: []}]",
      #"[{"queryParams":[{"type":"Exact","name":"b","value":"a"}]}]"#
    ),
    (
      #"[{path: {type: RegularExpression, value: "<a>&\"\\\t\u2028ä\u007f\u0001"}}]"#,
      #"[{"path":{"value":"\u003ca\u003e\u0026\"\\\t\u2028ä"# + "\u{7f}" + #"\u0001","type":"RegularExpression"}}]"#
    ),
  ])
  func matchesAreJSONAsGoWritesIt(_ matches: String, _ json: String) throws {
    let stages = Stages(threeServices + httpRoute("r", "{matches: \(matches)}"))
    guard case .http(let routes) = stages.routing() else { throw Missing() }
    #expect(routes[0].name == RouteName.of(matchesJSON: json))
  }

  private struct Missing: Error {}
}

/// Which of both kinds of routes counts.
@Suite struct RoutingTests {
  private let tcp = policy(
    "MeshTCPRoute", "t", "to:", "- targetRef: {kind: MeshExternalService, name: es}",
    "  rules: [{default: {backendRefs: [{kind: MeshExternalService, name: a, weight: 9}, {kind: MeshService, name: b}]}}]"
  )
  private let http = httpRoute("h", rule(prefix: "/v1", to: "b"))

  private func listener(_ stages: Stages) -> String? { stages.plans.first?.outbounds.first?.listenerName }

  @Test func connectionsOfAnHTTPServiceAreRoutedUnlessRequestsAre() {
    let connections = Stages(threeServices + tcp)
    #expect(connections.connections() == "a:9, b:1")
    #expect(listener(connections) == "outbound:127.0.0.1:8080")
    #expect(connections.findings == [])
    let requests = Stages(threeServices + tcp + http)
    #expect(
      requests.findings == [
        "policy-no-effect spec.to[0].targetRef: MeshTCPRoute has no effect: a MeshHTTPRoute says where the requests go"
      ])
    #expect(requests.routes() == ["PathPrefix /v1 -> b:1", "* -> es:1"])
    #expect(listener(requests) == "meshexternalservice_es")
  }

  @Test func requestsOfATCPServiceAreNoRequests() {
    let services = threeServices.replacingOccurrences(
      of: "name: es\nspec:\n  match: {port: 80, protocol: http}", with: "name: es\nspec:\n  match: {port: 80}")
    #expect(Stages(services + http).routing() == nil)
    #expect(
      Stages(services + http).findings == [
        "policy-no-effect spec.to[0].rules: section rules has no effect: the protocol here is tcp"
      ])
    #expect(Stages(services + http + tcp).connections() == "a:9, b:1")
  }

  @Test func aRuleWithoutBackendsIsTheServiceItself() {
    let route = policy("MeshTCPRoute", "t", "to:", "- targetRef: {kind: MeshService, name: es}", "  rules: []")
    #expect(Stages(threeServices + route).connections() == "es:1")
  }

  @Test func backendsHaveClustersButNoListeners() throws {
    let plan = try #require(Stages(threeServices + tcp).plans.first)
    #expect(plan.services.map { plan.mesh.services[$0].coreName } == ["a", "b", "es"])
    #expect(plan.outbounds.map { plan.mesh.services[$0.service].coreName } == ["es"])
  }

  @Test func onlyDataplanesThatAPolicySelectsAreRouted() throws {
    let other = dataplane(
      "inbound: [{port: 1, tags: {kuma.io/service: web}}]",
      "outbound: [{address: 127.0.0.1, port: 8080, backendRef: {kind: MeshExternalService, name: es}}]", named: "web")
    let stages = Stages(
      threeServices + other
        + httpRoute("r", target: "{kind: MeshService, name: web}", rule(prefix: "/", to: "a")))
    #expect(stages.plans.map(\.services.count) == [1, 2])
  }
}
