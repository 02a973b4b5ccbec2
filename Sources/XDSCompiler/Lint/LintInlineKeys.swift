extension ServiceNormalizer {
  /// A private key that the resource itself holds, whichever field it is in. A Secret is the place for it.
  ///
  /// - Parameter bytes: what the source gives.
  mutating func lintInlineKey(
    _ source: MeshExternalServiceResource.DataSource, _ bytes: [UInt8], of resource: MeshExternalServiceResource
  ) {
    guard let inline = source.inline ?? source.inlineString, PEMBlock.Content.privateKey.complaint(about: bytes) == nil
    else { return }
    report(
      .inlineKey, "a private key is written in the resource itself", at: Place(keyOf: inline), of: resource,
      help: source.node.key?.string == "clientKey"
        ? "put it in a Secret, and name that: clientKey: {secret: NAME}"
        : "take it out: a certificate needs no key here")
  }
}
