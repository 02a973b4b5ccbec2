import EnvoyAPI

/// Makes the bootstrap: the node, the admin interface, and every listener and cluster, or where they are found.
struct BootstrapGenerator {
  /// Tags that Kuma's own bootstrap extracts from the names of statistics.
  private static let statsTags: [(name: String, regex: String)] = [
    ("name", #"^grpc\.((.+)\.)"#),
    ("status", #"^grpc.*streams_closed(_([0-9]+))"#),
    ("kafka_name", #"^kafka(\.(\S*[0-9]))\."#),
    ("kafka_type", #"^kafka\..*\.(.*?(?=_duration|$))"#),
    ("worker", #"(worker_([0-9]+)\.)"#),
    ("listener", #"((.+?)\.)rbac\."#),
  ]

  let options: CompileOptions
  let arena: Arena

  /// - Parameter staticResources: every listener and cluster, where they are to be in it.
  func bootstrap(_ dataplane: Dataplane, staticResources: Bootstrap.StaticResources) -> Bootstrap {
    Bootstrap(arena) {
      $0.node = node(dataplane)
      switch options.bootstrap {
      case .static: $0.staticResources = staticResources
      case .dynamic(let treePath):
        $0.dynamicResources = Bootstrap.DynamicResources(arena) {
          let tree = WatchedTree(path: treePath)
          $0.ldsConfig = tree.configSource("listeners.pb", of: dataplane, arena)
          $0.cdsConfig = tree.configSource("clusters.pb", of: dataplane, arena)
        }
      }
      if dataplane.adminPort != 0 { $0.admin = admin(port: dataplane.adminPort) }
      $0.statsConfig = StatsConfig(arena) {
        $0.statsTags = BootstrapGenerator.statsTags.map { tag in
          TagSpecifier(arena) {
            $0.tagName = tag.name
            $0.regex = tag.regex
          }
        }
      }
      $0.layeredRuntime = layeredRuntime()
      $0.defaultRegexEngine = TypedExtensionConfig(arena) {
        $0.name = EnvoyExtension.googleRE2
        $0.typedConfig = .packing(GoogleRE2(arena))
      }
    }
  }

  private func node(_ dataplane: Dataplane) -> EnvoyAPI.Node {
    EnvoyAPI.Node(arena) {
      $0.id = "\(dataplane.header.mesh).\(dataplane.header.coreName)"
      $0.cluster = dataplane.tags.service
      var metadata: [(String, StructValue)] = [("dataplane.proxyType", .string("dataplane")), ("features", .list([]))]
      if dataplane.adminPort != 0 {
        metadata.append(("dataplane.admin.address", .string("127.0.0.1")))
        metadata.append(("dataplane.admin.port", .string("\(dataplane.adminPort)")))
      }
      if dataplane.transparentProxy != nil, options.dnsPort != 0 {
        metadata.append(("dataplane.dns.port", .string("\(options.dnsPort)")))
      }
      if let path = options.systemCAPath { metadata.append(("systemCaPath", .string(path))) }
      $0.metadata = StructMessage(arena, metadata)
    }
  }

  private func admin(port: UInt16) -> Admin {
    Admin(arena) {
      $0.address = Address(arena) {
        $0.socketAddress = SocketAddress(arena) {
          $0.address = "127.0.0.1"
          $0.portValue = UInt32(port)
        }
      }
      $0.accessLog = [
        AccessLog(arena) {
          $0.name = EnvoyExtension.fileAccessLog
          $0.typedConfig = .packing(FileAccessLog(arena) { $0.path = "/dev/null" })
        }
      ]
    }
  }

  private func layeredRuntime() -> LayeredRuntime {
    LayeredRuntime(arena) {
      $0.layers = [
        RuntimeLayer(arena) {
          $0.name = "kuma"
          $0.staticLayer = StructMessage(
            arena,
            [
              ("re2.max_program_size.error_level", .number(4_294_967_295)),
              ("re2.max_program_size.warn_level", .number(1000)),
            ])
        }
      ]
    }
  }
}
