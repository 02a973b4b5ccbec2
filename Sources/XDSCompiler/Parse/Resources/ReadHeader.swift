extension ObjectReader {
  /// Reads the kind's names and labels in either spelling; nil, with an error, when it has no usable name.
  mutating func readHeader(of kind: ResourceKind, format: ResourceFormat) -> ResourceHeader? {
    switch format {
    case .universal: readUniversalHeader(of: kind)
    case .kubernetes: readKubernetesHeader(of: kind)
    }
  }

  private mutating func readUniversalHeader(of kind: ResourceKind) -> ResourceHeader? {
    ignore("type", "modificationTime", "kri")
    let mesh = string("mesh")
    let name = string("name")
    identify(kind, mesh: mesh?.value, name: name?.value, namespace: nil)
    let labels = labels("labels")
    let creationTime = timestamp("creationTime")
    guard let name = checkedName(name, missing: Place(node, missing: "name")) else { return nil }
    if let mesh, kind.isMeshScoped, !isPlainName(mesh) { return nil }
    return header(
      kind, .universal, mesh: mesh?.value, name: name, namespace: nil, labels: labels, annotation: nil,
      creationTime: creationTime)
  }

  private mutating func readKubernetesHeader(of kind: ResourceKind) -> ResourceHeader? {
    ignore("apiVersion", "kind")
    let ownMesh = kind == .dataplane ? string("mesh") : nil
    var namePlace = Place(node, missing: "metadata", "name")
    var name: Located<String>?
    var namespace: Located<String>?
    var labels: [Label] = []
    var annotations: [Label] = []
    var creationTime: Timestamp?
    _ = object("metadata") { metadata in
      namePlace = Place(metadata.node, missing: "name")
      name = metadata.string("name")
      namespace = metadata.string("namespace")
      metadata.identify(
        kind, mesh: ownMesh?.value ?? metadata.node["labels"]?.value(forKey: KumaLabel.mesh)?.string, name: name?.value,
        namespace: namespace?.value)
      labels = metadata.labels("labels")
      annotations = metadata.labels("annotations")
      creationTime = metadata.timestamp("creationTimestamp")
      metadata.ignore(
        "uid", "resourceVersion", "generation", "generateName", "managedFields", "finalizers", "ownerReferences",
        "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink")
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
    return ResourceID(kind: kind.rawValue, mesh: kind.isMeshScoped ? mesh ?? "default" : nil, name: coreName)
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

  /// The output's own file beside the folders of meshes.
  private static let manifestName = "manifest.json"

  /// Names become parts of paths and of Envoy names, so each must be one plain path component, the same in every encoding.
  private func isPlainName(_ name: Located<String>) -> Bool {
    let bytes = name.value.utf8
    let isPlain =
      !bytes.isEmpty && bytes.count <= 255 && bytes.first != UInt8(ascii: ".") && name.value != Self.manifestName
      && bytes.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") }
    if !isPlain {
      context.report(
        .invalidName,
        "must be a plain name: ASCII, not empty, no \"/\", no white space, no leading dot, at most 255 bytes",
        at: Place(name.node))
    }
    return isPlain
  }

  private mutating func timestamp(_ key: StaticString) -> Timestamp? {
    guard let text = string(key) else { return nil }
    let time = Timestamp(text.value)
    if time == nil {
      context.report(.invalidTime, "must be a time such as 2024-06-14T09:19:56Z", at: Place(text.node))
    }
    return time
  }
}
