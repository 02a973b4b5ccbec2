import XDSCompiler

/// What a compile reads, by which rules, and what it writes.
public struct CompileRequest: Sendable {
  /// Files, folders, and `-` for standard input.
  public var inputs: [String]
  public var options: CompileOptions
  /// Looks for the system CA bundle of this machine instead of taking `options.systemCAPath`.
  public var findsSystemCA = false
  /// The lock file of VIPs, if one is in use.
  public var lockPath: String?
  public var isFrozen = false
  /// The folder to write; nil writes YAML to standard output.
  public var output: String?
  /// A file to write for make and ninja that says what the output depends on; needs `output`.
  public var dependencyFile: String?
  /// Whether to write readable twins beside the protobuf files.
  public var emitsYAML = false
  /// Whether to write beside each of them where its fields come from.
  public var emitsProvenance = false
  /// Only says what is wrong, inside of certificates, too.
  public var checksOnly = false
  /// When certificates are to be valid; nil takes the clock. Only where nothing but checks is asked for.
  package var now: Timestamp?
  public var reporter = Reporter()

  public init(inputs: [String], options: CompileOptions) {
    self.inputs = inputs
    self.options = options
  }
}
