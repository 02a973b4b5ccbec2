/// Applies modifications as a trial, so that all that fails is known before anything is written.
///
/// - Returns: the plans that can be generated.
func checkPatches(
  _ plans: [ProxyPlan], of tree: SourceTree, options: CompileOptions, diagnostics: inout DiagnosticCollector
) -> [ProxyPlan] {
  let failures = OutputGenerator(plans, of: tree, options: options).patchFailures()
  var reported: Set<Node> = []
  for (index, failure) in failures where reported.insert(failure.modification.node).inserted {
    guard let policy = plans[index].mesh.policies.first(where: { failure.modification.node.isBelow($0.header.root) })
    else { continue }
    diagnostics.report(
      .proxyPatch,
      "this does not apply to \(failure.resource) of dataplane \(plans[index].dataplane.header.coreName): "
        + failure.reason,
      at: Place(keyOf: failure.modification.node), of: policy.header)
  }
  let failed = Set(failures.map(\.plan))
  return failed.isEmpty ? plans : plans.indices.filter { !failed.contains($0) }.map { plans[$0] }
}

extension Node {
  fileprivate func isBelow(_ other: Node) -> Bool { self == other || (parent?.isBelow(other) ?? false) }
}
