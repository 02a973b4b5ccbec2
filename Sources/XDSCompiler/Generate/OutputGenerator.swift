/// Makes the files of all dataplanes: the generate stage.
///
/// Whoever is done with the diagnostics can let go of the `Compilation` first: this keeps what it needs of it.
public struct OutputGenerator: Sendable {
  private let options: CompileOptions
  let plans: [ProxyPlan]
  /// The input, which policies refer to; nil where none is applied, so that it can go.
  private let tree: SourceTree?

  init(_ plans: [ProxyPlan], of tree: SourceTree, options: CompileOptions) {
    self.plans = plans
    self.tree = plans.contains { $0.policies != nil } ? tree : nil
    self.options = options
  }

  /// How many dataplanes there are.
  public var count: Int { plans.count }

  /// Makes every file, on up to `jobs` threads, and hands each to `emit`, which may be called from any of them.
  ///
  /// In which order files come is not defined. The first error that `emit` throws ends the work and is thrown on.
  ///
  /// - Parameter whenDone: called after the last file of each dataplane.
  /// - Returns: what dataplanes share. A process that is about to end saves time by not letting go of it.
  @discardableResult
  public func generate(
    _ emit: @Sendable (OutputFile) throws -> Void, whenDone: @Sendable () -> Void = {}
  ) throws -> [AnyObject & Sendable] {
    guard !plans.isEmpty else { return [] }
    let shared = sharedClusters()
    let plans = plans.byShape(options)
    // Threads share out the dataplanes; where those are too few, threads share the work on each, if it is worth it.
    let sharesPlans = plans.count >= options.jobs
    let tasksPerPlan = sharesPlans ? 1 : taskCount(for: plans.map(\.outbounds.count).max() ?? 0, jobs: options.jobs)
    let tasks = sharesPlans ? min(plans.count, options.jobs == 1 ? 1 : options.jobs * 8) : 1
    let failures = concurrentMap(count: tasks, jobs: options.jobs) { task -> (any Error)? in
      let generator = ProxyGenerator(options: options, tasks: tasksPerPlan)
      do {
        for alike in plans.share(task, of: tasks).cutByShape(options) {
          guard let clusters = alike.first.flatMap({ shared[ClusterShape($0)] }) else { continue }
          try generator.files(alike, shared: clusters, emit: emit, whenDone: whenDone)
        }
        return nil
      } catch {
        return error
      }
    }
    if let failure = failures.lazy.compactMap({ $0 }).first { throw failure }
    return Array(shared.values)
  }

  /// Tries the modifications of MeshProxyPatches, of each plan that has some.
  ///
  /// - Returns: by the places of the plans, where modifications are written that are for nothing there, or why one fails.
  func tryPatches() -> [(plan: Int, withoutTarget: Result<[Node], PatchFailure>)] {
    let patched = plans.indices.filter { plans[$0].policies.map { !$0.modifications.isEmpty } ?? false }
    guard !patched.isEmpty else { return [] }
    let shared = sharedClusters()
    let generator = ProxyGenerator(options: options, tasks: 1)
    // What comes of one plan comes of all of its shape.
    var known: [ProxyShape: Result<[Node], PatchFailure>] = [:]
    return patched.compactMap { index in
      let plan = plans[index]
      guard let clusters = shared[ClusterShape(plan)] else { return nil }
      let shape = ProxyShape(plan, options)
      let result =
        known[shape]
        ?? Result { () throws(PatchFailure) -> [Node] in try generator.tryPatches(plan, shared: clusters) }
      known[shape] = result
      return (index, result)
    }
  }

  /// What clusters depend on besides the services themselves.
  private struct ClusterShape: Hashable {
    let mesh: String
    let isIPv6: Bool
    let policies: ObjectIdentifier?
    /// Policies may show a dataplane's tags to upstreams.
    let tags: String?

    init(_ plan: ProxyPlan) {
      mesh = plan.mesh.name
      isIPv6 = plan.dataplane.isIPv6
      policies = plan.policies.map { ObjectIdentifier($0) }
      tags = plan.policies == nil ? nil : plan.dataplane.tags.header
    }
  }

  private func sharedClusters() -> [ClusterShape: SharedClusters] {
    Dictionary(grouping: plans, by: ClusterShape.init).mapValues { plans in
      var isReached = [Bool](repeating: false, count: plans[0].mesh.services.count)
      for plan in plans {
        for index in plan.services { isReached[index] = true }
      }
      return SharedClusters(
        plans[0], services: isReached.indices.filter { isReached[$0] }, options: options)
    }
  }
}
