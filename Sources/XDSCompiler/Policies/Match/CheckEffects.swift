/// Says which policies of a mesh change nothing, and why.
struct PolicyEffects {
  let policies: ResolvedPolicies
  /// CA bundle on the sidecar's machine; nil when none is known.
  let systemCAPath: String?

  private var mesh: NormalizedMesh { policies.mesh }

  func check(_ diagnostics: inout DiagnosticCollector) {
    for policy in mesh.policies where !policy.hasErrors && !policy.isBuiltIn {
      if let reason = policy.whyInert {
        diagnostics.report(
          .policyInert, "\(policy.type.kind) has no effect on external services: \(reason)",
          at: Place(policy.header.nameNode), of: policy.header)
        continue
      }
      guard checkDataplanes(policy, &diagnostics) else { continue }
      checkCollectors(policy, &diagnostics)
      for (item, target) in zip(policy.to, policies.targets(of: policy)) {
        checkServices(item, of: policy, target, &diagnostics)
      }
    }
  }

  private func checkDataplanes(_ policy: PolicyResource, _ diagnostics: inout DiagnosticCollector) -> Bool {
    guard let target = policy.target, !mesh.dataplanes.isEmpty else { return true }
    if policy.isShadow {
      diagnostics.report(
        .policyNoEffect, "a policy with the label \(KumaLabel.effect): shadow is not applied",
        at: Place(policy.header.nameNode), of: policy.header)
      return false
    }
    let selected = mesh.dataplanes.filter { policy.selects($0, routes: mesh.routes) }
    guard selected.isEmpty else {
      guard policy.type.needsTransparentProxy, selected.allSatisfy({ $0.transparentProxy == nil }) else { return true }
      diagnostics.report(
        .policyNoEffect, "this has no effect: no Dataplane that it is for has a transparent proxy",
        at: Place(keyOf: target.node), of: policy.header)
      return false
    }
    diagnostics.report(
      .policyUnmatched, "this is for no Dataplane of mesh \(mesh.name) in the input", at: Place(keyOf: target.node),
      of: policy.header)
    return false
  }

  /// Never TLS that verifies nothing.
  private func checkCollectors(_ policy: PolicyResource, _ diagnostics: inout DiagnosticCollector) {
    guard systemCAPath == nil, let type = policy.type as? any OutboundPolicy.Type else { return }
    for conf in policy.to.map(\.conf) + [policy.conf].compactMap(\.self)
    where type.collectors(conf).contains(where: \.usesTLS) {
      diagnostics.report(
        .tlsNoCA, "no system CA file is known to verify the collector by", at: conf.place, of: policy.header,
        help: "give the path of the sidecar's CA bundle with --system-ca-path")
    }
  }

  private func checkServices(
    _ item: PolicyResource.Item, of policy: PolicyResource, _ target: ResolvedPolicies.Target,
    _ diagnostics: inout DiagnosticCollector
  ) {
    let reference = item.target
    switch target {
    case .everything: return
    case .services(let indices):
      guard indices.isEmpty else {
        checkSections(item, of: policy, indices, &diagnostics)
        return checkPrecedence(item, of: policy, indices, &diagnostics)
      }
      // A MeshService most likely is a service inside the mesh, none of this compiler's business.
      guard reference.kind == .meshExternalService, !mesh.hidesService else { return }
      let (message, help) = policies.missing(reference)
      diagnostics.report(
        .policyUnmatched, message,
        at: reference.name.map { Place($0.node) } ?? Place(keyOf: reference.node), of: policy.header, help: help)
    }
  }

  /// Sections are for some services; one that is for none of those here changes nothing.
  private func checkSections(
    _ item: PolicyResource.Item, of policy: PolicyResource, _ services: [Int],
    _ diagnostics: inout DiagnosticCollector
  ) {
    guard let type = policy.type as? any OutboundPolicy.Type else { return }
    for section in type.sections {
      guard let conf = item.conf[section.name] else { continue }
      let traffic = services.map {
        PolicySection.Traffic(service: mesh.services[$0], protocols: protocols(of: $0, under: policy))
      }
      guard !traffic.contains(where: section.isFor) else { continue }
      diagnostics.report(
        .policyNoEffect, "section \(section.name) has no effect: \(section.reason(traffic))",
        at: Place(keyOf: conf.node), of: policy.header)
    }
  }
}

extension PolicyResource {
  /// Why external services never see it, as the end of a sentence; nil when they may.
  fileprivate var whyInert: String? {
    if let type = type as? any InertPolicy.Type { return type.reason }
    // Where a policy has defaults, having it is enough for them.
    guard to.isEmpty, !from.isEmpty, (type as? any OutboundPolicy.Type)?.hasDefaults == false else { return nil }
    return "it has only `from`, which is for what comes in at the inbounds of a dataplane"
  }
}
