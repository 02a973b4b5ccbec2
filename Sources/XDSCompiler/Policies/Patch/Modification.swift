import EnvoyAPI

/// One modification of a MeshProxyPatch, ready to be applied.
struct Modification: Sendable {
  /// What it changes.
  enum Scope: String, CaseIterable, Sendable {
    case cluster, listener, networkFilter, httpFilter, virtualHost

    /// The message that `value` is.
    var messageType: MessageType {
      switch self {
      case .cluster: Cluster.messageType
      case .listener: Listener.messageType
      case .networkFilter: Filter.messageType
      case .httpFilter: HttpFilter.messageType
      case .virtualHost: VirtualHost.messageType
      }
    }

    var isFilter: Bool { self == .networkFilter || self == .httpFilter }
    /// Operations that it takes, in the order in which messages name them.
    var operations: [Operation] {
      isFilter ? [.addFirst, .addLast, .addBefore, .addAfter, .patch, .remove] : [.add, .patch, .remove]
    }
  }

  enum Operation: String, Sendable {
    case add = "Add"
    case addFirst = "AddFirst"
    case addLast = "AddLast"
    case addBefore = "AddBefore"
    case addAfter = "AddAfter"
    case patch = "Patch"
    case remove = "Remove"
  }

  /// What it applies to: all that is given must fit.
  struct Match: Sendable {
    let origin: String?
    let name: String?
    let listenerName: String?
    let routeConfigurationName: String?
    /// `tags`, or `listenerTags` of filters.
    let listenerTags: [(key: String, value: String)]
  }

  let scope: Scope
  let operation: Operation
  let match: Match
  /// The Envoy resource of `value`; nil without one.
  let value: NativeValue?
  let patches: [JSONPatch]
  /// Where it is written.
  let node: Node
}

/// The text of a `value`, as a tree that keeps its own memory.
final class NativeValue: Sendable {
  private let tree: SourceTree
  let root: Node

  /// Nil, with what is wrong, when it is no YAML document of an object.
  init?(_ text: [UInt8], problem: inout String?) {
    var diagnostics = DiagnosticList()
    tree = SourceTree.parse([SourceFile(path: "value", bytes: text)], jobs: 1, diagnostics: &diagnostics)
    if let first = diagnostics.shown.first {
      problem = first.range.map { "\(first.message), in line \($0.line) of the value" } ?? first.message
      return nil
    }
    guard let root = tree.documents.first, tree.documents.count == 1, root.kind == .mapping else {
      problem = "it must be one object"
      return nil
    }
    self.root = root
  }
}

extension Modification {
  /// Reads an element of `appendModifications`, which has passed its checks.
  init?(_ conf: Conf) {
    guard let (name, body) = conf.members.first, let scope = Scope(rawValue: name),
      let operation = (body["operation"]?.string).flatMap(Operation.init)
    else { return nil }
    var problem: String?
    self.init(
      scope: scope, operation: operation, match: Match(body["match"]),
      value: body["value"].flatMap { NativeValue(Array($0.node.utf8), problem: &problem) },
      patches: body["jsonPatches"]?.elements.compactMap(JSONPatch.init) ?? [], node: body.node)
  }
}

extension Modification.Match {
  init(_ conf: Conf?) {
    origin = conf?["origin"]?.string
    name = conf?["name"]?.string
    listenerName = conf?["listenerName"]?.string
    routeConfigurationName = conf?["routeConfigurationName"]?.string
    listenerTags = ((conf?["tags"] ?? conf?["listenerTags"])?.members ?? []).map { ($0.name, $0.value.string) }
  }
}

extension JSONPatch {
  fileprivate init?(_ conf: Conf) {
    guard let operation = (conf["op"]?.string).flatMap(Operation.init),
      let path = (conf["path"]?.string).flatMap(Self.pointer)
    else { return nil }
    self.init(
      operation: operation, path: path, from: (conf["from"]?.string).flatMap(Self.pointer) ?? [],
      value: conf["value"]?.messageValue ?? .word("null"), node: conf.node)
  }
}

extension Conf {
  fileprivate var messageValue: MessageValue {
    switch value {
    case .object(let members): .object(members.map { .init(name: $0.name, value: $0.value.messageValue) })
    case .list(let elements): .list(elements.map(\.messageValue))
    case .scalar: node.kind == .string ? .string(string) : .word(string)
    }
  }
}
