import Testing

@testable import XDSCompiler

/// Fields by name and type, in both spellings.
@Suite struct ObjectReaderTests {
  @Test func unknownFieldsAreErrorsWithTheNearestName() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      lables: {}
      #< unknown-field lables: unknown field "lables"
      # help: did you mean "labels"?
      spec:
        endpoints:
        - address: 10.0.0.1
          port: 1
          prot: 2
      #   ^~~~ unknown-field spec.endpoints[0].prot: unknown field "prot"
      # help: did you mean "port"?
        tls:
          verification:
            "zz z": 1
      #     ^~~~~~ unknown-field spec.tls.verification["zz z"]: unknown field "zz z"
        match: {}
      """.replacing("#<", with: "#<"))
  }

  @Test func fieldsOfTheWrongTypeSayWhatWasFound() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        match:
          port: "80"
      #         ^~~~ wrong-type spec.match.port: must be an integer, found a string
          type: 12
      #         ^~ wrong-type spec.match.type: must be a string, found an integer
      # help: quote it: "12"
          protocol: [tcp]
      #             ^~~~~ wrong-type spec.match.protocol: must be a string, found a list
        endpoints:
          address: 10.0.0.1
      #   ^~~~~~~ wrong-type spec.endpoints: must be a list, found a mapping
        tls:
          enabled: yes
      #            ^~~ wrong-type spec.tls.enabled: must be true or false, found a string
          version: TLS13
      #            ^~~~~ wrong-type spec.tls.version: must be a mapping, found a string
          verification:
            serverName: 1.5
      #                 ^~~ wrong-type spec.tls.verification.serverName: must be a string, found a number
      # help: quote it: "1.5"
            subjectAltNames: [x]
      #                       ^ wrong-type spec.tls.verification.subjectAltNames[0]: must be a mapping, found a string
      """)
  }

  @Test func keyMaterialIsNeverQuotedBack() {
    let stages = expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        endpoints: [{address: 10.0.0.1, port: 1}]
        tls:
          verification:
            caCert: {inline: 31337}
      #                      ^~~~~ wrong-type spec.tls.verification.caCert.inline: must be a string, found an integer
            clientCert: {inlineString: 31337}
      #                                ^~~~~ wrong-type spec.tls.verification.clientCert.inlineString: must be a string, found an integer
            clientKey: {inlineString: 31337}
      #                               ^~~~~ wrong-type spec.tls.verification.clientKey.inlineString: must be a string, found an integer
      """)
    #expect(stages.diagnostics.allSatisfy { $0.help == nil && !$0.message.contains("31337") })
  }

  @Test func nullCountsAsAbsent() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      labels: ~
      spec:
        match:
        endpoints: [{address: 10.0.0.1, port: 1}]
        tls: null
      """)
  }

  @Test func labelsAndTagsMustBeStrings() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      labels:
        version: 1.10
      #          ^~~~ label-type labels["version"]: must be a string, found a number
      # help: quote it: "1.10"
        on: off
        kuma.io/x: true
      #            ^~~~ label-type labels["kuma.io/x"]: must be a string, found a boolean
      # help: quote it: "true"
        empty:
      #       ^ label-type labels["empty"]: must be a string, found null
      spec:
        endpoints: [{address: 10.0.0.1, port: 1}]
      ---
      type: HostnameGenerator
      name: g
      spec:
        selector: {meshExternalService: {matchLabels: {a: 1}}}
      #                                                   ^ label-type spec.selector.meshExternalService.matchLabels["a"]: must be a string, found an integer
        template: a.b
      ---
      type: Dataplane
      name: d
      networking:
        address: 10.0.0.1
        inbound:
        - port: 1
          tags: {kuma.io/service: 7}
      #                           ^ label-type networking.inbound[0].tags["kuma.io/service"]: must be a string, found an integer
      """)
  }

  @Test func aNumberTooLargeForAnyFieldIsOutOfRange() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        match: {port: 99999999999999999999}
      #               ^ match-port spec.match.port: port must be a valid (1-65535)
        endpoints: [{address: 10.0.0.1, port: 1}]
      """)
  }

  @Test func pathsOfKubernetesResourcesAreTheirOwn() {
    expectFindings(
      """
      apiVersion: v1
      kind: List
      items:
      - apiVersion: kuma.io/v1alpha1
        kind: MeshExternalService
        metadata:
          name: a
          namespace: n
          labels: {x: 1}
      #               ^ label-type metadata.labels["x"]: must be a string, found an integer
        spec:
          endpoints:
          - {address: 10.0.0.1, port: 0}
      #                               ^ endpoint-port spec.endpoints[0].port: port must be a valid (1-65535)
      """)
  }

  @Test func jsonHasThePlacesOfItsText() {
    expectFindings(
      """
      {"type": "MeshExternalService", "name": "a",
       "spec": {"endpoints": [{"address": "10.0.0.1",
                               "port": 0}]}}
      #                                ^ endpoint-port spec.endpoints[0].port: port must be a valid (1-65535)
      """, path: "a.json")
  }
}
