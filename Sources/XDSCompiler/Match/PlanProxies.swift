/// The match stage: decides for each dataplane what it reaches.
func planProxies(
  _ resources: NormalizedResources, options: CompileOptions, diagnostics: inout DiagnosticCollector
) -> [ProxyPlan] {
  var plans: [ProxyPlan] = []
  for mesh in resources.meshes where options.meshes.isEmpty || options.meshes.contains(mesh.name) {
    var matcher = OutboundMatcher(mesh: mesh, options: options, diagnostics: diagnostics)
    let chosen = mesh.dataplanes.filter {
      options.dataplanes.isEmpty || options.dataplanes.contains($0.header.coreName)
    }
    if !chosen.isEmpty {
      matcher.noteForbiddenAccess()
      matcher.checkPolicies()
    }
    for dataplane in chosen {
      guard let plan = matcher.plan(dataplane) else { continue }
      plans.append(plan)
    }
    diagnostics = matcher.diagnostics
  }
  // After an error, a Dataplane may be there and not be readable.
  if diagnostics.errorCount == 0, resources.meshes.allSatisfy(\.dataplanes.isEmpty),
    let service = resources.meshes.lazy.flatMap(\.services).first
  {
    diagnostics.report(
      .noDataplane, "the input has no Dataplane, so nothing is compiled", at: Place(service.header.nameNode),
      of: service.header)
  }
  return plans
}
