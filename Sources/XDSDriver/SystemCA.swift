import Glibc

/// The documentation's autodetection of the operating system's CA bundle.
enum SystemCA {
  private static let paths = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
  ]

  /// The first bundle that exists on this machine; nil without any.
  static func find() -> String? { paths.first { access($0, R_OK) == 0 } }
}
