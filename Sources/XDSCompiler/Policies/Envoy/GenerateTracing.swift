import EnvoyAPI

/// Makes the tracing settings of an HttpConnectionManager.
struct TracingGenerator {
  private let outbound: OutboundContext
  private let arena: Arena

  init(_ outbound: OutboundContext) {
    self.outbound = outbound
    arena = outbound.arena
  }

  func tracing(_ backend: Conf, _ conf: Conf) -> HttpConnectionManager.Tracing {
    HttpConnectionManager.Tracing(arena) {
      let sampling = conf["sampling"]
      $0.clientSampling = percent(sampling?["client"])
      $0.randomSampling = percent(sampling?["random"])
      $0.overallSampling = percent(sampling?["overall"])
      $0.customTags = (conf["tags"]?.elements ?? []).map(customTag)
      $0.provider = provider(backend)
      $0.spawnUpstreamSpan = false
    }
  }

  private func percent(_ conf: Conf?) -> Percent? {
    (conf?.decimal).map { value in Percent(arena) { $0.value = value } }
  }

  private func customTag(_ tag: Conf) -> CustomTag {
    CustomTag(arena) {
      $0.tag = tag["name"]?.string ?? ""
      if let header = tag["header"] {
        $0.requestHeader = CustomTag.Header(arena) {
          $0.name = header["name"]?.string ?? ""
          $0.defaultValue = header["default"]?.string ?? ""
        }
      } else {
        $0.literal = CustomTag.Literal(arena) { $0.value = tag["literal"]?.string ?? "" }
      }
    }
  }

  private func provider(_ backend: Conf) -> TraceConfig.Http {
    TraceConfig.Http(arena) {
      switch backend["type"]?.string {
      case "OpenTelemetry":
        $0.name = EnvoyExtension.openTelemetry
        $0.typedConfig = .packing(openTelemetry())
      case "Datadog":
        $0.name = EnvoyExtension.datadog
        $0.typedConfig = .packing(datadog(backend["datadog"]))
      default:
        $0.name = EnvoyExtension.zipkin
        $0.typedConfig = .packing(zipkin(backend["zipkin"]))
      }
    }
  }

  private func openTelemetry() -> OpenTelemetryConfig {
    OpenTelemetryConfig(arena) {
      $0.grpcService = GrpcService(arena) {
        $0.envoyGrpc = GrpcService.EnvoyGrpc(arena) { $0.clusterName = "meshtrace:opentelemetry" }
      }
      $0.serviceName = outbound.tags.service
    }
  }

  private func datadog(_ backend: Conf?) -> DatadogConfig {
    DatadogConfig(arena) {
      $0.collectorCluster = "meshtrace:datadog"
      let service = outbound.tags.service
      $0.serviceName =
        backend?["splitService"]?.boolean == true ? "\(service)_OUTBOUND_\(outbound.destination)" : service
    }
  }

  private func zipkin(_ backend: Conf?) -> ZipkinConfig {
    ZipkinConfig(arena) {
      let url = (backend?["url"]).flatMap { CollectorURL($0.string) }
      $0.collectorCluster = "meshtrace:zipkin"
      $0.collectorEndpoint = url?.path ?? "/"
      $0.collectorHostname = url?.authority ?? ""
      $0.collectorEndpointVersion = backend?["apiVersion"]?.string == "httpProto" ? .httpProto : .httpJson
      $0.traceId128bit = backend?["traceId128bit"]?.boolean ?? false
      $0.sharedSpanContext = backend?["sharedSpanContext"]?.boolean
    }
  }
}
