import Testing

@testable import XDSCompiler

/// What rules of several MeshHTTPRoutes come to.
@Suite struct MergeRulesTests {
  private func routes(_ policies: String...) -> [String] { Stages(threeServices + policies.joined()).routes() }

  @Test func equalMatchesAreOneRule() {
    #expect(
      routes(httpRoute("x", rule(prefix: "/v1", to: "a")), httpRoute("y", rule(prefix: "/v1", to: "b")))
        == ["PathPrefix /v1 -> a:1", "* -> es:1"], "the first name has the highest precedence")
  }

  @Test func rulesOfHigherPrecedenceComeFirst() {
    let exact = { (path: String, service: String) in rule("{path: {type: Exact, value: \(path)}}", to: service) }
    #expect(
      routes(
        httpRoute("x", exact("/1", "a"), exact("/2", "a")),
        httpRoute("y", exact("/3", "b"), exact("/2", "b"), exact("/4", "b")))
        == [
          "Exact /1 -> a:1", "Exact /2 -> a:1", "Exact /3 -> b:1", "Exact /4 -> b:1", "* -> es:1",
        ])
  }

  @Test func withinAPolicyTheFirstOfEqualMatchesCounts() {
    #expect(
      routes(httpRoute("x", rule(prefix: "/v1", to: "a"), rule(prefix: "/v1", to: "b")))
        == ["PathPrefix /v1 -> a:1", "* -> es:1"])
  }

  @Test func whatAPolicyDoesNotSayComesFromTheOther() throws {
    let filters = "filters: [{type: RequestHeaderModifier, requestHeaderModifier: {remove: [x]}}]"
    let stages = Stages(
      threeServices + httpRoute("x", "{matches: [{method: GET}], default: {\(filters)}}")
        + httpRoute("y", rule("{method: GET}", to: "b")))
    #expect(stages.routes() == ["GET -> b:1", "* -> es:1"])
    guard case .http(let routes) = stages.routing() else { return #expect(Bool(false)) }
    #expect(routes[0].filters.count == 1)
    let conf = try #require(stages.plans.first?.policies?.policies(ofService: 2).first?.conf)
    #expect(conf["rules"]?.overridden.count == 1)
  }

  @Test func matchesThatAreWrittenOtherwiseAreOthers() {
    let header = { (type: String) in "{headers: [{\(type)name: a, value: b}]}" }
    #expect(
      routes(httpRoute("x", rule(header(""), to: "a")), httpRoute("y", rule(header("type: Exact, "), to: "b")))
        == ["* -> a:1", "* -> b:1", "* -> es:1"])
  }

  @Test func itemsOfOnePolicyFollowEachOther() {
    let policy = policy(
      "MeshHTTPRoute", "x", "to:",
      "- {targetRef: {kind: MeshExternalService, name: es}, rules: [\(rule(prefix: "/v1", to: "a"))]}",
      "- {targetRef: {kind: MeshExternalService, name: es}, rules: [\(rule(prefix: "/v1", to: "b"))]}")
    #expect(routes(policy) == ["PathPrefix /v1 -> b:1", "* -> es:1"], "the later has the higher precedence")
  }

  @Test func connectionsGoWhereTheHighestPrecedenceSays() {
    let route = { (name: String, service: String) in
      policy(
        "MeshTCPRoute", name, "to:", "- targetRef: {kind: MeshExternalService, name: es}",
        "  rules: [{default: {backendRefs: [{kind: MeshExternalService, name: \(service)}]}}]")
    }
    #expect(Stages(threeServices + route("x", "a") + route("y", "b")).connections() == "a:1")
  }
}
