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

  /// What Kuma adds to Envoy's command operators.
  enum Operator: String, CaseIterable {
    case sourceAddress = "KUMA_SOURCE_ADDRESS"
    case sourceAddressWithoutPort = "KUMA_SOURCE_ADDRESS_WITHOUT_PORT"
    case sourceService = "KUMA_SOURCE_SERVICE"
    case destinationService = "KUMA_DESTINATION_SERVICE"
    case mesh = "KUMA_MESH"
    case trafficDirection = "KUMA_TRAFFIC_DIRECTION"

    /// Nil for one of Envoy's; Kuma's take no parameter and no length.
    init?(_ found: FormatString.Operator) {
      guard found.parameter == nil, !found.hasLength else { return nil }
      self.init(rawValue: found.name)
    }
  }

  private let dataplane: Dataplane
  private let destination: String

  /// - Parameter destination: how users know where the traffic goes.
  init(_ dataplane: Dataplane, destination: String) {
    self.dataplane = dataplane
    self.destination = destination
  }

  func fill(_ format: String) -> String {
    guard format.contains("%KUMA_") else { return format }
    let bytes = Array(format.utf8)
    var result: [UInt8] = []
    var end = 0
    for found in FormatString(bytes).operators {
      guard let own = Operator(found) else { continue }
      result += bytes[end..<found.range.lowerBound]
      result += value(of: own).utf8
      end = found.range.upperBound
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }

  private func value(of own: Operator) -> String {
    let address = dataplane.shownAddress
    return switch own {
    case .sourceAddress: "\(address.asHost):0"
    case .sourceAddressWithoutPort: address
    case .sourceService: dataplane.shownService
    case .destinationService: destination
    case .mesh: dataplane.header.mesh
    case .trafficDirection: "OUTBOUND"
    }
  }
}

extension Dataplane {
  /// The first of its services by name.
  fileprivate var shownService: String {
    tagSets.lazy.flatMap(\.self).filter { $0.key == KumaLabel.service }.map(\.value).min { $0.isBefore($1) }
      ?? "unknown"
  }
}
