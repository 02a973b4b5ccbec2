/// The result of a compile up to, but without, the encoding of its files.
public struct Compilation: Sendable {
  /// Keeps the nodes alive that the resources refer to.
  let tree: SourceTree
  let normalized: NormalizedResources
  let options: CompileOptions
  /// What diagnostics' file indices refer to.
  public let sources: [SourceFile]
  /// All findings, in the order of files and positions. Of more than 10,000 these are the gravest and then the first, and the
  /// last one says how many are left out.
  public let diagnostics: [Diagnostic]
  /// What comments in the input silenced, in the same order and of the same number at most.
  public let silenced: [SilencedDiagnostic]
  public let errorCount: Int
  /// False when the lock file has errors: then not even what has none may be written, as nobody knows its VIPs.
  public let isLockReadable: Bool
  /// Makes the files, on demand.
  public let outputs: OutputGenerator

  init(
    options: CompileOptions, sources: [SourceFile], tree: SourceTree, normalized: NormalizedResources,
    plans: [ProxyPlan], isLockReadable: Bool, diagnostics: DiagnosticCollector
  ) {
    self.options = options
    self.sources = sources
    self.tree = tree
    self.normalized = normalized
    self.isLockReadable = isLockReadable
    self.diagnostics = diagnostics.diagnostics
    silenced = diagnostics.silenced
    errorCount = diagnostics.errorCount
    outputs = OutputGenerator(plans, of: tree, options: options)
  }

  /// Names of meshes and core names of dataplanes that the input has, for options that name them.
  public var meshes: [String] { normalized.meshes.map(\.name) }
  public var dataplanes: [String] { normalized.meshes.flatMap { $0.dataplanes.map(\.header.coreName) } }

  /// The VIPs to remember for the next build; nil when no lock file is in use.
  public var vipLock: VIPLock? { normalized.vipLock }
}
