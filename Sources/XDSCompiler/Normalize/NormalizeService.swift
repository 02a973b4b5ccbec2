/// Checks and completes one service after the other; what it needs of the rest of the input is read-only.
struct ServiceNormalizer {
  let options: CompileOptions
  let secrets: SecretStore
  var diagnostics: DiagnosticCollector

  /// Never fails: a service with errors still takes part where names and addresses are given out.
  mutating func normalize(_ resource: MeshExternalServiceResource) -> ExternalService {
    let errorsBefore = diagnostics.errorCount
    checkName(resource)
    checkMatch(resource)
    checkExtension(resource)
    var endpoints: [ExternalService.Endpoint] = []
    var tls: TLSOrigination?
    // Endpoints and TLS of an extension are its own to check; with no type there is none that could.
    if resource.extension?.type?.value.isEmpty ?? true {
      endpoints = normalizeEndpoints(resource)
      tls = normalizeTLS(resource, firstEndpoint: endpoints.first)
      // What could not be read may be what a lint would look at.
      if !resource.hasErrors {
        lintPorts(resource)
        lintTLS(resource, endpoints: endpoints)
      }
    }
    let labels = EffectiveLabels(resource.header, zone: options.zone)
    let endpointLabels = labels.forEndpoints()
    return ExternalService(
      header: resource.header,
      protocol: resource.match?.protocol?.value ?? .defaultValue,
      port: resource.match?.port.flatMap { UInt16(exactly: $0.value) },
      endpoints: endpoints,
      tls: tls,
      endpointLabels: endpointLabels,
      zone: endpointLabels.first { $0.key == KumaLabel.zone }?.value,
      isExtension: resource.extension != nil,
      isCompiled: !resource.hasErrors && resource.extension == nil && diagnostics.errorCount == errorsBefore)
  }

  private mutating func checkName(_ resource: MeshExternalServiceResource) {
    let limit = ResourceKind.meshExternalService.longestName
    guard resource.header.name.count > limit else { return }
    report(
      .nameLength, "must not be longer than \(limit) characters", at: Place(resource.header.nameNode), of: resource)
  }

  private mutating func checkMatch(_ resource: MeshExternalServiceResource) {
    guard let match = resource.match else { return }
    if let type = match.type, type.value != MeshExternalServiceResource.Match.type {
      report(
        .matchType,
        "unrecognized type '\(type.value)' - only '\(MeshExternalServiceResource.Match.type)' is supported",
        at: Place(type.node), of: resource)
    }
    if let port = match.port { checkPort(port, .matchPort, of: resource) }
  }

  private mutating func checkExtension(_ resource: MeshExternalServiceResource) {
    guard let `extension` = resource.extension else { return }
    guard let type = `extension`.type, !type.value.isEmpty else {
      let place = `extension`.type.map { Place($0.node) } ?? Place(`extension`.node, missing: "type")
      return report(.extensionType, "must not be empty", at: place, of: resource)
    }
    report(
      .extensionSkipped, "extension \"\(type.value)\" compiles to no Envoy resources here", at: Place(type.node),
      of: resource)
  }

  mutating func checkPort(_ port: Located<Int64>, _ id: DiagnosticID, of resource: MeshExternalServiceResource) {
    guard !PortNumber.valid.contains(port.value) else { return }
    report(id, PortNumber.message, at: Place(port.node), of: resource)
  }

  mutating func report(
    _ id: DiagnosticID, _ message: String, at place: Place, of resource: MeshExternalServiceResource,
    notes: [Diagnostic.Note] = [], help: String? = nil
  ) {
    diagnostics.report(id, message, at: place, of: resource.header, notes: notes, help: help)
  }
}
