extension PEMBlock.Content {
  private var phrase: String {
    switch self {
    case .certificate: "a certificate"
    case .privateKey: "an unencrypted private key"
    }
  }

  /// What is wrong with the bytes, in words that do not quote them; nil when they hold such a block.
  func complaint(about bytes: [UInt8]) -> String? {
    PEMBlock.all(in: bytes).contains { $0.content == self && $0.isClosed } ? nil : "holds no PEM block of \(phrase)"
  }
}

extension ServiceNormalizer {
  /// The bytes of a data source, from wherever they come; nil, with an error, when it has none or more than one.
  mutating func resolve(
    _ source: MeshExternalServiceResource.DataSource, expecting content: PEMBlock.Content,
    of resource: MeshExternalServiceResource
  ) -> [UInt8]? {
    let count = [source.secret?.node, source.inline, source.inlineString].count { $0 != nil }
    guard count == 1 else {
      // A member of the wrong type was reported as it was read.
      if count > 1 || !resource.hasErrors {
        report(
          .dataSource, "must have exactly one of \"secret\", \"inline\" and \"inlineString\"",
          at: Place(keyOf: source.node), of: resource)
      }
      return nil
    }
    guard let bytes = bytes(of: source, of: resource) else { return nil }
    if let complaint = content.complaint(about: bytes) {
      report(.pemInvalid, complaint, at: Place(keyOf: source.node), of: resource)
    }
    lintInlineKey(source, bytes, of: resource)
    return bytes
  }

  private mutating func bytes(
    of source: MeshExternalServiceResource.DataSource, of resource: MeshExternalServiceResource
  ) -> [UInt8]? {
    if let name = source.secret {
      let mesh = resource.header.mesh
      guard let secret = secrets.secret(name.value, inMesh: mesh) else {
        // What is too long for a name may be the key itself, put in the wrong field.
        let shown = DNSName.isValid(name.value) ? "\"\(name.value)\"" : "of this name"
        report(
          .secretMissing, "no Secret \(shown) in mesh \(mesh)", at: Place(name.node), of: resource,
          help: nearestName(to: name.value, among: secrets.names(inMesh: mesh)).map { "did you mean \"\($0)\"?" })
        return nil
      }
      return secret.payload
    }
    if let inline = source.inline {
      let decoded = Base64.decode(inline.utf8)
      if decoded == nil {
        report(.invalidBase64, Base64.rule.message, at: Place(inline), of: resource)
      }
      return decoded
    }
    return source.inlineString.map { Array($0.utf8) }
  }
}
