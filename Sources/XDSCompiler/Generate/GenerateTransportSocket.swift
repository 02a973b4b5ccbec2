import EnvoyAPI

/// Makes the transport socket by which the sidecar originates TLS.
struct TransportSocketGenerator {
  /// Envoy's default cipher suites for a client, then those that TLS before 1.2 needs.
  private static let oldCipherSuites =
    EnvoyDefaults.cipherSuites + [
      "ECDHE-ECDSA-AES128-SHA",
      "ECDHE-RSA-AES128-SHA",
      "AES128-SHA",
      "ECDHE-ECDSA-AES256-SHA",
      "ECDHE-RSA-AES256-SHA",
      "AES256-SHA",
    ]

  let arena: Arena
  /// Where Envoy finds the client's certificate and key; nil puts them into the transport socket itself.
  var secret: SdsSecretConfig?

  func transportSocket(_ tls: TLSOrigination) -> TransportSocket {
    TransportSocket(arena) {
      $0.name = EnvoyExtension.tls
      $0.typedConfig = .packing(upstreamTlsContext(tls))
    }
  }

  static func tlsCertificate(_ certificate: TLSOrigination.ClientCertificate, _ arena: Arena) -> TlsCertificate {
    TlsCertificate(arena) {
      $0.certificateChain = DataSource(arena) { $0.inlineBytes = certificate.chain }
      $0.privateKey = DataSource(arena) { source in certificate.key.withBytes { source.inlineBytes = $0 } }
    }
  }

  private func upstreamTlsContext(_ tls: TLSOrigination) -> UpstreamTlsContext {
    UpstreamTlsContext(arena) {
      if tls.parameters != nil || tls.clientCertificate != nil || tls.trustedCA != nil {
        $0.commonTlsContext = commonTlsContext(tls)
      }
      if let sni = tls.sni { $0.sni = sni }
      if tls.allowRenegotiation { $0.allowRenegotiation = true }
    }
  }

  private func commonTlsContext(_ tls: TLSOrigination) -> CommonTlsContext {
    CommonTlsContext(arena) {
      if let parameters = tls.parameters { $0.tlsParams = tlsParameters(parameters) }
      if let secret {
        $0.tlsCertificateSdsSecretConfigs = [secret]
      } else if let certificate = tls.clientCertificate {
        $0.tlsCertificates = [TransportSocketGenerator.tlsCertificate(certificate, arena)]
      }
      if let trustedCA = tls.trustedCA {
        $0.validationContext = CertificateValidationContext(arena) {
          $0.trustedCa = DataSource(arena) {
            switch trustedCA {
            case .file(let path): $0.filename = path
            case .certificates(let bytes): $0.inlineBytes = bytes
            }
          }
          $0.matchTypedSubjectAltNames = tls.subjectAltNames.map(subjectAltNameMatcher)
        }
      }
    }
  }

  private func tlsParameters(_ parameters: TLSOrigination.Parameters) -> TlsParameters {
    TlsParameters(arena) {
      $0.tlsMinimumProtocolVersion = version(parameters.minimum)
      $0.tlsMaximumProtocolVersion = version(parameters.maximum)
      if parameters.needsOldCipherSuites { $0.cipherSuites = TransportSocketGenerator.oldCipherSuites }
    }
  }

  private func version(_ version: TLSOrigination.Parameters.Version) -> TlsParameters.TlsProtocol {
    switch version {
    case .auto: .tlsAuto
    case .tls10: .tlsv10
    case .tls11: .tlsv11
    case .tls12: .tlsv12
    case .tls13: .tlsv13
    }
  }

  private func subjectAltNameMatcher(_ name: TLSOrigination.SANMatcher) -> SubjectAltNameMatcher {
    SubjectAltNameMatcher(arena) {
      $0.sanType =
        switch name.kind {
        case .dns: .dns
        case .ipAddress: .ipAddress
        case .uri: .uri
        }
      $0.matcher = StringMatcher(arena) {
        switch name.match {
        case .exact(let value): $0.exact = value
        case .prefix(let value): $0.prefix = value
        }
      }
    }
  }
}
