extension OriginTable {
  /// Of the bootstrap. The resources in it are those of the other files.
  static let bootstrap = OriginTable([
    .field("node.id", "the dataplane's mesh and name", .dataplane, .meshName + .dataplaneName),
    .field("node.cluster", "the first kuma.io/service tag", .dataplane, firstServiceTag),
    .field("node.metadata[\"dataplane.admin.address\"]", "the admin interface is for the sidecar itself", .dataplane),
    .field(
      "node.metadata[\"dataplane.admin.port\"]", "the admin interface's port, 9901 by default", .dataplane, adminPort),
    .field(
      "node.metadata[\"dataplane.dns.port\"]", "15054, unless an option says otherwise", .dns, .option(.dnsPort)),
    .field("node.metadata[\"systemCaPath\"]", "the system's CA bundle", .tls, .option(.systemCAPath)),
    .all("node.metadata[*]", "what Kuma's data planes say about themselves", .dataplane),
    .field("staticResources", "what the dataplane reaches: nothing", .envoy("Bootstrap")),
    .copy("staticResources.listeners[]", "the same as in this file", .envoy("Bootstrap"), of: "listeners.pb"),
    .copy("staticResources.clusters[]", "the same as in this file", .envoy("Bootstrap"), of: "clusters.pb"),
    .part("dynamicResources.ldsConfig", watchedFile),
    .part("dynamicResources.cdsConfig", watchedFile),
    .field("admin.address.socketAddress.address", "the admin interface is for the sidecar itself", .dataplane),
    .field(
      "admin.address.socketAddress.portValue", "the admin interface's port, 9901 by default", .dataplane, adminPort),
    .all("admin.accessLog[]", "the admin interface logs nothing", .envoy("Admin.access_log")),
    .all("statsConfig.statsTags[]", "tags that Kuma's bootstrap takes from names of statistics", .dataplane),
    .all("layeredRuntime", "limits of regular expressions that Kuma's bootstrap sets", .dataplane),
    .all("defaultRegexEngine", "the engine that Kuma's bootstrap sets", .dataplane),
  ])

  /// Of a config source that is a file of the compiled tree.
  static let watchedFile = OriginTable([
    .field("resourceApiVersion", "the only version that Envoy has", .envoy("ConfigSource.resource_api_version")),
    .field(
      "pathConfigSource.path", "the file of the compiled tree that Envoy reads", .envoy("PathConfigSource.path"),
      .option(.treePath) + .meshName + .dataplaneName),
    .field(
      "pathConfigSource.watchedDirectory.path", "the folder around the tree, which a compile replaces as a whole",
      .envoy("PathConfigSource.watched_directory"), .option(.treePath)),
  ])

  private static let adminPort = OriginFinder.dataplane("networking.admin.port")
  private static let firstServiceTag = OriginFinder.dataplane("networking.inbound[0].tags[\"kuma.io/service\"]").or(
    .dataplane("networking.gateway.tags[\"kuma.io/service\"]"))
}
