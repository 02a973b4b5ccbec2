/// How much a diagnostic matters.
public enum Severity: String, Sendable, Comparable {
  case note
  case warning
  case error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// Which resource a diagnostic is about.
public struct ResourceID: Hashable, Sendable {
  /// `MeshExternalService`, `Dataplane`, …
  public var kind: String
  /// The mesh, or nil for kinds outside any mesh.
  public var mesh: String?
  /// The core name: on Kubernetes `<name>.<namespace>`.
  public var name: String

  public init(kind: String, mesh: String?, name: String) {
    self.kind = kind
    self.mesh = mesh
    self.name = name
  }
}

extension ResourceID {
  fileprivate var withoutKeys: ResourceID {
    ResourceID(
      kind: SecretBytes.hidden(in: kind), mesh: mesh.map(SecretBytes.hidden(in:)), name: SecretBytes.hidden(in: name))
  }
}

/// One finding about the input: an error, a lint or a note. No private key that can be seen in the input is in its texts.
public struct Diagnostic: Sendable, Equatable {
  /// A related place, such as the other service of a collision.
  public struct Note: Sendable, Equatable {
    public var message: String
    public var range: SourceRange

    public init(message: String, range: SourceRange) {
      self.message = SecretBytes.hidden(in: message)
      self.range = range
    }
  }

  public var id: DiagnosticID
  public var severity: Severity
  public var message: String
  /// Nil only where no input is to blame, such as an exhausted option.
  public var range: SourceRange?
  public var resource: ResourceID?
  /// Path of the field inside the resource, as Kuma writes it: `spec.tls.verification.mode`.
  public var path: String?
  public var notes: [Note]
  /// What to do about it, where that is certain.
  public var help: String?

  public init(
    _ id: DiagnosticID, severity: Severity? = nil, _ message: String, at range: SourceRange?,
    resource: ResourceID? = nil, path: String? = nil, notes: [Note] = [], help: String? = nil
  ) {
    self.id = id
    self.severity = severity ?? id.defaultSeverity
    self.message = SecretBytes.hidden(in: message)
    self.range = range
    self.resource = resource?.withoutKeys
    self.path = path.map(SecretBytes.hidden(in:))
    self.notes = notes
    self.help = help.map(SecretBytes.hidden(in:))
  }
}

/// A finding that a comment in the input silenced.
public struct SilencedDiagnostic: Sendable {
  public let diagnostic: Diagnostic
  /// What the comment says after `--`; empty when it gives no reason.
  public let reason: String
}
