import Testing

@testable import XDSCompiler

@Suite struct MeshCircuitBreakerTests {
  private func cluster(_ confs: String...) throws -> (String) -> String? {
    try outputs(
      "MeshCircuitBreaker", confs, services: service("es", "match: {port: 1}")
    ).cluster("meshexternalservice_es")
  }

  @Test func whatIsWrongIsSaid() {
    expectFindings(
      """
      type: MeshCircuitBreaker
      name: b
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: Mesh}
          default: {}
      #   ^~~~~~~ policy-field spec.to[0].default: at least one of: 'connectionLimits' or 'outlierDetection' should be configured
        - targetRef: {kind: Mesh}
          default:
            connectionLimits:
              maxConnections: 0
              #               ^ policy-field spec.to[1].default.connectionLimits.maxConnections: must be greater than 0
              maxConnectionPools: 0
              #                   ^ policy-field spec.to[1].default.connectionLimits.maxConnectionPools: must be greater than 0
              maxPendingRequests: 0
              #                   ^ policy-field spec.to[1].default.connectionLimits.maxPendingRequests: must be greater than 0
              maxRetries: 0
              #           ^ policy-field spec.to[1].default.connectionLimits.maxRetries: must be greater than 0
              maxRequests: 4294967296
              #            ^~~~~~~~~~ policy-field spec.to[1].default.connectionLimits.maxRequests: must be in inclusive range [0, 4294967295]
            outlierDetection:
              interval: 0s
              #         ^~ policy-field spec.to[1].default.outlierDetection.interval: must be greater than zero when defined
              baseEjectionTime: -1s
              #                 ^~~ policy-field spec.to[1].default.outlierDetection.baseEjectionTime: must be greater than zero when defined
              maxEjectionPercent: 101
              #                   ^~~ policy-field spec.to[1].default.outlierDetection.maxEjectionPercent: must be in inclusive range [0, 100]
              detectors:
                totalFailures: {consecutive: 0}
                #                            ^ policy-field spec.to[1].default.outlierDetection.detectors.totalFailures.consecutive: must be greater than 0
                gatewayFailures: {consecutive: 0}
                #                              ^ policy-field spec.to[1].default.outlierDetection.detectors.gatewayFailures.consecutive: must be greater than 0
                localOriginFailures: {consecutive: 0}
                #                                  ^ policy-field spec.to[1].default.outlierDetection.detectors.localOriginFailures.consecutive: must be greater than 0
                successRate: {minimumHosts: 0, requestVolume: 1, standardDeviationFactor: much}
                #                           ^ policy-field spec.to[1].default.outlierDetection.detectors.successRate.minimumHosts: must be greater than 0
                #                                                                         ^~~~ policy-field spec.to[1].default.outlierDetection.detectors.successRate.standardDeviationFactor: invalid number
                failurePercentage: {requestVolume: 0, threshold: 101}
                #                                  ^ policy-field spec.to[1].default.outlierDetection.detectors.failurePercentage.requestVolume: must be greater than 0
                #                                                ^~~ policy-field spec.to[1].default.outlierDetection.detectors.failurePercentage.threshold: must be in inclusive range [0, 100]
        - targetRef: {kind: Mesh}
          default: {outlierDetection: {interval: 1s}}
          #         ^~~~~~~~~~~~~~~~ policy-field spec.to[2].default.outlierDetection.detectors: must be defined
        - targetRef: {kind: Mesh}
          default: {outlierDetection: {detectors: {}}}
          #                            ^~~~~~~~~ policy-field spec.to[3].default.outlierDetection.detectors: must have at least one defined: totalFailures, gatewayFailures, localOriginFailures, successRate, failurePercentage
        - targetRef: {kind: Mesh}
          default: {outlierDetection: {detectors: {successRate: {standardDeviationFactor: 0.0}}}}
          #                                                                               ^~~ policy-field spec.to[4].default.outlierDetection.detectors.successRate.standardDeviationFactor: must be greater than 0
      ---
      type: MeshCircuitBreaker
      name: nothing
      spec: {targetRef: {kind: Mesh}}
      #< policy-field spec: at least one of 'from', 'to' has to be defined
      """)
  }

  @Test func limitsAreThoseGiven() throws {
    let cluster = try cluster("{connectionLimits: {maxConnections: 2, maxRetries: 5}}")
    #expect(cluster("circuitBreakers") == "{thresholds: [{maxConnections: 2, maxRetries: 5}]}")
    #expect(cluster("outlierDetection") == nil)
  }

  @Test func detectorsThatAreNotAskedForAreOff() throws {
    let cluster = try cluster("{outlierDetection: {interval: 5s, detectors: {totalFailures: {consecutive: 3}}}}")
    #expect(cluster("circuitBreakers") == nil)
    #expect(
      cluster("outlierDetection")
        == "{consecutive5xx: 3, interval: 5s, enforcingConsecutive5xx: 100, enforcingSuccessRate: 0, "
        + "enforcingConsecutiveGatewayFailure: 0, enforcingConsecutiveLocalOriginFailure: 0, "
        + "enforcingLocalOriginSuccessRate: 0, enforcingFailurePercentage: 0, enforcingFailurePercentageLocalOrigin: 0}"
    )
  }

  @Test(arguments: [("1.9", "1900"), ("1.001", "1001"), ("0.0019", "1"), ("5e9", "4294967295")])
  func theDeviationIsInThousandths(_ factor: String, _ thousandths: String) throws {
    let cluster = try cluster(
      "{outlierDetection: {detectors: {successRate: {standardDeviationFactor: \"\(factor)\"}}}}")
    #expect(cluster("outlierDetection.successRateStdevFactor") == thousandths)
    #expect(cluster("outlierDetection.enforcingSuccessRate") == "100")
    #expect(cluster("outlierDetection.enforcingLocalOriginSuccessRate") == "100")
  }

  @Test func percentagesCountForBothKindsOfErrors() throws {
    let cluster = try cluster(
      "{outlierDetection: {splitExternalAndLocalErrors: true, detectors: {failurePercentage: {threshold: 50}}}}")
    #expect(cluster("outlierDetection.splitExternalLocalOriginErrors") == "true")
    #expect(cluster("outlierDetection.failurePercentageThreshold") == "50")
    #expect(cluster("outlierDetection.enforcingFailurePercentage") == "100")
    #expect(cluster("outlierDetection.enforcingFailurePercentageLocalOrigin") == "100")
  }

  @Test func aMoreSpecificPolicyTurnsDetectionOff() throws {
    let cluster = try cluster(
      "{outlierDetection: {disabled: true, detectors: {totalFailures: {}}}}",
      "{outlierDetection: {interval: 5s, detectors: {totalFailures: {consecutive: 3}}}}")
    #expect(cluster("outlierDetection") == nil)
  }

  @Test func bothClustersOfAServiceHaveTheLimits() throws {
    let resources = try outputs(
      "MeshCircuitBreaker", ["{connectionLimits: {maxConnections: 2}}"],
      services: service(
        "es", "match: {port: 1}", "endpoints: [{address: a.example, port: 1}, {address: \"unix:///run/a\"}]"))
    for name in ["meshexternalservice_es", "meshexternalservice_es_unix"] {
      #expect(resources.cluster(name)("circuitBreakers") == "{thresholds: [{maxConnections: 2}]}")
    }
  }
}
