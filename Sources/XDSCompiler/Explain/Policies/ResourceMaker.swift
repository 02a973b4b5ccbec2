import EnvoyAPI

/// Makes one dataplane's resources with other policies, and says what differs.
struct ResourceMaker {
  private let plan: ProxyPlan
  private let tree: SourceTree
  private let options: CompileOptions
  private let base: DecodedResources

  init(_ plan: ProxyPlan, of tree: SourceTree, options: CompileOptions) {
    self.plan = plan
    self.tree = tree
    var options = options
    // The bootstrap then holds none of the resources again.
    options.bootstrap = .dynamic(treePath: "")
    self.options = options
    base = DecodedResources(EncodedResources(plan, of: tree, options: options).all)
  }

  /// The fields that have another value or none where the mesh has other policies; nil where these are refused.
  func changes(with policies: [PolicyResource]) -> [DecodedResources.Key: [DifferingLeaf]]? {
    var mesh = plan.mesh
    mesh.policies = policies
    var matcher = OutboundMatcher(
      mesh: mesh, options: options, diagnostics: DiagnosticCollector(levels: options.lintLevels))
    guard let variant = matcher.plan(plan.dataplane) else { return nil }
    let encoded = EncodedResources(variant, of: tree, options: options).all
    let changed = DecodedResources(encoded.subtracting(base.encoded))
    return base.values.reduce(into: [:]) { changes, entry in
      let (key, resource) = entry
      guard !encoded.contains(resource.encoded) else { return }
      changes[key] = resource.value.leavesThatDiffer(from: changed.values[key]?.value)
    }
  }
}

/// The resources of one dataplane, each as its `Any` has it.
private struct EncodedResources {
  struct Resource: Hashable {
    let type: String
    let bytes: [UInt8]
  }

  private(set) var all: Set<Resource> = []

  init(_ plan: ProxyPlan, of tree: SourceTree, options: CompileOptions) {
    let files = CollectedFiles()
    // Only what takes the files could fail.
    _ = try? OutputGenerator([plan], of: tree, options: options).generate { files.add($0) }
    let arena = Arena()
    // Messages do not keep their arena.
    defer { withExtendedLifetime(arena) {} }
    for file in files.all where file.messageType == DiscoveryResponse.messageType {
      guard let response = try? DiscoveryResponse(arena, unpacking: file.bytes) else { continue }
      for resource in response.resources { all.insert(Resource(type: resource.typeUrl, bytes: resource.value)) }
    }
  }
}

/// Resources by what they are.
struct DecodedResources {
  struct Key: Hashable {
    /// The type URL.
    let type: String
    let name: String

    init(_ resource: MessageValue, type: String? = nil) {
      self.type = type ?? resource["@type"]?.string ?? ""
      name = resource["name"]?.string ?? ""
    }

    /// The full name of the message.
    var typeName: String { type.split(separator: "/").last.map(String.init) ?? "" }
  }

  fileprivate let encoded: Set<EncodedResources.Resource>
  fileprivate let values: [Key: (encoded: EncodedResources.Resource, value: MessageValue)]

  fileprivate init(_ encoded: Set<EncodedResources.Resource>) {
    self.encoded = encoded
    values = Dictionary(
      encoded.compactMap { resource in
        guard let message = try? MessageType(typeURL: resource.type)?.unpack(resource.bytes) else { return nil }
        let value = message.value(redacting: SecretBytes.fingerprint(of:)).asContent(ofType: resource.type)
        return (Key(value, type: resource.type), (resource, value))
      }, uniquingKeysWith: { first, _ in first })
  }
}
