import EnvoyAPI

/// Which requests and connections are tried again, and when (documentation: MeshRetry).
enum MeshRetry: OutboundPolicy {
  static let kind = "MeshRetry"
  static let summary = "Which requests and connections are tried again, and when."

  static let shape = PolicyShape(
    targets: PolicyShape.proxies, systemTargets: [.meshGateway, .meshHTTPRoute],
    to: .init(
      kinds: PolicyShape.outbounds, placement: .underDefault(schema),
      kindsUnder: [.meshHTTPRoute: [.mesh, .meshExternalService], .meshGateway: [.mesh, .meshExternalService]],
      isRequired: true))

  static let sections: [PolicySection] = [
    .init("tcp", for: [.tcp]), .init("http", for: [.http, .http2]), .init("grpc", for: [.grpc]),
  ]

  private static let schema = ConfSchema.object(
    [
      .init("tcp", tcp, "For TCP services."),
      .init("http", http, "For HTTP and HTTP/2 services."),
      .init("grpc", grpc, "For gRPC services."),
    ],
    [.anyOf("tcp", "http", "grpc", message: "at least one of the 'tcp', 'http', 'grpc' must be specified")])

  private static let tcp = ConfSchema.object(
    [
      .init(
        "maxConnectAttempt", .integer([.unsigned32, .greaterThanZero]),
        "How often connecting is tried before the connection is given up.")
    ],
    [.notEmpty])

  private static let http = ConfSchema.object(
    common + [
      .init("retryOn", .list(of: .string([httpReason])), "What is tried again."),
      .init(
        "retriableResponseHeaders", .list(of: HeaderMatchSchema.schema), "Responses with one of these are tried again."),
      .init(
        "retriableRequestHeaders", .list(of: HeaderMatchSchema.schema),
        "Only requests with one of these are tried again."),
      .init("hostSelection", .list(of: hostSelection, [onePriority]), "Which endpoints another try may go to."),
      .init("hostSelectionMaxAttempts", .integer(), "How often another endpoint is looked for."),
    ],
    [
      .anyOf(
        "numRetries", "perTryTimeout", "backOff", "retryOn", "retriableResponseHeaders", "retriableRequestHeaders",
        "rateLimitedBackOff", "hostSelection", message: "must not be empty")
    ])

  private static let grpc = ConfSchema.object(
    common + [.init("retryOn", .list(of: .string([grpcReason])), "What is tried again.")], [.notEmpty])

  private static let common: [ConfField] = [
    .init("numRetries", .integer([.unsigned32]), "How often a request is tried again; 0 for never."),
    .init("perTryTimeout", .duration([.durationNotNegative]), "How long a try may take."),
    .init("backOff", backOff, "How long to wait before another try: doubled each time, with a random part."),
    .init("rateLimitedBackOff", rateLimitedBackOff, "How long to wait where the response says so."),
  ]

  private static let backOff = ConfSchema.object(
    [
      .init("baseInterval", .duration([.durationGreaterThanZero]), "Before the first; 25ms by default."),
      .init("maxInterval", .duration([.durationGreaterThanZero]), "At most; ten times baseInterval by default."),
    ],
    [
      .notEmpty,
      ConfRule("must not be greater than maxInterval", at: "baseInterval") { conf in
        guard let base = conf["baseInterval"]?.duration, let most = conf["maxInterval"]?.duration else { return true }
        return base <= most
      },
    ])

  private static let rateLimitedBackOff = ConfSchema.object(
    [
      .init("maxInterval", .duration([.durationDefinedGreaterThanZero]), "At most; 300s by default."),
      .init(
        "resetHeaders",
        .list(
          of: .object(
            [
              .init("name", .string([.defined, HeaderMatchSchema.name]), "Name of the header."),
              .init("format", .enumeration(["Seconds", "UnixTimestamp"]), "What its value is."),
            ],
            [.defined("name")]), [.notEmpty]), "Headers that say how long; the first that is there."),
    ],
    [.defined("resetHeaders")])

