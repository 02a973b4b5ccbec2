/// How private keys get to Envoy.
public enum SecretDelivery: Sendable, Hashable {
  /// They stand where they are used: in clusters, transport sockets and a static bootstrap.
  case inline
  /// `secrets.pb` has them, with their certificates, and nothing else has: Envoy reads that file by its secret discovery
  /// service, and reads it again after every compile.
  ///
  /// - Parameter treePath: the output folder on the sidecar's machine, as for ``BootstrapKind/dynamic(treePath:)``.
  case sds(treePath: String)
}
