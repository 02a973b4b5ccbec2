extension OriginTable {
  /// Of a discovery response; its resources have tables of their own.
  static let response = OriginTable([
    .field("versionInfo", "the SHA-256 of the resources, so it changes when they do", .xds, .output("resources")),
    .field("typeUrl", "the type of the file's resources", .xds),
  ])
}
