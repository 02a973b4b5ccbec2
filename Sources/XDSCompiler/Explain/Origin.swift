/// Where a field of the output comes from.
public struct Origin: Sendable, Hashable {
  /// What the value was taken from, or what made the field appear.
  public enum Source: Sendable, Hashable {
    case field(InputField)
    /// A field of a policy that one of higher precedence overrides.
    case overridden(InputField)
    /// An option, by its flag: `--dns-port`.
    case option(String)
    /// Other output that holds the same or that the value is made of: a file of the same dataplane, or a field of this
    /// file.
    case output(String)
  }

  /// A short sentence.
  public let rule: String
  public let section: DocumentationSection
  /// In order of precedence: the first says most about the value. None: the value is a default.
  public let sources: [Source]

  /// An origin whose sources are not put in words yet.
  struct Draft {
    let rule: String
    let section: DocumentationSection
    let sources: [OriginSource]
  }
}

/// A field of a resource, or of the lock file.
public struct InputField: Sendable, Hashable {
  /// Nil in the lock file.
  public let resource: ResourceID?
  /// Path inside the resource, as diagnostics have it: `spec.endpoints[0].port`.
  public let path: String
  public let range: SourceRange
}

/// Where a rule is written down.
public struct DocumentationSection: Sendable, Hashable {
  /// A section of the documentation's page on MeshExternalService, or, behind `Kuma:` or `Envoy:`, a subject of Kuma's
  /// documentation or a field of Envoy's API.
  public let title: String

  private init(_ title: String) {
    self.title = title
  }

  static let match = DocumentationSection("Match")
  static let endpoints = DocumentationSection("Endpoints")
  static let tls = DocumentationSection("TLS")
  static let dns = DocumentationSection("DNS setup")
  static let withoutTransparentProxy = DocumentationSection("Universal mode without Transparent Proxy")
  static let access = DocumentationSection("Controlling MeshExternalService access from Mesh")

  static func kuma(_ subject: String) -> DocumentationSection { DocumentationSection("Kuma: \(subject)") }
  static func envoy(_ field: String) -> DocumentationSection { DocumentationSection("Envoy: \(field)") }

  static let dataplane = kuma("data plane proxy")
  static let transparentProxy = kuma("transparent proxying")
  static let labels = kuma("labels")
  static let locality = kuma("locality-aware load balancing")
  static let xds = envoy("DiscoveryResponse")
}
