/// A HostnameGenerator that selects none of the services.
func lintIdleGenerator(
  _ generator: HostnameGeneratorResource, _ resources: NormalizedResources, _ options: CompileOptions,
  _ diagnostics: inout DiagnosticCollector
) {
  guard let selector = generator.meshExternalService else { return }
  let labels = resources.meshes.lazy.flatMap(\.services).map { EffectiveLabels($0.header, zone: options.zone) }
  guard !labels.isEmpty else { return }
  guard let unknown = selector.matchLabels.first(where: { label in !labels.contains { $0.match([label]) } }) else {
    return diagnostics.report(
      .generatorUnused, "no MeshExternalService has all these labels, so this makes no hostname",
      at: selector.node["matchLabels"].map { Place(keyOf: $0) } ?? Place(keyOf: selector.node), of: generator.header)
  }
  let values = Set(labels.compactMap { $0[unknown.key] }).sorted { $0.isBefore($1) }
  let help =
    unknown.key == KumaLabel.zone && options.zone == nil
    ? "name the zone of the services with --zone"
    : nearestName(to: unknown.value, among: values).map { "did you mean \"\($0)\"?" }
  diagnostics.report(
    .generatorUnused, "no MeshExternalService has this label, so this makes no hostname", at: Place(unknown.node),
    of: generator.header, help: help)
}
