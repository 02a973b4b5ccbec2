import XDSCompiler

/// One run as a log in the Static Analysis Results Interchange Format (SARIF 2.1.0), for code scanning and editors.
///
/// It has places and messages, never text of the input, so no key material.
public struct SARIFLog: Sendable {
  private static let schema: JSONValue =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  private struct Finding {
    let diagnostic: Diagnostic
    /// Why a comment silenced it; nil where none did.
    let silence: String?
    let sources: [SourceFile]
  }

  private var findings: [Finding] = []
  private var notices: [ToolNotice] = []

  public init() {}

  /// Adds findings, in the order in which they are to stand, and after them those that comments silenced.
  public mutating func add(
    _ diagnostics: [Diagnostic], silenced: [SilencedDiagnostic] = [], sources: [SourceFile]
  ) {
    // Of the sources only the names are of use here.
    let names = sources.map { SourceFile(path: $0.path, bytes: []) }
    findings += diagnostics.map { Finding(diagnostic: $0, silence: nil, sources: names) }
    findings += silenced.map { Finding(diagnostic: $0.diagnostic, silence: $0.reason, sources: names) }
  }

  public mutating func add(_ notice: ToolNotice) { notices.append(notice) }

  /// The log of a run that ended with this code.
  ///
  /// - Parameters:
  ///   - version: that of the tool.
  ///   - isSuccessful: whether the tool could do its work, whatever it found.
  public func document(version: String, exitCode: Int32, isSuccessful: Bool) -> [UInt8] {
    let rules = Set(findings.map(\.diagnostic.id)).sorted { $0.rawValue < $1.rawValue }
    let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
    let driver = JSONValue.object([
      ("name", "xdsc"), ("version", .string(version)), ("rules", .array(rules.map(\.sarifRule))),
    ])
    let invocation = JSONValue.object([
      ("executionSuccessful", .bool(isSuccessful)), ("exitCode", .integer(Int(exitCode))),
      ("toolExecutionNotifications", notices.isEmpty ? nil : .array(notices.map(\.sarifNotification))),
    ])
    var occurrences: [String: Int] = [:]
    let results = findings.map { finding in
      let fingerprint = finding.diagnostic.fingerprint(finding.sources)
      occurrences[fingerprint, default: 0] += 1
      return finding.diagnostic.sarifResult(
        rule: indices[finding.diagnostic.id] ?? -1, fingerprint: "\(fingerprint):\(occurrences[fingerprint] ?? 1)",
        silence: finding.silence, sources: finding.sources)
    }
    let run = JSONValue.object([
      ("tool", .object([("driver", driver)])), ("invocations", .array([invocation])),
      ("columnKind", "unicodeCodePoints"), ("results", .array(results)),
    ])
    return JSONValue.object([("$schema", Self.schema), ("version", "2.1.0"), ("runs", .array([run]))]).document
  }
}

extension DiagnosticID {
  fileprivate var sarifRule: JSONValue {
    let explanation = JSONValue.object([("text", .string(explanation))])
    let help =
      isLint
      ? "Change its level with --warn, --deny or --allow \(rawValue), or by a comment in the resource: # xdsc: allow \(rawValue)"
      : defaultSeverity == .error ? "Nothing silences it." : "It is for information only; -q leaves it out."
    return .object([
      ("id", .string(rawValue)), ("shortDescription", explanation), ("fullDescription", explanation),
      ("help", .object([("text", .string(help))])),
      ("defaultConfiguration", .object([("level", .string(defaultSeverity.rawValue))])),
    ])
  }
}

extension ToolNotice {
  fileprivate var sarifNotification: JSONValue {
    let location = path.map { path in
      JSONValue.object([("physicalLocation", .object([("artifactLocation", .artifact(path))]))])
    }
    return .object([
      ("descriptor", .object([("id", .string(id))])), ("level", .string(severity.rawValue)),
      ("message", .sarifMessage(message, help: help)), ("locations", location.map { .array([$0]) }),
    ])
  }
}
