extension TargetRef {
  private enum Field: String, CaseIterable {
    case name, namespace, mesh, sectionName, labels, tags, proxyTypes
  }

  /// Which fields go with a kind. A name, where one is allowed, is required unless there are labels.
  private static func fields(of kind: Kind) -> Set<Field> {
    switch kind {
    case .mesh: [.proxyTypes]
    case .meshSubset: [.tags, .proxyTypes]
    case .meshService, .meshHTTPRoute, .meshMultiZoneService: [.name, .namespace, .labels, .sectionName]
    case .meshExternalService: [.name, .namespace, .labels]
    case .meshServiceSubset, .meshGateway: [.name, .tags]
    }
  }

  /// Reports what Kuma's validator would; the kinds are those that the policy takes at this place.
  func check(allowed kinds: [Kind], _ context: DecodingContext) {
    guard let kindName, !kindName.value.isEmpty else {
      // A kind of the wrong type was reported as it was read.
      if node["kind"].map({ $0.kind == .string || $0.kind == .null }) ?? true {
        report("must be defined", kindName.map { Place($0.node) } ?? Place(node, missing: "kind"), context)
      }
      return
    }
    guard let kind, kinds.contains(kind) else {
      let suggestion = nearestName(to: kindName.value, among: kinds.map(\.rawValue))
      return context.report(
        .targetRef, "value is not supported", at: Place(kindName.node),
        help: suggestion.map { "did you mean \"\($0)\"?" }
          ?? "supported here: \(kinds.map(\.rawValue).joined(separator: ", "))")
    }
    checkFields(of: kind, context)
    if let name, !TargetRef.isName(name.value) {
      report(
        TargetRef.nameRule.message, Place(name.node), context)
    }
    for tag in tags {
      if tag.key.isEmpty || tag.value.isEmpty {
        report("tag name and value must not be empty", Place(tag.node), context)
      } else if !TagText.isValidName(tag.key) {
        report(TagText.nameRule.message, Place(keyOf: tag.node), context)
      } else if tag.value != "*", !TagText.isValidValue(tag.value) {
        report(TagText.valueRule.message, Place(tag.node), context)
      }
    }
    for type in proxyTypes where ProxyType(rawValue: type.value) == nil {
      report(ProxyType.message(field: "proxyTypes", value: type.value), Place(type.node), context)
    }
  }

  private func checkFields(of kind: Kind, _ context: DecodingContext) {
    let allowed = TargetRef.fields(of: kind)
    for field in Field.allCases where !allowed.contains(field) {
      guard let place = place(of: field) else { continue }
      report(
        kind == .mesh && field == .name
          ? "using name with kind Mesh is not yet supported" : "must not be set with kind \(kind.rawValue)",
        place, context)
    }
    guard allowed.contains(.name) else { return }
    if labels.isEmpty {
      if name?.value.isEmpty ?? (node["name"].map { $0.kind == .null } ?? true) {
        report(
          "must be set with kind \(kind.rawValue)", name.map { Place($0.node) } ?? Place(node, missing: "name"), context
        )
      }
    } else if allowed.contains(.labels), let labelsNode {
      if name != nil || namespace != nil {
        let others = kind == .meshExternalService ? "name" : "name and namespace"
        report("either labels or \(others) must be specified", Place(keyOf: labelsNode), context)
      }
      if allowed.contains(.sectionName), let sectionName {
        report("sectionName should not be combined with labels", Place(sectionName.node), context)
      }
    }
  }

  private func place(of field: Field) -> Place? {
    switch field {
    case .name: name.map { Place($0.node) }
    case .namespace: namespace.map { Place($0.node) }
    case .mesh: mesh.map { Place($0.node) }
    case .sectionName: sectionName.map { Place($0.node) }
    case .labels: labels.isEmpty ? nil : labelsNode.map { Place(keyOf: $0) }
    case .tags: tags.isEmpty ? nil : tagsNode.map { Place(keyOf: $0) }
    case .proxyTypes: proxyTypes.isEmpty ? nil : proxyTypesNode.map { Place(keyOf: $0) }
    }
  }

  private static let nameCharacters = ASCIIClass("a-z0-9._-")
  static let nameRule = TextRule(
    expression: "\(nameCharacters.expression)*",
    message: "invalid characters: must consist of lower case alphanumeric characters, '-', '.' and '_'.")

  private static func isName(_ text: String) -> Bool { nameCharacters.makesUp(text) }

  private func report(_ message: String, _ place: Place, _ context: DecodingContext) {
    context.report(.targetRef, message, at: place)
  }
}
