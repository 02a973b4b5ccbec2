import EnvoyAPI

/// How much a service may be given to do, and when an endpoint is left alone (documentation: MeshCircuitBreaker).
enum MeshCircuitBreaker: OutboundPolicy {
  static let kind = "MeshCircuitBreaker"
  static let summary = "How much a service may be given to do, and when an endpoint is left alone."

  static let shape = PolicyShape(
    targets: PolicyShape.proxies, systemTargets: [.meshGateway],
    to: .init(kinds: PolicyShape.outbounds, placement: .underDefault(schema)),
    from: .init(kinds: [.mesh], placement: .underDefault(schema)),
    needsItem: true)

  private static let schema = ConfSchema.object(
    [
      .init("connectionLimits", connectionLimits, "How much of the service may be used at a time."),
      .init("outlierDetection", outlierDetection, "When an endpoint that fails gets no traffic for a while."),
    ],
    [
      .anyOf(
        "connectionLimits", "outlierDetection",
        message: "at least one of: 'connectionLimits' or 'outlierDetection' should be configured")
    ])

  private static let connectionLimits = ConfSchema.object([
    .init("maxConnections", count, "Connections; 1024 by default."),
    .init("maxConnectionPools", count, "Connection pools; without a limit by default."),
    .init("maxPendingRequests", count, "Requests that wait for a connection; 1024 by default."),
    .init("maxRetries", count, "Retries; 3 by default."),
    .init("maxRequests", count, "Requests; 1024 by default."),
  ])

  private static let outlierDetection = ConfSchema.object(
    [
      .init("disabled", .boolean, "Whether to leave it off; false by default."),
      .init("interval", .duration([.durationGreaterThanZero]), "How often endpoints are judged; 10s by default."),
      .init(
        "baseEjectionTime", .duration([.durationGreaterThanZero]),
        "How long an endpoint gets no traffic, times how often that happened; 30s by default."),
      .init(
        "maxEjectionPercent", .integer([.wholePercentage]),
        "How many of the endpoints may be without traffic, in percent; 10 by default, and at least one."),
      .init(
        "splitExternalAndLocalErrors", .boolean,
        "Whether failures to connect are told from those that the endpoint answers with; false by default."),
      .init("detectors", detectors, "What counts as failing; a detector that is not there is off."),
    ],
    [.defined("detectors")])

  private static let detectors = ConfSchema.object(
    [
      .init("totalFailures", consecutive, "Errors in a row: responses 5xx, and failures to connect."),
      .init("gatewayFailures", consecutive, "Errors in a row of a gateway: responses 502, 503 and 504."),
      .init(
        "localOriginFailures", consecutive,
        "Failures to connect in a row; only with splitExternalAndLocalErrors."),
      .init(
        "successRate",
        .object(
          statistics + [
            .init(
              "standardDeviationFactor", .decimal([.greaterThanZero], otherwise: "invalid number"),
              "How many standard deviations below the mean an endpoint's success rate may be; 1.9 by default.")
          ]), "A success rate far below that of the others."),
      .init(
        "failurePercentage",
        .object(
          statistics + [
            .init("threshold", .integer([.wholePercentage]), "Failures in percent from which it counts; 85 by default.")
          ]), "Too many failures."),
    ],
    [
      .anyOf(
        "totalFailures", "gatewayFailures", "localOriginFailures", "successRate", "failurePercentage",
        message: "must have at least one defined: "
          + "totalFailures, gatewayFailures, localOriginFailures, successRate, failurePercentage")
    ])

  private static let consecutive = ConfSchema.object([.init("consecutive", count, "How many; 5 by default.")])

  private static let statistics: [ConfField] = [
    .init("minimumHosts", count, "From how many endpoints with enough requests on; 5 by default."),
    .init("requestVolume", count, "How many requests in an interval are enough; 100 by default, 50 for percentages."),
  ]

  private static let count = ConfSchema.integer([.unsigned32, .greaterThanZero])

  // MARK: Envoy

  static func configure(_ cluster: Cluster, _ conf: Conf, _ outbound: OutboundContext) {
    if let limits = conf["connectionLimits"] {
      cluster.circuitBreakers = CircuitBreakers(outbound.arena) {
        $0.thresholds = [
          CircuitBreakers.Thresholds(outbound.arena) {
            $0.maxConnections = limits["maxConnections"]?.unsigned32
            $0.maxConnectionPools = limits["maxConnectionPools"]?.unsigned32
            $0.maxPendingRequests = limits["maxPendingRequests"]?.unsigned32
            $0.maxRetries = limits["maxRetries"]?.unsigned32
            $0.maxRequests = limits["maxRequests"]?.unsigned32
          }
        ]
      }
    }
    if let detection = conf["outlierDetection"], detection["disabled"]?.boolean != true {
      cluster.outlierDetection = OutlierDetection(outbound.arena) {
        $0.interval = detection["interval"]?.duration
        $0.baseEjectionTime = detection["baseEjectionTime"]?.duration
        $0.maxEjectionPercent = detection["maxEjectionPercent"]?.unsigned32
        $0.splitExternalLocalOriginErrors = detection["splitExternalAndLocalErrors"]?.boolean ?? false
        detect($0, by: detection["detectors"])
      }
    }
  }

  /// Envoy has every detector but that of percentages on by itself, so each that is not asked for is turned off.
  private static func detect(_ detection: OutlierDetection, by detectors: Conf?) {
    func enforcing(_ detector: Conf?) -> UInt32 { detector == nil ? 0 : 100 }
    let total = detectors?["totalFailures"]
    detection.consecutive5xx = total?["consecutive"]?.unsigned32
    detection.enforcingConsecutive5xx = enforcing(total)
    let gateway = detectors?["gatewayFailures"]
    detection.consecutiveGatewayFailure = gateway?["consecutive"]?.unsigned32
    detection.enforcingConsecutiveGatewayFailure = enforcing(gateway)
    let localOrigin = detectors?["localOriginFailures"]
    detection.consecutiveLocalOriginFailure = localOrigin?["consecutive"]?.unsigned32
    detection.enforcingConsecutiveLocalOriginFailure = enforcing(localOrigin)
    let rate = detectors?["successRate"]
    detection.enforcingSuccessRate = enforcing(rate)
    detection.enforcingLocalOriginSuccessRate = enforcing(rate)
    detection.successRateMinimumHosts = rate?["minimumHosts"]?.unsigned32
    detection.successRateRequestVolume = rate?["requestVolume"]?.unsigned32
    detection.successRateStdevFactor = rate?["standardDeviationFactor"]?.decimal.map(thousandths)
    let percentage = detectors?["failurePercentage"]
    detection.enforcingFailurePercentage = enforcing(percentage)
    detection.enforcingFailurePercentageLocalOrigin = enforcing(percentage)
    detection.failurePercentageMinimumHosts = percentage?["minimumHosts"]?.unsigned32
    detection.failurePercentageRequestVolume = percentage?["requestVolume"]?.unsigned32
    detection.failurePercentageThreshold = percentage?["threshold"]?.unsigned32
  }

  /// Cut off, not rounded. The product may fall short of the decimal one by a unit in the last place.
  private static func thousandths(_ value: Double) -> UInt32 {
    UInt32(min((value * 1000).nextUp.rounded(.down), Double(UInt32.max)))
  }
}
