/// Names by which Envoy knows its extensions.
enum EnvoyExtension {
  static let httpProtocolOptions = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions"
  static let tls = "envoy.transport_sockets.tls"
  static let tcpProxy = "envoy.filters.network.tcp_proxy"
  static let httpConnectionManager = "envoy.filters.network.http_connection_manager"
  static let router = "envoy.filters.http.router"
  static let grpcStats = "envoy.filters.http.grpc_stats"
  static let dnsFilter = "envoy.filters.udp.dns_filter"
  static let caresDNSResolver = "envoy.network.dns_resolver.cares"
  static let openTelemetryAccessLog = "envoy.access_loggers.open_telemetry"
  static let zipkin = "envoy.tracers.zipkin"
  static let datadog = "envoy.tracers.datadog"
  static let openTelemetry = "envoy.tracers.opentelemetry"
  static let fileAccessLog = "envoy.access_loggers.file"
  static let previousHosts = "envoy.retry_host_predicates.previous_hosts"
  static let omitHostMetadata = "envoy.retry_host_predicates.omit_host_metadata"
  static let previousPriorities = "envoy.retry_priorities.previous_priorities"
  static let healthCheckEventFileSink = "envoy.health_check.event_sinks.file"
  static let originalDestination = "envoy.filters.listener.original_dst"
  static let tlsInspector = "envoy.filters.listener.tls_inspector"
  static let googleRE2 = "envoy.regex_engines.google_re2"
}

/// Keys of Envoy metadata.
enum MetadataKey {
  static let loadBalancing = "envoy.lb"
  static let transportSocketMatch = "envoy.transport_socket_match"
  static let listenerTags = "io.kuma.tags"
}

/// A name as statistics may carry it: every character outside `[A-Za-z0-9_-]` becomes an underscore.
///
/// Used for `altStatName` and `statPrefix`.
public func statName(_ name: String) -> String {
  func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }
  guard !name.unicodeScalars.allSatisfy(isPlain) else { return name }
  var result = String.UnicodeScalarView()
  for scalar in name.unicodeScalars { result.append(isPlain(scalar) ? scalar : "_") }
  return String(result)
}

/// What the name of a service's cluster begins with, before the service's core name.
public let clusterNamePrefix = "meshexternalservice_"
