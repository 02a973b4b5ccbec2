import EnvoyAPI

/// The output folder as the sidecar sees it, which Envoy reads and watches.
struct WatchedTree {
  /// On the sidecar's machine.
  let path: String

  /// Where Envoy finds one file of a dataplane. A compile replaces the tree as a whole, so the folder around it is watched.
  func configSource(_ file: String, of dataplane: Dataplane, _ arena: Arena) -> ConfigSource {
    ConfigSource(arena) {
      $0.resourceApiVersion = .v3
      $0.pathConfigSource = PathConfigSource(arena) {
        $0.path = "\(path)/\(dataplane.header.mesh)/\(dataplane.header.coreName)/\(file)"
        $0.watchedDirectory = WatchedDirectory(arena) { $0.path = parent }
      }
    }
  }

  private var parent: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
