/// Every diagnostic that the compiler can give: the one registry of stable ids.
///
/// The raw value is what users see in brackets and pass to `--warn`, `--deny` and `--allow`.
public enum DiagnosticID: String, CaseIterable, Sendable {
  // Reading text.
  case yamlSyntax = "yaml-syntax"
  case jsonSyntax = "json-syntax"
  case duplicateKey = "duplicate-key"
  case mergeKey = "merge-key"
  case aliasLimit = "alias-limit"
  case nestingLimit = "nesting-limit"
  case nulByte = "nul-byte"
  case invalidEncoding = "invalid-encoding"
  case unknownTag = "unknown-tag"
  case complexKey = "complex-key"
  case unknownAlias = "unknown-alias"
  case tagMismatch = "tag-mismatch"
  case sourceTooLarge = "source-too-large"

  /// Whether flags may change its level. Errors and notes are not lints: nothing silences an error.
  public var isLint: Bool { false }

  /// The level without any flag.
  public var defaultSeverity: Severity { .error }
}
