/// Looks into certificates and keys, which the compiler itself only passes on.
public protocol CertificateInspector: Sendable {
  /// What is wrong with the material of one service, in a fixed order.
  func findings(in material: TLSMaterial) -> [CertificateFinding]
}

/// What the TLS settings of a service give, of what the sidecar is to use.
public struct TLSMaterial: Sendable {
  /// A field of `spec.tls.verification`.
  public enum Field: Hashable, Sendable {
    case caCert, clientCert, clientKey
  }

  /// A name that may stand among the subject alternative names of the server's certificate.
  public struct ServerName: Sendable {
    public enum Kind: Sendable {
      case dns, ipAddress, uri
    }

    public let kind: Kind
    public let text: String
    /// Whether the text is only how the name begins.
    public let isPrefix: Bool

    public init(_ kind: Kind, _ text: String, isPrefix: Bool = false) {
      self.kind = kind
      self.text = text
      self.isPrefix = isPrefix
    }
  }

  /// PEM.
  public var caCert: [UInt8]?
  /// PEM, the certificate of the client first.
  public var clientCert: [UInt8]?
  /// PEM.
  public var clientKey: SecretBytes?
  /// One of them must match; empty where every name will do.
  public var serverNames: [ServerName] = []

  public init() {}
}

/// What is wrong with a certificate or a key, before it is known where that is written.
public struct CertificateFinding: Sendable {
  /// One of the PEM blocks in a field, counted from 0.
  public struct Block: Hashable, Sendable {
    public let field: TLSMaterial.Field
    public let index: Int

    public init(_ field: TLSMaterial.Field, _ index: Int) {
      self.field = field
      self.index = index
    }
  }

  public enum Subject: Sendable {
    /// A block by itself, whoever uses it.
    case block(Block)
    /// A block where the service uses it, and another that it goes with.
    case use(Block, with: Block)
    /// The names that the service asks for, and the block that does not have them.
    case serverNames(in: Block)
  }

  public let id: DiagnosticID
  public let subject: Subject
  /// Without key material.
  public let message: String
  public let help: String?

  public init(_ id: DiagnosticID, _ subject: Subject, _ message: String, help: String? = nil) {
    self.id = id
    self.subject = subject
    self.message = message
    self.help = help
  }
}
