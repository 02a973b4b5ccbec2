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
  /// `skipCreatingInitialPolicies`: kinds, or `*`.
  let skippedPolicies: [String]
  let hasErrors: Bool

  init?(_ reader: inout ObjectReader, format: ResourceFormat) {
    guard let header = reader.readHeader(of: .mesh, format: format) else { return nil }
    var forbidsExternalAccess: Located<Bool>?
    var localityAware: Located<Bool>?
    var zoneEgress: Located<Bool>?
    var passthrough: Located<Bool>?
    var skippedPolicies: [Located<String>] = []
    func readBody(_ body: inout ObjectReader) {
      _ = body.object("routing", "How traffic finds its way.") {
        forbidsExternalAccess = $0.boolean(
          "defaultForbidMeshExternalServiceAccess",
          .optional("Whether dataplanes are kept from every MeshExternalService.", default: false))
        localityAware = $0.boolean(
          "localityAwareLoadBalancing",
          .optional("Whether endpoints of the local zone come before those of others.", default: false))
        zoneEgress = $0.boolean(
          "zoneEgress",
          .optional(
            "Whether external traffic goes through a zone egress; true is an error, as that is not compiled.",
            default: false))
      }
      _ = body.object("networking", "Settings of all dataplanes.") {
        passthrough =
          $0.object("outbound", "Settings of outgoing traffic.") {
            $0.boolean(
              "passthrough",
              .optional("Whether transparent proxies let traffic to unknown addresses out of the mesh.", default: true))
          } ?? nil
      }
      body.ignore("mtls", notes: "Which CA makes the mesh's own certificates.")
      body.ignore("tracing", "logging", "metrics", notes: "Where traces, logs and metrics go.")
      body.ignore("constraints", notes: "Which dataplanes may join.")
      skippedPolicies =
        body.strings(
          "skipCreatingInitialPolicies",
          .optional(
            "Kinds of policies that a control plane, or --default-policies, does not create; * for none at all.",
            examples: [.array([.string("*")])])) ?? []
      body.ignore("meshServices", notes: "How services inside the mesh are made.")
    }
    switch format {
    case .universal: readBody(&reader)
    case .kubernetes: _ = reader.object("spec", "The settings of the mesh.") { readBody(&$0) }
    }
    reader.ignore("status", notes: "What a control plane knows of the mesh.")
    reader.finish()
    self.header = header
    self.forbidsExternalAccess = forbidsExternalAccess
    self.localityAware = localityAware
    self.zoneEgress = zoneEgress
    self.passthrough = passthrough
    self.skippedPolicies = skippedPolicies.map(\.value)
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
    _ = reader.object("spec", .required("Which services get a name, and which one.")) {
      spec = $0.node
      template = $0.string(
        "template",
        .required(
          "A Go template of the name: {{ .Name }}, .DisplayName, .Namespace, .Mesh, .Zone, {{ label \"key\" }}.",
          examples: ["{{ .DisplayName }}.svc.meshext.local"]),
        .nonEmpty)
      _ = $0.object("selector", .required("Which services get a name: those of one kind that have all these labels.")) {
        selector = $0.node
        meshService = $0.object("meshService", "Services inside the mesh, none of which is compiled.", Selector.init)
        meshExternalService = $0.object("meshExternalService", "MeshExternalServices.", Selector.init)
        $0.relate(.exactlyOne(of: ["meshService", "meshExternalService"]))
      }
    }
    reader.ignore("status", notes: "What a control plane knows of the generator.")
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

extension HostnameGeneratorResource.Selector {
  fileprivate init(_ reader: inout ObjectReader) {
    node = reader.node
    matchLabels = reader.labels(
      "matchLabels", "Labels that the service has; without any, every service is meant.",
      .labels([
        .init(
          name: KumaLabel.origin, notes: .optional("Where the service was made.", examples: ["zone", "global"]),
          value: .text(.any))
      ]))
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

  private static let hasText = FieldTest(
    field: "stringData",
    value: .object(.init(fields: [.init(name: "value", notes: .required(""), value: .text(.any))], others: .any)))

  init?(_ reader: inout ObjectReader, format: ResourceFormat) {
    guard let header = reader.readHeader(of: .secret, format: format) else { return nil }
    switch format {
    case .universal:
      data = reader.secretText("data", .required("The bytes in base64; line breaks do not count."), Base64.rule)
      stringData = nil
    case .kubernetes:
      reader.discriminator(
        "type", .required("Says that the Secret belongs to a mesh."), .oneOf([ResourceKind.kubernetesSecretType]))
      data =
        reader.object("data", "What the Secret holds, in base64.") {
          $0.secretText("value", .required("The bytes in base64; line breaks do not count."), Base64.rule)
        } ?? nil
      stringData =
        reader.object("stringData", "What the Secret holds, as text. Wins over data.") {
          $0.secretText("value", "The text itself.")
        } ?? nil
      reader.relate(.when(Self.hasText, otherwise: [.valid("data", isRequired: true)]))
      reader.ignore("immutable", notes: "Whether a cluster refuses to change it.")
    }
    reader.finish()
    self.header = header
    hasErrors = reader.context.findings.errorCount > 0
  }
}
