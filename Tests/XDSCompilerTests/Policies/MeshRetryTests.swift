import Testing

@testable import XDSCompiler

@Suite struct MeshRetryTests {
  @Test func whatIsWrongIsSaid() {
    expectFindings(
      """
      type: MeshRetry
      name: r
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: Mesh}
          default:
            http:
              perTryTimeout: -1s
              #              ^~~ policy-field spec.to[0].default.http.perTryTimeout: must not be negative when defined
              backOff: {baseInterval: 2s, maxInterval: 1s}
              #                       ^~ policy-field spec.to[0].default.http.backOff.baseInterval: must not be greater than maxInterval
              hostSelection:
              - {}
      #         ^~ policy-field spec.to[0].default.http.hostSelection[0].predicate: must be defined
              - predicate: OmitHosts
                #          ^~~~~~~~~ policy-field spec.to[0].default.http.hostSelection[1].predicate: unknown predicate type 'OmitHosts'
      """)
  }

  /// Envoy refuses a first interval above the greatest.
  @Test(arguments: [
    (["{maxInterval: 10ms}"], "0.010s"), (["{maxInterval: 1s}"], "0.025s"),
    (["{maxInterval: 1s}", "{baseInterval: 5s}"], "1s"),
  ]) func intervalsFit(backOffs: [String], base: String) throws {
    let listener = try outputs(
      "MeshRetry", backOffs.map { "{http: {backOff: \($0)}}" },
      services: service("es", "match: {port: 1, protocol: http}", "endpoints: [{address: 10.0.0.1, port: 1}]")
    ).listener("meshexternalservice_es")
    let routes = "filterChains[0].filters[0].typedConfig.routeConfig.virtualHosts[0].routes"
    #expect(listener("\(routes)[0].route.retryPolicy.retryBackOff.baseInterval") == base)
  }
}
