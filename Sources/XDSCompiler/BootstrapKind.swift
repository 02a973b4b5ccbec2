/// How a bootstrap brings listeners and clusters to Envoy.
public enum BootstrapKind: Sendable, Hashable {
  /// They stand in it: `envoy -c bootstrap.pb` needs nothing else, and a new compile needs a new start.
  case `static`
  /// Envoy reads `clusters.pb` and `listeners.pb`, and reads them again after every compile.
  ///
  /// - Parameter treePath: the output folder on the sidecar's machine. The folder around it is the one to watch, because a
  ///   compile replaces the tree as a whole.
  case dynamic(treePath: String)
}