  private static let hostSelection = ConfSchema.object(
    [
      .init(
        "predicate",
        .enumeration(
          ["OmitPreviousHosts", "OmitHostsWithTags", "OmitPreviousPriorities"],
          otherwise: { "unknown predicate type '\($0)'" }),
        "Which endpoints are left out."),
      .init("tags", .map(.string()), "With OmitHostsWithTags: the tags."),
      .init(
        "updateFrequency", .integer([.definedGreaterThanZero]),
        "With OmitPreviousPriorities: after how many tries priorities are left out; 2 by default."),
    ],
    [
      .defined("predicate"),
      ConfRule("must be defined", at: "tags") {
        $0["predicate"]?.string != "OmitHostsWithTags" || !($0["tags"]?.members.isEmpty ?? true)
      },
    ])

  private static let onePriority = ConfRule { conf in
    conf.elements.compactMap { $0["predicate"] }.filter { $0.string == "OmitPreviousPriorities" }.dropFirst()
      .map { ("OmitPreviousPriorities must only be specified once", $0.place) }
  }

  // MARK: Reasons

  /// Envoy's names of the reasons that are more than a status or a method.
  private static let httpReasons = [
    "5xx": "5xx", "GatewayError": "gateway-error", "Reset": "reset", "Retriable4xx": "retriable-4xx",
    "ConnectFailure": "connect-failure", "EnvoyRatelimited": "envoy-ratelimited",
    "RefusedStream": "refused-stream", "Http3PostConnectFailure": "http3-post-connect-failure",
  ]
  private static let grpcReasons = [
    "Canceled": "cancelled", "DeadlineExceeded": "deadline-exceeded", "Internal": "internal",
    "ResourceExhausted": "resource-exhausted", "Unavailable": "unavailable",
  ]
  private static let methods = [
    "Connect", "Delete", "Get", "Head", "Options", "Patch", "Post", "Put", "Trace",
  ]

  private static let httpReason = ConfRule { conf in
    let isKnown = httpReasons[conf.string] != nil || method(conf.string) != nil || status(conf.string) != nil
    return isKnown ? [] : [("unknown item '\(conf.string)'", conf.place)]
  }
  private static let grpcReason = ConfRule { conf in
    grpcReasons[conf.string] != nil ? [] : [("unknown item '\(conf.string)'", conf.place)]
  }

  private static func method(_ reason: String) -> String? {
    guard reason.hasPrefix("HttpMethod") else { return nil }
    let name = String(reason.dropFirst("HttpMethod".count))
    return methods.contains(name) ? name.uppercased() : nil
  }

  /// The status codes that are registered with IANA, as Go's `net/http` knows them.
  private static let statuses: Set<UInt32> = Set(
    Array(100...103) + Array(200...208) + [226] + Array(300...305) + [307, 308] + Array(400...418) + Array(421...426)
      + [428, 429, 431, 451] + Array(500...508) + [510, 511])

  private static func status(_ reason: String) -> UInt32? {
    UInt32(reason).flatMap { statuses.contains($0) ? $0 : nil }
  }

  // MARK: Envoy

  static func configure(_ proxy: TcpProxy, _ conf: Conf, _ outbound: OutboundContext) {
    guard let attempts = conf["tcp"]?["maxConnectAttempt"]?.integer else { return }
    proxy.maxConnectAttempts = UInt32(clamping: attempts)
  }

  static func configure(_ action: RouteAction, _ conf: Conf, _ outbound: OutboundContext) {
    let isGRPC = outbound.protocol == .grpc
    guard let section = conf[isGRPC ? "grpc" : "http"], section["numRetries"]?.integer != 0 else { return }
    action.retryPolicy = RetryPolicy(outbound.arena) {
      fill($0, section, outbound.arena)
      if isGRPC { $0.retryOn = grpcRetryOn(section) } else { fillHTTP($0, section, outbound.arena) }
    }
  }

