/// Applies modifications as a trial, so that all that fails is known before anything is written.
///
/// - Returns: the plans that can be generated.
func checkPatches(
  _ plans: [ProxyPlan], of tree: SourceTree, options: CompileOptions, diagnostics: inout DiagnosticCollector
) -> [ProxyPlan] {
  let trials = OutputGenerator(plans, of: tree, options: options).tryPatches()
  var failed: Set<Int> = []
  var reported: Set<Node> = []
  var withTarget: Set<Node> = []
  var withoutTarget: [(node: Node, plan: Int)] = []
  for (index, trial) in trials {
    switch trial {
    case .success(let nodes):
      withoutTarget += nodes.map { ($0, index) }
      withTarget.formUnion((plans[index].policies?.modifications ?? []).map(\.node).filter { !nodes.contains($0) })
    case .failure(let failure):
      failed.insert(index)
      guard reported.insert(failure.modification.node).inserted else { continue }
      diagnostics.report(
        .proxyPatch,
        "this does not apply to \(failure.resource) of dataplane \(plans[index].dataplane.header.coreName): "
          + failure.reason,
        at: failure.modification.node, of: plans[index])
    }
  }
  // What is left out, by an error or by choice, may well be what a modification is for.
  if diagnostics.errorCount == 0, options.selectsAll, options.shard == nil {
    for (node, index) in withoutTarget where !withTarget.contains(node) && reported.insert(node).inserted {
      diagnostics.report(
        .policyNoEffect, "this has no effect: nothing fits it in the output of the dataplanes that it is for",
        at: node, of: plans[index])
    }
  }
  return failed.isEmpty ? plans : plans.indices.filter { !failed.contains($0) }.map { plans[$0] }
}

extension DiagnosticCollector {
  fileprivate mutating func report(_ id: DiagnosticID, _ message: String, at modification: Node, of plan: ProxyPlan) {
    guard let policy = plan.mesh.policies.first(where: { modification.isBelow($0.header.root) }) else { return }
    report(id, message, at: Place(keyOf: modification), of: policy.header)
  }
}

extension Node {
  fileprivate func isBelow(_ other: Node) -> Bool { self == other || (parent?.isBelow(other) ?? false) }
}
