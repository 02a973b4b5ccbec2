/// The compiler as a pure function: text in, bytes and diagnostics out. It reads no file, clock, environment or locale.
///
///     [SourceFile] ─ parse ─▶ SourceTree ─ parse ─▶ ParsedResources ─ normalize ─▶ NormalizedResources
///         ─ match ─▶ [ProxyPlan] ─ generate ─▶ [OutputFile]
public struct Pipeline: Sendable {
  /// The input as located YAML.
  typealias Tree = SourceTree
  /// Resources as written.
  typealias Parsed = ParsedResources
  /// Defaults filled in, references resolved, names and addresses given out, everything checked.
  typealias Normalized = NormalizedResources
  /// Per dataplane: what it reaches, and where.
  typealias Matched = [ProxyPlan]

  private let options: CompileOptions

  public init(_ options: CompileOptions) {
    self.options = options
  }

  /// Compiles one set of resources.
  ///
  /// - Parameters:
  ///   - sources: sorted by path; their order among each other changes nothing but the order of diagnostics.
  ///   - lock: the VIPs given out so far; nil when no lock file is in use.
  ///   - inspector: looks into certificates and keys; nil leaves them unread.
  public func compile(
    _ sources: [SourceFile], lock: LockFile? = nil, inspector: (any CertificateInspector)? = nil
  ) -> Compilation {
    var inputs = sources + (lock?.source.map { [$0] } ?? [])
    var found = DiagnosticList()
    var tree: Tree = SourceTree.parse(inputs, jobs: options.jobs, diagnostics: &found)
    // Documents come in the order of files, and the lock file is the last.
    let lockStart = tree.documents.firstIndex { $0.range.file >= sources.count } ?? tree.documents.count
    var diagnostics = DiagnosticCollector(
      levels: options.lintLevels, comments: LintComments(tree.documents[..<lockStart], sources))
    diagnostics.append(found)
    let vipLock = lock == nil ? nil : VIPLock(tree.documents[lockStart...], diagnostics: &diagnostics)
    let isLockReadable = !diagnostics.filesWithErrors.contains(UInt32(sources.count))
    var parsed: Parsed = parseResources(
      tree.documents[..<lockStart], of: tree, sources: sources, options: options, diagnostics: &diagnostics)
    if options.addsDefaultPolicies, let source = DefaultPolicies.source(completing: parsed) {
      tree = tree.joined(with: parsed.addDefaultPolicies(source, file: inputs.count, &diagnostics))
      inputs.append(source)
    }
    let normalized: Normalized = normalize(
      parsed, lock: vipLock,
      // What an unreadable lock file lacks, nobody knows.
      frozen: isLockReadable && lock?.isFrozen ?? false, options: options, diagnostics: &diagnostics)
    let matched: Matched = planProxies(normalized, options: options, diagnostics: &diagnostics)
    let plans = checkPatches(matched, of: tree, options: options, diagnostics: &diagnostics)
    lintAbsences(normalized, options: options, diagnostics: &diagnostics)
    if let inspector { inspectCertificates(normalized, in: inputs, by: inspector, &diagnostics) }
    diagnostics.reportComments(isWhole: options.selectsAll, inCertificates: inspector != nil)
    return Compilation(
      options: options, sources: inputs, tree: tree, normalized: normalized,
      plans: plans, isLockReadable: isLockReadable, diagnostics: diagnostics)
  }
}

/// The lock file of `--vip-lock`, as the caller read it.
public struct LockFile: Sendable {
  /// Nil when the file does not exist yet.
  public var source: SourceFile?
  /// Whether a change that it would need is an error.
  public var isFrozen: Bool

  public init(source: SourceFile?, isFrozen: Bool) {
    self.source = source
    self.isFrozen = isFrozen
  }
}
