/// The result of a compile up to, but without, the encoding of its files, which are made one by one on demand.
public struct Compilation: Sendable {
  private let options: CompileOptions
  /// Keeps the nodes alive that the resources refer to.
  private let tree: SourceTree
  private let normalized: NormalizedResources
  private let plans: [ProxyPlan]
  /// What diagnostics' file indices refer to.
  public let sources: [SourceFile]
  /// All findings, in the order of files and positions.
  public let diagnostics: [Diagnostic]
  public let errorCount: Int

  init(
    options: CompileOptions, sources: [SourceFile], tree: SourceTree, normalized: NormalizedResources,
    plans: [ProxyPlan], diagnostics: DiagnosticCollector
  ) {
    self.options = options
    self.sources = sources
    self.tree = tree
    self.normalized = normalized
    self.plans = plans
    self.diagnostics = diagnostics.diagnostics.sorted(by: Diagnostic.inOrder)
    errorCount = diagnostics.errorCount
  }

  /// Names of meshes and core names of dataplanes that the input has, for options that name them.
  public var meshes: [String] { normalized.meshes.map(\.name) }
  public var dataplanes: [String] { normalized.meshes.flatMap { $0.dataplanes.map(\.header.coreName) } }

  /// The VIPs to remember for the next build.
  public var vipLock: VIPLock { normalized.vipLock }

  /// Makes every file, on up to `jobs` threads, and hands each to `emit`, which may be called from any of them.
  ///
  /// Files of one dataplane come in order and from one thread; which dataplane comes first is not defined. The first
  /// error that `emit` throws ends the work and is thrown on.
  public func generate(_ emit: @Sendable (OutputFile) throws -> Void) throws {
    let shared = sharedClusters()
    // A few dataplanes per task: enough tasks to spread, few enough for each worker to reuse its arenas.
    let tasks = options.jobs > 1 ? min(plans.count, options.jobs * 8) : 1
    let failures = concurrentMap(count: tasks, jobs: options.jobs) { task -> (any Error)? in
      let generator = ProxyGenerator(options: options)
      do {
        for plan in plans.share(task, of: tasks) {
          guard let clusters = shared[ClusterShape(plan)] else { continue }
          try generator.files(plan, shared: clusters, emit: emit)
        }
        return nil
      } catch {
        return error
      }
    }
    if let failure = failures.lazy.compactMap({ $0 }).first { throw failure }
  }

  /// What clusters depend on besides the services themselves.
  private struct ClusterShape: Hashable {
    let mesh: String
    let isIPv6: Bool

    init(_ plan: ProxyPlan) {
      mesh = plan.mesh.name
      isIPv6 = plan.dataplane.isIPv6
    }
  }

  private func sharedClusters() -> [ClusterShape: SharedClusters] {
    Dictionary(grouping: plans, by: ClusterShape.init).mapValues { plans in
      var isReached = [Bool](repeating: false, count: plans[0].mesh.services.count)
      for plan in plans {
        for index in plan.services { isReached[index] = true }
      }
      return SharedClusters(
        plans[0].mesh, services: isReached.indices.filter { isReached[$0] }, isIPv6: plans[0].dataplane.isIPv6,
        options: options)
    }
  }
}
