/// Lints that go by what is not there. They speak only where nothing can be there that was not read.
///
/// They look at the whole input, whichever meshes and dataplanes the options choose.
func lintAbsences(
  _ resources: NormalizedResources, options: CompileOptions, diagnostics: inout DiagnosticCollector
) {
  guard !diagnostics.isInputInDoubt else { return }
  lintReach(resources.meshes, options, &diagnostics)
  lintUnnamedServices(resources.meshes, options, &diagnostics)
  for generator in resources.idleGenerators { lintIdleGenerator(generator, resources, options, &diagnostics) }
  for secret in resources.unusedSecrets {
    diagnostics.report(
      .secretUnused, "no service of mesh \(secret.header.mesh) uses it, nor does another resource name it",
      at: Place(secret.header.nameNode), of: secret.header)
  }
}