  private static func fill(_ policy: RetryPolicy, _ section: Conf, _ arena: Arena) {
    policy.numRetries = section["numRetries"]?.integer.map { UInt32(clamping: $0) }
    policy.perTryTimeout = section["perTryTimeout"]?.duration
    if let backOff = section["backOff"] {
      policy.retryBackOff = RetryPolicy.RetryBackOff(arena) {
        let base = backOff["baseInterval"]?.duration ?? .milliseconds(25)
        let most = backOff["maxInterval"]?.duration
        // Envoy refuses a first interval above the greatest, its own default included.
        $0.baseInterval = min(base, most ?? base)
        $0.maxInterval = most
      }
    }
    if let backOff = section["rateLimitedBackOff"] {
      policy.rateLimitedRetryBackOff = RetryPolicy.RateLimitedRetryBackOff(arena) {
        $0.maxInterval = backOff["maxInterval"]?.duration
        $0.resetHeaders = (backOff["resetHeaders"]?.elements ?? []).map { header in
          RetryPolicy.ResetHeader(arena) {
            $0.name = header["name"]?.string ?? ""
            $0.format = header["format"]?.string == "UnixTimestamp" ? .unixTimestamp : .seconds
          }
        }
      }
    }
  }

  private static func fillHTTP(_ policy: RetryPolicy, _ section: Conf, _ arena: Arena) {
    let reasons = section["retryOn"]?.elements.map(\.string) ?? []
    let codes = reasons.compactMap(status)
    let named = reasons.compactMap { httpReasons[$0] }
    policy.retryOn =
      ((named.isEmpty ? ["gateway-error", "connect-failure", "refused-stream"] : named)
      + (codes.isEmpty ? [] : ["retriable-status-codes"])).joined(separator: ",")
    policy.retriableStatusCodes = codes
    policy.retriableRequestHeaders =
      reasons.compactMap(method).map { method in
        HeaderMatcher(arena) {
          $0.name = ":method"
          $0.stringMatch = StringMatcher(arena) { $0.exact = method }
        }
      } + (section["retriableRequestHeaders"]?.elements ?? []).map { HeaderMatcher(arena, $0) }
    policy.retriableHeaders = (section["retriableResponseHeaders"]?.elements ?? []).map { HeaderMatcher(arena, $0) }
    for selection in section["hostSelection"]?.elements ?? [] { select(policy, selection, arena) }
    if let attempts = section["hostSelectionMaxAttempts"]?.integer { policy.hostSelectionRetryMaxAttempts = attempts }
  }

  private static func grpcRetryOn(_ section: Conf) -> String {
    let named = section["retryOn"]?.elements.compactMap { grpcReasons[$0.string] } ?? []
    let defaults = [
      "cancelled", "connect-failure", "gateway-error", "refused-stream", "reset", "resource-exhausted", "unavailable",
    ]
    return (named.isEmpty ? defaults : named).joined(separator: ",")
  }

  private static func select(_ policy: RetryPolicy, _ selection: Conf, _ arena: Arena) {
    switch selection["predicate"]?.string {
    case "OmitPreviousHosts":
      policy.retryHostPredicate.append(
        RetryPolicy.RetryHostPredicate(arena) {
          $0.name = EnvoyExtension.previousHosts
          $0.typedConfig = .packing(PreviousHostsPredicate(arena))
        })
    case "OmitHostsWithTags":
      let tags = (selection["tags"]?.members ?? []).filter { $0.name != KumaLabel.service }
      policy.retryHostPredicate.append(
        RetryPolicy.RetryHostPredicate(arena) {
          $0.name = EnvoyExtension.omitHostMetadata
          $0.typedConfig = .packing(
            OmitHostMetadataConfig(arena) {
              $0.metadataMatch = Metadata(arena) {
                $0.filterMetadata = [
                  (
                    MetadataKey.loadBalancing,
                    StructMessage(arena, tags.map { ($0.name, StructValue.string($0.value.string)) })
                  )
                ]
              }
            })
        })
    default:
      policy.retryPriority = RetryPolicy.RetryPriority(arena) {
        $0.name = EnvoyExtension.previousPriorities
        $0.typedConfig = .packing(
          PreviousPrioritiesConfig(arena) {
            $0.updateFrequency = Int32(clamping: selection["updateFrequency"]?.integer ?? 2)
          })
      }
    }
  }
}
