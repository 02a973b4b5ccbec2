/// Which VIP every service got, and which ones retired services had: the memory from one build to the next.
public struct VIPLock: Sendable, Equatable {
  struct Key: Hashable, Comparable, Sendable {
    let mesh: String
    let name: String

    static func < (a: Key, b: Key) -> Bool {
      if a.mesh != b.mesh { return a.mesh.isBefore(b.mesh) }
      return a.name.isBefore(b.name)
    }
  }

  var active: [Key: IPAddress] = [:]
  /// Addresses that services had once, and whose they were: of services that are gone, and those that a pin replaced.
  /// They are given to nobody else; a service that returns gets its own back.
  var retired: [IPAddress: Key] = [:]
  /// Where the file says so, for people.
  var places: [IPAddress: Node] = [:]

  init() {}

  public static func == (a: VIPLock, b: VIPLock) -> Bool { a.active == b.active && a.retired == b.retired }

  /// The file's content: YAML, sorted, one entry per service.
  public var rendered: String {
    var text = "# Which VIP each MeshExternalService has. Written by xdsc; commit it.\n"
    for (title, entries) in [("vips", active.map { ($0, $1) }), ("retired", retired.map { ($1, $0) })] {
      guard !entries.isEmpty else {
        text += "\(title): []\n"
        continue
      }
      text += "\(title):\n"
      for (key, address) in entries.sorted(by: VIPLock.inOrder) {
        text += "- mesh: \(VIPLock.quoted(key.mesh))\n  name: \(VIPLock.quoted(key.name))\n"
        text += "  vip: \(VIPLock.quoted(address.description))\n"
      }
    }
    return text
  }

  /// By mesh and name, then by address.
  static func inOrder(_ a: (key: Key, address: IPAddress), _ b: (key: Key, address: IPAddress)) -> Bool {
    a.key == b.key ? a.address.description.isBefore(b.address.description) : a.key < b.key
  }

  /// Always quoted, so that no name ever reads as a number or a boolean.
  private static func quoted(_ text: String) -> String {
    "\"" + text.reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : "\($1)" } + "\""
  }
}

extension VIPLock {
  /// Reads a lock file; nil, with errors, when anything in it is not what the tool writes.
  init?(_ documents: some Sequence<Node>, diagnostics: inout DiagnosticCollector) {
    self.init()
    let errorsBefore = diagnostics.errorCount
    var owners: [IPAddress: Node] = [:]
    for document in documents {
      guard document.kind == .mapping else {
        diagnostics.add(Diagnostic(.vipLock, "a lock file must be a mapping", at: document.range))
        return nil
      }
      let context = DecodingContext(root: document, findings: diagnostics)
      var reader = ObjectReader(document, context: context)
      let active = reader.array("vips", "Addresses in use.", VIPLock.entry) ?? []
      let retired =
        reader.array("retired", "Addresses of services that are gone, which nobody else gets.", VIPLock.entry) ?? []
      reader.finish()
      diagnostics = context.findings
      for (entries, isActive) in [(active, true), (retired, false)] {
        for case let (key, address, node)? in entries {
          if let other = owners.updateValue(node, forKey: address) {
            diagnostics.add(
              Diagnostic(
                .vipLock, "\(address) stands in the lock file twice", at: node.range,
                notes: [.init(message: "first here", range: other.range)]))
          }
          if !isActive {
            self.retired[address] = key
          } else if self.active.updateValue(address, forKey: key) != nil {
            diagnostics.add(
              Diagnostic(.vipLock, "\(key.name) of mesh \(key.mesh) stands in the lock file twice", at: node.range))
          }
        }
      }
    }
    places = owners
    if diagnostics.errorCount > errorsBefore { return nil }
  }

  private static func entry(_ reader: inout ObjectReader) -> (key: Key, address: IPAddress, node: Node)? {
    let mesh = reader.string("mesh", .required("Mesh of the service."))
    let name = reader.string("name", .required("Core name of the service."))
    let vip = reader.string("vip", .required("Its address."), IPAddress.rule)
    guard let mesh, let name, let vip else {
      reader.context.report(.vipLock, "an entry must have mesh, name and vip", at: Place(reader.node))
      return nil
    }
    guard let address = IPAddress(vip.value) else {
      reader.context.report(.vipLock, IPAddress.rule.message, at: Place(vip.node))
      return nil
    }
    return (Key(mesh: mesh.value, name: name.value), address, vip.node)
  }
}
