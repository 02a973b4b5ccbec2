import Foundation
import Testing

@testable import XDSCompiler

/// Where backend references lead, and what is said where they lead nowhere.
@Suite struct ResolveBackendsTests {
  private func stages(
    _ backends: String, services: String = threeServices, filters: String = "[]", labels: String = "{}",
    options: CompileOptions = .partial
  ) -> Stages {
    Stages(
      services
        + httpRoute(
          "r", labels: labels, "{matches: [{method: GET}], default: {filters: \(filters), backendRefs: [\(backends)]}}"),
      options: options)
  }

  private let path = "spec.to[0].rules[0].default"

  @Test func namesAndLabels() {
    #expect(stages("{kind: MeshExternalService, name: a}").routes().first == "GET -> a:1")
    #expect(stages("{kind: MeshService, name: a}").routes().first == "GET -> a:1")
    #expect(stages("{kind: MeshService, name: meshexternalservice_a}").routes().first == "GET -> a:1")
    #expect(
      stages(
        "{kind: MeshExternalService, labels: {team: x}}",
        services: threeServices + service("c", "^labels: {team: x}", "match: {port: 80, protocol: http}")
      ).routes().first == "GET -> c:1")
  }

  @Test func weights() {
    #expect(
      stages(
        "{kind: MeshExternalService, name: a, weight: 90}, {kind: MeshExternalService, name: es}, "
          + "{kind: MeshExternalService, name: b, weight: 0}"
      ).routes().first == "GET -> a:90, es:1")
  }

  @Test func anUnknownServiceIsAnError() {
    let found = expectFindings(
      """
      type: MeshHTTPRoute
      name: r
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: MeshExternalService, name: payments}
          rules:
          - matches: [{method: GET}]
            default: {backendRefs: [{kind: MeshExternalService, name: payment}, {kind: MeshExternalService, labels: {a: b}}]}
            #                                                         ^~~~~~~ backend-unknown spec.to[0].rules[0].default.backendRefs[0].name: no MeshExternalService "payment" in mesh default
            #                                                                                               ^~~~~~ backend-unknown spec.to[0].rules[0].default.backendRefs[1].labels: no MeshExternalService of mesh default has these labels
      \(service("payments", "match: {port: 80, protocol: http}"))
      \(dataplane(transparentProxying))
      """)
    #expect(found.plans.isEmpty, "nobody knows where the requests are to go")
  }

  @Test func theInsideOfTheMeshIsLeftOut() {
    let stages = stages("{kind: MeshExternalService, name: a}, {kind: MeshService, name: inside}")
    #expect(stages.routes().first == "GET -> a:1")
    #expect(
      stages.findings == [
        "route-backend \(path).backendRefs[1].name: backend left out: this is no external service, and the inside of the "
          + "mesh is not compiled"
      ])
  }

  @Test func routesInsideTheMeshAreOthers() {
    let route = policy(
      "MeshHTTPRoute", "r", "to:", "- targetRef: {kind: MeshService, name: inside}",
      "  rules: [\(rule(prefix: "/", to: "inside-v2"))]")
    #expect(Stages(threeServices + route).findings == [])
  }

  @Test func unreachableServicesAreLeftOut() {
    let services =
      threeServices + service("far", "^labels: {kuma.io/zone: east}", "match: {port: 80, protocol: http}")
      + service("ext", "match: {port: 80, protocol: http}", "extension: {type: lambda}")
    var options = CompileOptions.partial
    options.zone = "west"
    let stages = stages(
      "{kind: MeshExternalService, labels: {kuma.io/zone: east}}, {kind: MeshExternalService, name: ext}",
      services: services, options: options)
    #expect(stages.routes().first == "GET -> ")
    #expect(
      stages.findings.filter { $0.hasPrefix("route-") } == [
        "route-backend \(path).backendRefs: nothing gets these requests: they are answered with status 500",
        "route-backend \(path).backendRefs[0].labels: backend left out: the service belongs to zone east",
        "route-backend \(path).backendRefs[1].name: backend left out: the service belongs to an extension",
      ])
  }

  @Test func aMeshThatForbidsAccessHasOneNoteForAll() {
    let mesh = "---\ntype: Mesh\nname: default\nrouting: {defaultForbidMeshExternalServiceAccess: true}\n"
    let stages = stages("{kind: MeshExternalService, name: a}", services: threeServices + mesh)
    #expect(stages.findings.allSatisfy { !$0.hasPrefix("route-") })
  }

  @Test func theOldestOfSeveralIsTaken() {
    let services =
      threeServices
      + service("c", "^labels: {team: x}", "^creationTime: 2024-01-02T00:00:00Z", "match: {port: 80, protocol: http}")
      + service("d", "^labels: {team: x}", "^creationTime: 2024-01-01T00:00:00Z", "match: {port: 80, protocol: http}")
    let stages = stages("{kind: MeshExternalService, labels: {team: x}}", services: services)
    #expect(stages.routes().first == "GET -> d:1")
    #expect(
      stages.findings == ["route-backend \(path).backendRefs[0].labels: 2 services fit: the oldest is taken, d"])
  }

  @Test func thereAreNoSubsets() {
    let stages = stages("{kind: MeshServiceSubset, name: a, tags: {version: v1}}")
    #expect(stages.routes().first == "GET -> a:1")
    #expect(
      stages.findings == [
        "route-backend \(path).backendRefs[0].tags: the tags have no effect: an external service has no subsets"
      ])
  }

  @Test func aServiceThatSpeaksTCPIsSpokenToByHTTP1() {
    let stages = stages(
      "{kind: MeshExternalService, name: t}", services: threeServices + service("t", "match: {port: 80}"))
    #expect(stages.routes().first == "GET -> t:1")
    #expect(
      stages.findings == [
        "route-backend \(path).backendRefs[0].name: requests go there by HTTP/1.1: the protocol of service t is tcp"
      ])
  }

  @Test func mirrorsAreResolvedToo() throws {
    let mirror = "[{type: RequestMirror, requestMirror: {backendRef: {kind: MeshService, name: %}}}]"
    let reached = stages("", filters: mirror.replacing("%", with: "a"))
    guard case .http(let routes) = reached.routing() else { return #expect(Bool(false)) }
    #expect(routes[0].filters.map(\.mirror) == [0])
    let plan = try #require(reached.plans.first)
    #expect(plan.services.map { plan.mesh.services[$0].coreName } == ["a", "es"])
    let leftOut = stages("", filters: mirror.replacing("%", with: "inside"))
    guard case .http(let routes) = leftOut.routing() else { return #expect(Bool(false)) }
    #expect(routes[0].filters.isEmpty)
    #expect(leftOut.findings.count == 1)
  }

  @Test func aRedirectNeedsNoBackend() {
    let redirect = "[{type: RequestRedirect, requestRedirect: {hostname: a.example}}]"
    #expect(stages("{kind: MeshExternalService, name: a, weight: 0}", filters: redirect).findings == [])
    #expect(stages("{kind: MeshExternalService, name: a, weight: 0}").findings.count == 1)
  }

  @Test func connectionsThatGoNowhereAreClosed() {
    let route = policy(
      "MeshTCPRoute", "t", "to:", "- targetRef: {kind: MeshExternalService, name: es}",
      "  rules: [{default: {backendRefs: [{kind: MeshExternalService, name: a, weight: 0}]}}]")
    let stages = Stages(threeServices + route)
    #expect(stages.connections() == "")
    #expect(
      stages.findings == ["route-backend \(path).backendRefs: nothing gets these connections: they are closed"])
  }
}
