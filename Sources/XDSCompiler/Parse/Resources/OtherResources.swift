/// A Mesh as written: the settings that bear on external services.
struct MeshResource: Sendable {
  let header: ResourceHeader
  /// `routing.defaultForbidMeshExternalServiceAccess`.
  let forbidsExternalAccess: Located<Bool>?
  /// `routing.localityAwareLoadBalancing`.
  let localityAware: Located<Bool>?
  /// `routing.zoneEgress`.
  let zoneEgress: Located<Bool>?
  /// `networking.outbound.passthrough`.
  let passthrough: Located<Bool>?
  let hasErrors: Bool

  init?(_ reader: inout ObjectReader, format: ResourceFormat) {
    guard let header = reader.readHeader(of: .mesh, format: format) else { return nil }
    var forbidsExternalAccess: Located<Bool>?
    var localityAware: Located<Bool>?
    var zoneEgress: Located<Bool>?
    var passthrough: Located<Bool>?
    func readBody(_ body: inout ObjectReader) {
      body.ignore("mtls", "tracing", "logging", "metrics", "constraints", "skipCreatingInitialPolicies", "meshServices")
      _ = body.object("routing") {
        forbidsExternalAccess = $0.boolean("defaultForbidMeshExternalServiceAccess")
        localityAware = $0.boolean("localityAwareLoadBalancing")
        zoneEgress = $0.boolean("zoneEgress")
      }
      _ = body.object("networking") {
        passthrough = $0.object("outbound") { $0.boolean("passthrough") } ?? nil
      }
    }
    switch format {
    case .universal: readBody(&reader)
    case .kubernetes: _ = reader.object("spec") { readBody(&$0) }
    }
    reader.ignore("status")
    reader.finish()
    self.header = header
    self.forbidsExternalAccess = forbidsExternalAccess
    self.localityAware = localityAware
    self.zoneEgress = zoneEgress
    self.passthrough = passthrough
    hasErrors = reader.context.findings.errorCount > 0
  }
}

/// A HostnameGenerator as written.
struct HostnameGeneratorResource: Sendable {
  /// One kind of selector under `spec.selector`.
  struct Selector: Sendable {
    let node: Node
    let matchLabels: [Label]
  }

  let header: ResourceHeader
  let spec: Node?
  let selector: Node?
  let meshService: Selector?
  let meshExternalService: Selector?
  let template: Located<String>?
  let hasErrors: Bool

  init?(_ reader: inout ObjectReader, format: ResourceFormat) {
    guard let header = reader.readHeader(of: .hostnameGenerator, format: format) else { return nil }
    var spec: Node?
    var selector: Node?
    var meshService: Selector?
    var meshExternalService: Selector?
    var template: Located<String>?
    _ = reader.object("spec") {
      spec = $0.node
      template = $0.string("template")
      _ = $0.object("selector") {
        selector = $0.node
        meshService = $0.object("meshService") { Selector(node: $0.node, matchLabels: $0.labels("matchLabels")) }
        meshExternalService = $0.object("meshExternalService") {
          Selector(node: $0.node, matchLabels: $0.labels("matchLabels"))
        }
      }
    }
    reader.ignore("status")
    reader.finish()
    self.header = header
    self.spec = spec
    self.selector = selector
    self.meshService = meshService
    self.meshExternalService = meshExternalService
    self.template = template
    hasErrors = reader.context.findings.errorCount > 0
  }
}

/// A Secret as written: `data` holds base64, on Kubernetes under `data.value`, or text under `stringData.value`.
struct SecretResource: Sendable {
  let header: ResourceHeader
  /// The base64 text, left in the input until it is needed.
  let data: Node?
  /// The text itself, which wins as it does in Kubernetes.
  let stringData: Node?
  let hasErrors: Bool

  init?(_ reader: inout ObjectReader, format: ResourceFormat) {
    guard let header = reader.readHeader(of: .secret, format: format) else { return nil }
    switch format {
    case .universal:
      data = reader.secretText("data")
      stringData = nil
    case .kubernetes:
      reader.ignore("type", "immutable")
      data = reader.object("data") { $0.secretText("value") } ?? nil
      stringData = reader.object("stringData") { $0.secretText("value") } ?? nil
    }
    reader.finish()
    self.header = header
    hasErrors = reader.context.findings.errorCount > 0
  }
}
