import Testing

@testable import XDSCompiler

@Suite struct MeshAccessLogTests {
  /// A control plane puts keys and values between quotes as they are.
  @Test func membersAreJSON() {
    expectFindings(
      #"""
      type: MeshAccessLog
      name: l
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: Mesh}
          default:
            backends:
            - type: File
              file:
                path: /l
                format:
                  type: Json
                  json:
                  - {key: a, value: 'say "hi"'}
      #             ^~~~~~~~~~~~~~~~~~~~~~~~~~~ policy-field spec.to[0].default.backends[0].file.format.json[0]: is not a valid JSON object
                  - {key: b, value: 'tab\t'}
                  - {key: c, value: 'no escape: \x'}
      #             ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ policy-field spec.to[0].default.backends[0].file.format.json[2]: is not a valid JSON object
            - type: OpenTelemetry
              openTelemetry: {endpoint: c, attributes: [{key: a, value: 'say "hi"'}]}
      """#)
  }

  @Test func collectorsAreNumberedInTheOrderOfOutbounds() throws {
    let names = ["z", "a"]
    let items = names.map {
      "{targetRef: {kind: MeshExternalService, name: \($0)}, default: {backends: [{type: OpenTelemetry, openTelemetry: {endpoint: to-\($0)}}]}}"
    }
    let outbounds = names.enumerated().map { "{port: \($0 + 1), backendRef: {kind: MeshExternalService, name: \($1)}}" }
    let text =
      names.map { service($0, "match: {port: 1}") }.joined()
      + dataplane("outbound: [\(outbounds.joined(separator: ", "))]")
      + policy("MeshAccessLog", "l", "to: [\(items.joined(separator: ", "))]")
    let compilation = Pipeline(.partial).compile([SourceFile(path: "a.yaml", bytes: Array(text.utf8))])
    try #require(compilation.errorCount == 0, "\(compilation.diagnostics)")
    let clusters = try EnvoyResources("clusters", of: compilation)
    let address = "loadAssignment.endpoints[0].lbEndpoints[0].endpoint.address.socketAddress.address"
    #expect(clusters.flow("meshaccesslog:opentelemetry:0", address) == "to-z")
    #expect(clusters.flow("meshaccesslog:opentelemetry:1", address) == "to-a")
  }
}
