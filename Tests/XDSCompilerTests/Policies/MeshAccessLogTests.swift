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
}
