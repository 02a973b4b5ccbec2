/// What an access log's format means for one outbound: Kuma's own placeholders are filled in, Envoy's stay.
struct AccessLogFormat {
  static let tcp =
    "[%START_TIME%] %RESPONSE_FLAGS% %KUMA_MESH% %KUMA_SOURCE_ADDRESS_WITHOUT_PORT%(%KUMA_SOURCE_SERVICE%)->"
    + "%UPSTREAM_HOST%(%KUMA_DESTINATION_SERVICE%) took %DURATION%ms, sent %BYTES_SENT% bytes, "
    + "received: %BYTES_RECEIVED% bytes"
  static let http =
    "[%START_TIME%] %KUMA_MESH% \"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\" %RESPONSE_CODE% "
    + "%RESPONSE_FLAGS% %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "
    + "\"%REQ(X-FORWARDED-FOR)%\" \"%REQ(USER-AGENT)%\" \"%REQ(X-B3-TRACEID?X-DATADOG-TRACEID)%\" "
    + "\"%REQ(X-REQUEST-ID)%\" \"%REQ(:AUTHORITY)%\" \"%KUMA_SOURCE_SERVICE%\" \"%KUMA_DESTINATION_SERVICE%\" "
    + "\"%KUMA_SOURCE_ADDRESS_WITHOUT_PORT%\" \"%UPSTREAM_HOST%\""

  private let values: [(placeholder: String, value: String)]

  /// - Parameter destination: how users know where the traffic goes.
  init(_ dataplane: Dataplane, destination: String) {
    let address = dataplane.shownAddress
    let bracketed = address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]" : address
    values = [
      ("%KUMA_SOURCE_ADDRESS%", "\(bracketed):0"), ("%KUMA_SOURCE_ADDRESS_WITHOUT_PORT%", address),
      ("%KUMA_SOURCE_SERVICE%", dataplane.shownService), ("%KUMA_DESTINATION_SERVICE%", destination),
      ("%KUMA_MESH%", dataplane.header.mesh), ("%KUMA_TRAFFIC_DIRECTION%", "OUTBOUND"),
    ]
  }

  func fill(_ format: String) -> String {
    guard format.contains("%KUMA_") else { return format }
    return values.reduce(format) { $0.replacing(bytesOf: $1.placeholder, with: $1.value) }
  }
}

extension Dataplane {
  /// The first of its services by name.
  fileprivate var shownService: String {
    tagSets.lazy.flatMap(\.self).filter { $0.key == KumaLabel.service }.map(\.value).min { $0.isBefore($1) }
      ?? "unknown"
  }
}
