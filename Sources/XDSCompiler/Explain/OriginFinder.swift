/// Looks up where a value came from, in the input as it is written.
struct OriginFinder: Sendable {
  /// Nil: this is not where it came from, the next row is to be asked. Nothing: the value is a default.
  let find: @Sendable (OriginSubject) -> [OriginSource]?

  init(_ find: @escaping @Sendable (OriginSubject) -> [OriginSource]?) {
    self.find = find
  }
}

/// A source before it is put in words.
enum OriginSource: Sendable {
  case node(Node)
  /// What another source of higher precedence overrides.
  case overridden(Node)
  case option(OriginOption)
  case output(String)
}

/// Options that values come from.
enum OriginOption: String, Sendable {
  case zone = "--zone"
  case systemCAPath = "--system-ca-path"
  case vipRange = "--mes-cidr"
  case dnsPort = "--dns-port"
  case dnsUpstream = "--dns-upstream"
  case treePath = "--tree-path"
  case secrets = "--secrets"

  /// Whether it has a value of its own, rather than its default.
  func isSet(in options: CompileOptions) -> Bool {
    let defaults = CompileOptions()
    return switch self {
    case .zone: options.zone != nil
    case .systemCAPath: options.systemCAPath != defaults.systemCAPath
    case .vipRange: options.vipRange != defaults.vipRange
    case .dnsPort: options.dnsPort != defaults.dnsPort
    case .dnsUpstream: !options.dnsUpstreams.isEmpty
    case .treePath: options.bootstrap != defaults.bootstrap || options.secrets != defaults.secrets
    case .secrets: options.secrets != defaults.secrets
    }
  }
}

// MARK: - Combinations

extension OriginFinder {
  /// Nothing in the input.
  static let `default` = OriginFinder { _ in [] }

  /// What several find, in this order.
  static func + (a: OriginFinder, b: OriginFinder) -> OriginFinder {
    OriginFinder { subject in
      guard let first = a.find(subject), let second = b.find(subject) else { return nil }
      return first + second
    }
  }

  /// What another finds where this one finds nothing.
  func or(_ other: OriginFinder) -> OriginFinder {
    OriginFinder { subject in
      if let found = find(subject), !found.isEmpty { return found }
      return other.find(subject)
    }
  }

  /// Only where something holds; else the next row is asked.
  func when(_ condition: @escaping @Sendable (OriginSubject) -> Bool) -> OriginFinder {
    OriginFinder { condition($0) ? find($0) : nil }
  }

  static func nodes(_ nodes: @escaping @Sendable (OriginSubject) -> [Node?]) -> OriginFinder {
    OriginFinder { nodes($0).compactMap { $0.map { .node($0) } } }
  }

  static func option(_ option: OriginOption) -> OriginFinder {
    OriginFinder { option.isSet(in: $0.context.options) ? [.option(option)] : [] }
  }

  static func output(_ name: String) -> OriginFinder {
    OriginFinder { _ in [.output(name)] }
  }
}

// MARK: - Fields of resources

extension OriginFinder {
  // One path each: of an array of them that a closure keeps, Swift 6.3.1 gave the memory back too early.

  /// A field of the service, where it is written.
  static func service(_ path: FieldPattern) -> OriginFinder {
    nodes { [$0.service?.header.root.value(at: path)] }
  }

  /// A field of the Dataplane, where it is written, by its Universal path.
  static func dataplane(_ path: FieldPattern) -> OriginFinder {
    nodes { [$0.dataplane.header.body?.value(at: path)] }
  }

  /// A field of the Mesh, where it is written, by its Universal path.
  static func mesh(_ path: FieldPattern) -> OriginFinder {
    nodes { [$0.plan.mesh.header?.body?.value(at: path)] }
  }

  static let serviceProtocol = service("spec.match.protocol")
  /// The service's core name.
  static let serviceName = nodes { $0.service?.header.coreNameNodes ?? [] }
  /// The Dataplane's core name.
  static let dataplaneName = nodes { $0.dataplane.header.coreNameNodes }
  /// The Dataplane's mesh.
  static let meshName = nodes { [$0.dataplane.header.meshNode] }

  /// A field of the endpoint in question.
  static func endpoint(_ name: StaticString) -> OriginFinder {
    nodes { [$0.endpoint?.node[name]] }
  }

  /// Addresses of those endpoints of the cluster in question that are of some kind.
  static func endpointAddresses(
    _ isWanted: @escaping @Sendable (ExternalService.Endpoint) -> Bool = { _ in true }
  ) -> OriginFinder {
    nodes { $0.clusterEndpoints.filter(isWanted).map(\.addressNode) }
  }

  /// The address of the service's first endpoint.
  static let firstEndpoint = nodes { [$0.service?.endpoints.first?.addressNode] }

  /// What a data source under `spec.tls.verification` stands for: itself, or the Secret that it names.
  static func dataSource(_ name: StaticString) -> OriginFinder {
    nodes { subject in
      guard let source = subject.service?.header.root.value(at: "spec.tls.verification")?[name] else { return [] }
      guard let reference = source["secret"] else { return [source["inline"] ?? source["inlineString"]] }
      let secret = subject.context.secret(reference.string)
      return [reference, secret?.stringData ?? secret?.data]
    }
  }

  /// The label in question: where it is written, or what a control plane would make it of.
  static let label = OriginFinder { subject in
    guard case .label(let key) = subject.focus else { return nil }
    return label(key).find(subject)
  }

  /// A label that counts for the service.
  static func label(_ key: String) -> OriginFinder {
    nodes { [$0.service?.header.labelNode(key)] }
      .or(nodes { [$0.service?.header.nodeOfAddedLabel(key)] } + option(.zone))
  }

  /// The service's VIP; nil where something else decided it.
  static func vip(of source: VIP.Source) -> OriginFinder {
    OriginFinder { subject in
      guard let vip = subject.service?.vip, vip.source == source else { return nil }
      return switch source {
      case .status: OriginFinder.service("status.vip.ip").find(subject)
      case .lock: subject.context.lockPlace(vip.address).map { [.node($0)] } ?? []
      case .range: option(.vipRange).find(subject)
      }
    }
  }

  static let vip = OriginFinder { subject in (subject.service?.vip?.source).flatMap { vip(of: $0).find(subject) } }
}

extension ResourceHeader {
  /// What holds the fields that Universal resources of this kind have at the top.
  var body: Node? { format == .kubernetes ? root["spec"] : root }

  /// What the core name is made of.
  var coreNameNodes: [Node?] {
    [nameNode, ResourceKind(rawValue: id.kind)?.isNamespaced == true ? root.value(at: "metadata.namespace") : nil]
  }

  /// Where the mesh is named.
  var meshNode: Node? {
    switch format {
    case .universal: root["mesh"]
    case .kubernetes: root["mesh"] ?? labelNode(KumaLabel.mesh)
    }
  }

  var displayNameNode: Node {
    let annotation =
      format == .kubernetes ? root.value(at: "metadata.annotations")?.value(forKey: KumaLabel.displayName) : nil
    return labelNode(KumaLabel.displayName) ?? annotation ?? nameNode
  }

  func labelNode(_ key: String) -> Node? { labels.first { $0.key == key }?.node }

  /// What a control plane makes a label of that it adds; nil for those that it knows by itself.
  func nodeOfAddedLabel(_ key: String) -> Node? {
    switch key {
    case KumaLabel.mesh: meshNode
    case KumaLabel.displayName: nameNode
    case KumaLabel.namespace: root.value(at: "metadata.namespace")
    default: nil
    }
  }
}
