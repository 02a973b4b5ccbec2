import Testing

@testable import XDSCompiler

/// The messages of the 2.8 validator, at their places.
@Suite struct ServiceValidationTests {
  @Test func match() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        match:
          type: Other
      #         ^~~~~ match-type spec.match.type: unrecognized type 'Other' - only 'HostnameGenerator' is supported
          port: 65536
      #         ^~~~~ match-port spec.match.port: port must be a valid (1-65535)
          protocol: ""
      #             ^~ match-protocol spec.match.protocol: "protocol" must be one of ["tcp", "grpc", "http", "http2"]
        endpoints: [{address: 10.0.0.1, port: 1}]
      """)
  }

  @Test func defaults() throws {
    let service = try Stages(service("a")).service("a")
    #expect(service.protocol == .tcp)
    #expect(service.port == nil)
    #expect(service.isCompiled)
    #expect(service.tls == nil)
  }

  @Test func nameLengthCountsNoNamespace() {
    let long = String(repeating: "a", count: 64)
    expectFindings(
      """
      type: MeshExternalService
      name: \(long)
      #     ^ name-length name: must not be longer than 63 characters
      spec: {endpoints: [{address: 10.0.0.1, port: 1}]}
      ---
      apiVersion: kuma.io/v1alpha1
      kind: MeshExternalService
      metadata: {name: \(long.dropLast()), namespace: namespace}
      spec: {endpoints: [{address: 10.0.0.1, port: 1}]}
      """)
  }

  @Test func endpoints() {
    let path = String(repeating: "a", count: 106)
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        endpoints:
        - address: 10.0.0.1
      #   ^~~~~~~ endpoint-port spec.endpoints[0].port: must be defined when endpoint is an IP
        - address: "::1"
      #   ^~~~~~~ endpoint-port spec.endpoints[1].port: must be defined when endpoint is an IP
        - address: example.com
      #   ^~~~~~~ endpoint-port spec.endpoints[2].port: must be defined when endpoint is a hostname
        - {address: example.com, port: 0}
      #                                ^ endpoint-port spec.endpoints[3].port: port must be a valid (1-65535)
        - {address: 10.0.0.1, port: -1}
      #                             ^~ endpoint-port spec.endpoints[4].port: port must be a valid (1-65535)
        - {address: "unix:///a", port: 1}
      #                                ^ endpoint-port spec.endpoints[5].port: must not be defined when endpoint is a unix path
        - address: ""
      #            ^~ endpoint-address spec.endpoints[6].address: address has to be a valid IP or hostname or a unix path
        - {address: "a b", port: 0}
      #             ^~~~~ endpoint-address spec.endpoints[7].address: address has to be a valid IP or hostname or a unix path
      #                          ^ endpoint-port spec.endpoints[7].port: port must be a valid (1-65535)
        - {address: "unix://a", port: 1}
      #             ^~~~~~~~~~ endpoint-address spec.endpoints[8].address: address has to be a valid IP or hostname or a unix path
        - port: 1
      #   ^~~~ endpoint-address spec.endpoints[9].address: address has to be a valid IP or hostname or a unix path
        - address: unix:///\(path)
        - address: unix:///\(path)a
      #            ^ endpoint-address spec.endpoints[11].address: unix path must not be longer than 107 bytes, is 108
      """)
  }

  @Test func noEndpoints() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec: {}
      #<  endpoints-empty spec.endpoints: must have at least one endpoint
      ---
      type: MeshExternalService
      name: b
      spec:
        endpoints: []
      #            ^~ endpoints-empty spec.endpoints: must have at least one endpoint
      ---
      type: MeshExternalService
      #< endpoints-empty spec.endpoints: must have at least one endpoint
      name: c
      """)
  }

  @Test func extensions() throws {
    let stages = expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        extension: {type: Lambda, config: {any: thing}}
      #                   ^~~~~~ extension-skipped spec.extension.type: extension "Lambda" compiles to no Envoy resources here
        tls: {enabled: true, verification: {serverName: "*"}}
      ---
      type: MeshExternalService
      name: b
      spec:
        extension: {type: ""}
      #                   ^~ extension-type spec.extension.type: must not be empty
        endpoints: [{address: 10.0.0.1, port: 1}]
      """)
    #expect(stages.diagnostics.map(\.severity) == [.warning, .error])
    #expect(try !stages.service("a").isCompiled)
  }

  @Test func twoClustersOfOneName() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec: {endpoints: [{address: "unix:///a"}, {address: example.com, port: 1}]}
      ---
      type: MeshExternalService
      name: a_unix
      #     ^~~~~~ cluster-name-clash name: its cluster would have the name of the one for the unix sockets of service a
      spec: {endpoints: [{address: 10.0.0.1, port: 1}]}
      """)
  }

  @Test func tls() {
    expectFindings(
      """
      type: MeshExternalService
      name: a
      spec:
        endpoints: [{address: example.com, port: 1}]
        tls:
          version:
            min: TLS13
      #          ^~~~~ tls-version spec.tls.version.min: min version must be lower than max
            max: TLS12
          verification:
      #   ^~~~~~~~~~~~ tls-client-pair spec.tls.verification.clientKey: must be defined when clientCert is defined
            mode: SkipSans
      #           ^~~~~~~~ tls-mode spec.tls.verification.mode: "mode" must be one of ["SkipSAN", "SkipCA", "SkipAll", "Secured"]
      # help: did you mean "SkipSAN"?
            serverName: ""
      #                 ^~ tls-server-name spec.tls.verification.serverName: must be a valid DNS name
            subjectAltNames:
            - {type: Suffix, value: x}
      #              ^~~~~~ tls-subject-alt-name spec.tls.verification.subjectAltNames[0].type: "type" must be one of ["Prefix", "Exact"]
            - {value: ""}
      #               ^~ tls-subject-alt-name spec.tls.verification.subjectAltNames[1].value: must not be empty
            - type: Exact
      #       ^~~~ tls-subject-alt-name spec.tls.verification.subjectAltNames[2].value: must not be empty
            clientCert: {inlineString: x}
      #     ^~~~~~~~~~ pem-invalid spec.tls.verification.clientCert: holds no PEM block of a certificate
      ---
      type: MeshExternalService
      name: b
      spec:
        endpoints: [{address: example.com, port: 1}]
        tls:
          version: {min: TLS14, max: tls12}
      #                  ^~~~~ tls-version spec.tls.version.min: "min" must be one of ["TLSAuto", "TLS10", "TLS11", "TLS12", "TLS13"]
      # help: did you mean "TLS10"?
      #                              ^~~~~ tls-version spec.tls.version.max: "max" must be one of ["TLSAuto", "TLS10", "TLS11", "TLS12", "TLS13"]
      # help: did you mean "TLS12"?
          verification:
      #   ^~~~~~~~~~~~ tls-client-pair spec.tls.verification.clientCert: must be defined when clientKey is defined
            clientKey: {inlineString: x}
      #     ^~~~~~~~~ pem-invalid spec.tls.verification.clientKey: holds no PEM block of an unencrypted private key
      """)
  }

  @Test func dataSources() {
    expectFindings(
      """
      type: Secret
      name: certificate
      data: eA==
      ---
      {type: Secret, name: bad, data: eA}
      #                               ^~ invalid-base64 data: must be valid base64, with its padding
      ---
      {type: Secret, name: empty}
      #<      missing-field data: must be defined
      ---
      type: MeshExternalService
      name: none
      spec:
        endpoints: [{address: example.com, port: 1}]
        tls:
          verification:
            caCert: {}
      #     ^~~~~~ data-source spec.tls.verification.caCert: must have exactly one of "secret", "inline" and "inlineString"
      ---
      type: MeshExternalService
      name: two
      spec:
        endpoints: [{address: example.com, port: 1}]
        tls:
          verification:
            caCert: {inline: eA==, inlineString: x}
      #     ^~~~~~ data-source spec.tls.verification.caCert: must have exactly one of "secret", "inline" and "inlineString"
      ---
      type: MeshExternalService
      name: missing
      spec:
        endpoints: [{address: example.com, port: 1}]
        tls:
          verification:
            caCert: {secret: certificat}
      #                      ^~~~~~~~~~ secret-missing spec.tls.verification.caCert.secret: no Secret "certificat" in mesh default
      # help: did you mean "certificate"?
      ---
      type: MeshExternalService
      name: padding
      spec:
        endpoints: [{address: example.com, port: 1}]
        tls:
          verification:
            caCert: {inline: eA}
      #                      ^~ invalid-base64 spec.tls.verification.caCert.inline: must be valid base64, with its padding
      ---
      type: MeshExternalService
      name: no-pem
      spec:
        endpoints: [{address: example.com, port: 1}]
        tls:
          verification:
            caCert: {secret: certificate}
      #     ^~~~~~ pem-invalid spec.tls.verification.caCert: holds no PEM block of a certificate
      """)
  }
}
