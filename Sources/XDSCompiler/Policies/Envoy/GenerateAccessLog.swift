import EnvoyAPI

/// Makes the access logs of MeshAccessLog's backends.
struct AccessLogGenerator {
  /// Where kuma-dp listens for what goes to TCP servers.
  private static let workFolder = "/tmp"
  /// Longest path of such a socket, less its suffix.
  private static let longestSocketPath = 98

  private let dataplane: Dataplane
  private let format: AccessLogFormat
  private let defaultFormat: String
  private let arena: Arena

  init(_ outbound: OutboundContext, defaultFormat: String) {
    dataplane = MeshAccessLog.dataplane(of: outbound)
    format = AccessLogFormat(dataplane, destination: outbound.destination)
    self.defaultFormat = defaultFormat
    arena = outbound.arena
  }

  func file(_ backend: Conf) -> AccessLog {
    fileLog(path: backend["path"]?.string ?? "", logFormat(backend["format"]))
  }

  /// kuma-dp reads the lines from a socket, and sends each message to its address.
  func tcp(_ backend: Conf) -> AccessLog {
    let message: StructValue =
      if let json = jsonMembers(backend["format"]) {
        .object(json)
      } else {
        .string(plainLine(backend["format"]))
      }
    let socket = "\(Self.workFolder)/kuma-al-\(dataplane.header.coreName)-\(dataplane.header.mesh)"
    let path = String(decoding: socket.utf8.prefix(Self.longestSocketPath), as: UTF8.self) + ".sock"
    return fileLog(
      path: path,
      SubstitutionFormatString(arena) {
        $0.jsonFormat = StructMessage(
          arena, [("address", .string(backend["address"]?.string ?? "")), ("message", message)])
        if backend["format"]?["omitEmptyValues"]?.boolean == true { $0.omitEmptyValues = true }
      })
  }

  func openTelemetry(_ backend: Conf, cluster: String) -> AccessLog {
    AccessLog(arena) {
      $0.name = EnvoyExtension.openTelemetryAccessLog
      $0.typedConfig = .packing(
        OpenTelemetryAccessLogConfig(arena) {
          $0.commonConfig = CommonGrpcAccessLogConfig(arena) {
            $0.logName = "MeshAccessLog"
            $0.transportApiVersion = .v3
            $0.grpcService = GrpcService(arena) {
              $0.envoyGrpc = GrpcService.EnvoyGrpc(arena) { $0.clusterName = cluster }
            }
          }
          let values = OTLPValueGenerator(arena: arena, fill: format.fill)
          $0.body = backend["body"].map(values.body) ?? values.string(defaultFormat)
          $0.attributes = KeyValueList(arena) {
            $0.values = (backend["attributes"]?.elements ?? []).map { attribute in
              values.keyValue(attribute["key"]?.string ?? "", values.string(attribute["value"]?.string ?? ""))
            }
          }
        })
    }
  }

  private func fileLog(path: String, _ logFormat: SubstitutionFormatString) -> AccessLog {
    AccessLog(arena) {
      $0.name = EnvoyExtension.fileAccessLog
      $0.typedConfig = .packing(
        FileAccessLog(arena) {
          $0.path = path
          $0.logFormat = logFormat
        })
    }
  }

  private func logFormat(_ conf: Conf?) -> SubstitutionFormatString {
    SubstitutionFormatString(arena) {
      if let json = jsonMembers(conf) {
        $0.jsonFormat = StructMessage(arena, json)
      } else {
        let line = plainLine(conf)
        $0.textFormatSource = DataSource(arena) { $0.inlineString = line }
      }
      if conf?["omitEmptyValues"]?.boolean == true { $0.omitEmptyValues = true }
    }
  }

  private func plainLine(_ conf: Conf?) -> String { format.fill(conf?["plain"]?.string ?? defaultFormat) + "\n" }

  /// Nil unless the format is JSON. Of two members of one name the later counts.
  private func jsonMembers(_ conf: Conf?) -> [(String, StructValue)]? {
    guard let conf, conf["type"]?.string == "Json" else { return nil }
    let members = (conf["json"]?.elements ?? []).map {
      ($0["key"]?.string ?? "", StructValue.string(format.fill($0["value"]?.string ?? "")))
    }
    return Dictionary(members, uniquingKeysWith: { $1 }).map { ($0, $1) }
  }
}
