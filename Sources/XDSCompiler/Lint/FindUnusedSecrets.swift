extension ParsedResources {
  /// Secrets that no service of their mesh refers to and no other resource of the input names.
  ///
  /// Which kinds can use a Secret is not for this compiler to know: any text in another resource that is a Secret's name
  /// counts. Secrets that a control plane makes for itself are used by that.
  func unusedSecrets() -> [SecretResource] {
    var candidates = secrets.filter { !$0.isOfControlPlane }
    guard !candidates.isEmpty else { return [] }
    let referred = Set(services.flatMap(\.secretReferences))
    candidates.removeAll { referred.contains(SecretReference(mesh: $0.header.mesh, name: $0.header.coreName)) }
    guard !candidates.isEmpty else { return [] }
    var named = Set(candidates.map(\.header.coreName))
    for root in others + meshes.map(\.header.root) + policies.map(\.header.root)
      + services.compactMap(\.extension?.node)
    {
      named.subtract(root.texts)
    }
    candidates.removeAll { !named.contains($0.header.coreName) }
    return candidates.sorted { ResourceHeader.byMeshThenName($0.header, $1.header) }
  }
}

private struct SecretReference: Hashable {
  let mesh: String
  let name: String
}

extension MeshExternalServiceResource {
  fileprivate var secretReferences: [SecretReference] {
    let verification = tls?.verification
    return [verification?.caCert, verification?.clientCert, verification?.clientKey].compactMap { source in
      source?.secret.map { SecretReference(mesh: header.mesh, name: $0.value) }
    }
  }
}

extension SecretResource {
  /// A signing key or a builtin CA of the mesh.
  fileprivate var isOfControlPlane: Bool {
    let name = header.coreName
    return name.hasPrefix("dataplane-token-signing-key") || name.hasPrefix("\(header.mesh).ca-builtin-")
  }
}
