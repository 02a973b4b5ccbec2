extension ObjectReader {
  /// Reads the kind's names and labels in either spelling; nil, with an error, when it has no usable name.
  mutating func readHeader(of kind: ResourceKind, format: ResourceFormat) -> ResourceHeader? {
    switch format {
    case .universal: readUniversalHeader(of: kind)
    case .kubernetes: readKubernetesHeader(of: kind)
    }
  }

  private mutating func readUniversalHeader(of kind: ResourceKind) -> ResourceHeader? {
    discriminator("type", .required("The kind of resource."), .oneOf([kind.rawValue]))
    let mesh = meshName(of: kind)
    let name = resourceName(of: kind)
    identify(kind, mesh: mesh?.value, name: name?.value, namespace: nil)
    let labels = resourceLabels()
    let creationTime = creationTime("creationTime")
    ignore("modificationTime", notes: "When the resource was last changed.")
    ignore("kri", notes: "The resource's identifier in a control plane.")
    guard let name = checkedName(name, missing: Place(node, missing: "name")) else { return nil }
    if let mesh, kind.isMeshScoped, !isPlainName(mesh) { return nil }
    return header(
      kind, .universal, mesh: mesh?.value, name: name, namespace: nil, labels: labels, annotation: nil,
      creationTime: creationTime)
  }

  private mutating func readKubernetesHeader(of kind: ResourceKind) -> ResourceHeader? {
    discriminator(
      "apiVersion", .required("The group of the kind, and a version.", examples: [.string(kind.apiVersion)]),
      kind.apiVersionRule)
    discriminator("kind", .required("The kind of resource."), .oneOf([kind.rawValue]))
    let ownMesh = kind == .dataplane ? meshName(of: kind) : nil
    var namePlace = Place(node, missing: "metadata", "name")
    var name: Located<String>?
    var namespace: Located<String>?
    var labels: [Label] = []
    var annotations: [Label] = []
    var creationTime: Timestamp?
    _ = object("metadata", .required("Names and labels of the resource.")) { metadata in
      namePlace = Place(metadata.node, missing: "name")
      name = metadata.resourceName(of: kind)
      namespace = metadata.string(
        "namespace", .optional("Namespace of the resource. References from elsewhere call it name.namespace."),
        PlainName.rule)
      metadata.identify(
        kind, mesh: ownMesh?.value ?? metadata.node["labels"]?.value(forKey: KumaLabel.mesh)?.string, name: name?.value,
        namespace: namespace?.value)
      labels = metadata.resourceLabels(meshOf: kind)
      annotations = metadata.labels(
        "annotations", "Notes of other programs. kuma.io/display-name counts where no label of that name is.")
      creationTime = metadata.creationTime("creationTimestamp")
      metadata.ignore(
        "uid", "resourceVersion", "generation", "generateName", "managedFields", "finalizers", "ownerReferences",
        "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", notes: "Kept by Kubernetes.")
    }
    guard let name = checkedName(name, missing: namePlace) else { return nil }
    if let namespace, !isPlainName(namespace) { return nil }
    let mesh =
      ownMesh ?? labels.first { $0.key == KumaLabel.mesh }.map { Located(value: $0.value, node: $0.node) }
    if let mesh, kind.isMeshScoped, !isPlainName(mesh) { return nil }
    return header(
      kind, .kubernetes, mesh: mesh?.value, name: name, namespace: namespace?.value, labels: labels,
      annotation: annotations.first { $0.key == KumaLabel.displayName }?.value, creationTime: creationTime)
  }

  private func header(
    _ kind: ResourceKind, _ format: ResourceFormat, mesh: String?, name: Located<String>, namespace: String?,
    labels: [Label], annotation: String?, creationTime: Timestamp?
  ) -> ResourceHeader {
    ResourceHeader(
      id: resourceID(kind, mesh: mesh, name: name.value, namespace: namespace),
      format: format, root: node, name: name.value, nameNode: name.node, namespace: namespace,
      labels: labels,
      displayName: labels.first { $0.key == KumaLabel.displayName }?.value ?? annotation ?? name.value,
      creationTime: creationTime)
  }

  private func resourceID(_ kind: ResourceKind, mesh: String?, name: String, namespace: String?) -> ResourceID {
    let coreName = if kind.isNamespaced, let namespace { "\(name).\(namespace)" } else { name }
    return ResourceID(
      kind: kind.rawValue, mesh: kind.isMeshScoped ? mesh ?? ResourceKind.defaultMesh : nil, name: coreName)
  }

  /// From here on, findings say whose they are.
  private func identify(_ kind: ResourceKind, mesh: String?, name: String?, namespace: String?) {
    guard let name, !name.isEmpty else { return }
    context.resource = resourceID(kind, mesh: mesh, name: name, namespace: namespace)
  }

  private func checkedName(_ name: Located<String>?, missing: Place) -> Located<String>? {
    guard let name else {
      // A name of the wrong type was reported as it was read.
      if context.findings.errorCount == 0 { context.report(.missingField, "must be defined", at: missing) }
      return nil
    }
    return isPlainName(name) ? name : nil
  }

  private func isPlainName(_ name: Located<String>) -> Bool {
    let isPlain = PlainName.isValid(name.value)
    if !isPlain {
      context.report(.invalidName, PlainName.rule.message, at: Place(name.node))
    }
    return isPlain
  }

  private mutating func meshName(of kind: ResourceKind) -> Located<String>? {
    string(
      "mesh",
      kind.isMeshScoped
        ? .optional("The mesh that the resource belongs to.", default: .string(ResourceKind.defaultMesh))
        : .withoutEffect("Resources of this kind count for every mesh."),
      kind.isMeshScoped ? PlainName.rule : .any)
  }

  private mutating func resourceName(of kind: ResourceKind) -> Located<String>? {
    string("name", .required("Name of the resource."), PlainName.rule.upTo(kind.longestName))
  }

  /// - Parameter kind: given where a label names the mesh.
  private mutating func resourceLabels(meshOf kind: ResourceKind? = nil) -> [Label] {
    labels("labels", "What selectors and templates know the resource by.", .labels(KumaLabel.fields(meshOf: kind)))
  }

  /// Creation times decide who comes first where resources compete for a name or a VIP.
  private mutating func creationTime(_ key: StaticString) -> Timestamp? {
    let text = string(
      key, .optional("When the resource was made: the older comes first.", examples: ["2024-06-14T09:19:56Z"]),
      Timestamp.rule)
    guard let text else { return nil }
    let time = Timestamp(text.value)
    if time == nil {
      context.report(.invalidTime, Timestamp.rule.message, at: Place(text.node))
    }
    return time
  }
}

extension KumaLabel {
  /// The labels that mean something to the compiler.
  fileprivate static func fields(meshOf kind: ResourceKind?) -> [ObjectSchema.Field] {
    var fields: [ObjectSchema.Field] = [
      .init(
        name: displayName, notes: "Name to show instead of the resource's own; {{ .DisplayName }} in templates.",
        value: .text(.any)),
      .init(
        name: origin, notes: .optional("Where the resource was made.", default: "zone", examples: ["zone", "global"]),
        value: .text(.any)),
      .init(name: zone, notes: "Zone of the resource. A service of another zone is not reached.", value: .text(.any)),
    ]
    if let kind, kind.isMeshScoped {
      fields.insert(
        .init(
          name: mesh,
          notes: .optional("The mesh that the resource belongs to.", default: .string(ResourceKind.defaultMesh)),
          // Where a Dataplane has a mesh beside its spec, the label does not count.
          value: .text(kind == .dataplane ? .any : PlainName.rule)),
        at: 0)
    }
    return fields
  }
}
