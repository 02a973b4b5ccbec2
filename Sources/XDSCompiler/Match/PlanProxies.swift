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
  return plans
}
