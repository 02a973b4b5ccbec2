/// The second half of the parse stage: documents to resources as written.
///
/// - Parameter sources: what the documents were read from, to see what those that could not be read may have declared.
func parseResources(
  _ documents: ArraySlice<Node>, of tree: SourceTree, sources: [SourceFile], options: CompileOptions,
  diagnostics: inout DiagnosticCollector
) -> ParsedResources {
  let brokenFiles = diagnostics.filesWithErrors
  let chunks = taskCount(for: documents.count, jobs: options.jobs)
  let level = diagnostics.sibling()
  let parts = concurrentMap(count: chunks, jobs: options.jobs) { chunk in
    var reader = ResourceReader(tree: tree, strict: options.strict, findings: level)
    for document in documents.share(chunk, of: chunks) {
      reader.read(document)
    }
    return reader
  }
  var resources = ParsedResources(tree: tree)
  var skipped: [String: Skipped] = [:]
  for part in parts {
    resources.append(part.resources)
    diagnostics.append(part.findings)
    skipped.merge(part.skipped) { $0.merging($1) }
  }
  resources.noteHidden(in: brokenFiles, sources)
  for (kind, kinds) in skipped.sorted(by: { $0.key < $1.key }) {
    diagnostics.add(kinds.note(kind: kind))
  }
  resources.refuseDuplicates(&diagnostics)
  return resources
}

extension ParsedResources {
  /// Remembers what files with errors seem to declare beyond what was read of them.
  fileprivate mutating func noteHidden(in files: Set<UInt32>, _ sources: [SourceFile]) {
    guard !files.isEmpty else { return }
    func counts(_ headers: some Sequence<ResourceHeader>) -> [UInt32: Int] {
      Dictionary(headers.lazy.map { ($0.root.range.file, 1) }, uniquingKeysWith: +)
    }
    let (meshes, services) = (counts(meshes.lazy.map(\.header)), counts(services.lazy.map(\.header)))
    let policies = Dictionary(grouping: policies) { $0.header.root.range.file }
    for file in files where sources.indices.contains(Int(file)) {
      let text = sources[Int(file)].bytes
      if text.declarations(of: .mesh) > meshes[file, default: 0] { hidesMesh = true }
      if text.declarations(of: .meshExternalService) > services[file, default: 0] { hidesService = true }
      let policies = policies[file, default: []]
      if PolicyKinds.all.contains(where: { type in
        text.declarations(of: .policy(type.kind)) > policies.count { $0.type.kind == type.kind }
      }) {
        hidesPolicy = true
      }
    }
  }
}

extension [UInt8] {
  /// How many resources of a kind a text seems to declare: how often the kind stands behind `type:` or `kind:`.
  ///
  /// A reference by kind counts as well, so the number may be too large, but not too small.
  fileprivate func declarations(of kind: ResourceKind) -> Int {
    let word = Array(kind.rawValue.utf8)
    return indices.count { start in
      self[start] == word[0] && self[start...].starts(with: word) && isBehindKindKey(start)
        && (start + word.count == count || !Character(UnicodeScalar(self[start + word.count])).isLetter)
    }
  }

  private func isBehindKindKey(_ start: Int) -> Bool {
    func isFiller(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }
    guard let colon = self[..<start].lastIndex(where: { !isFiller($0) }), self[colon] == UInt8(ascii: ":"),
      let end = self[..<colon].lastIndex(where: { !isFiller($0) })
    else { return false }
    let key = self[Swift.max(0, end - 3)...end]
    return key.elementsEqual("type".utf8) || key.elementsEqual("kind".utf8)
  }
}

/// Resources of one kind that takes no part.
struct Skipped: Sendable {
  var count: Int
  var first: SourceRange
  let reason: String

  func merging(_ other: Skipped) -> Skipped {
    Skipped(count: count + other.count, first: min(first, other.first), reason: reason)
  }

  func note(kind: String) -> Diagnostic {
    Diagnostic(
      .skippedKind, "\(count) \(kind) \(count == 1 ? "resource was" : "resources were") skipped: \(reason)",
      at: first)
  }
}

/// Turns documents into resources, one after the other.
private struct ResourceReader: Sendable {
  var resources: ParsedResources
  var findings: DiagnosticCollector
  var skipped: [String: Skipped] = [:]
  let strict: Bool

  init(tree: SourceTree, strict: Bool, findings: DiagnosticCollector) {
    resources = ParsedResources(tree: tree)
    self.strict = strict
    self.findings = findings
  }

  mutating func read(_ node: Node) {
    guard node.kind == .mapping else {
      return report(.wrongType, "a resource must be a mapping, found \(node.kind.phrase)", at: node.range)
    }
    if node["apiVersion"] != nil || node["kind"] != nil {
      readKubernetes(node)
    } else if let type = node["type"] {
      guard type.kind == .string else {
        return report(.wrongType, "must be a string, found \(type.kind.phrase)", at: type.range, path: "type")
      }
      guard let kind = ResourceKind(rawValue: type.string) else { return skip(type) }
      readResource(node, kind, .universal)
    } else {
      report(
        .missingField, "a resource must say its type: \"type\" (Universal) or \"apiVersion\" and \"kind\" (Kubernetes)",
        at: node.range)
    }
  }

  private mutating func readKubernetes(_ node: Node) {
    guard let kindNode = node["kind"], kindNode.kind == .string else {
      return report(.missingField, "must be defined", at: (node["kind"] ?? node).range, path: "kind")
    }
    guard let version = node["apiVersion"], version.kind == .string else {
      return report(.missingField, "must be defined", at: (node["apiVersion"] ?? node).range, path: "apiVersion")
    }
    let name = kindNode.string
    if let items = node.listItems {
      // An empty Go slice is written like this.
      if items.kind == .null { return }
      guard items.kind == .sequence else {
        return report(.wrongType, "must be a list, found \(items.kind.phrase)", at: items.range, path: "items")
      }
      return items.elements.forEach { read($0) }
    }
    if version.string == ResourceKind.coreVersion {
      guard name == ResourceKind.secret.rawValue else { return skip(kindNode) }
      guard node["type"]?.string == ResourceKind.kubernetesSecretType else {
        return skip(kindNode, reason: "its type is not \(ResourceKind.kubernetesSecretType)")
      }
      return readResource(node, .secret, .kubernetes)
    }
    guard version.string.hasPrefix(ResourceKind.kumaGroup), let kind = ResourceKind(rawValue: name), kind != .secret
    else {
      return skip(kindNode)
    }
    readResource(node, kind, .kubernetes)
  }

  private mutating func readResource(_ node: Node, _ kind: ResourceKind, _ format: ResourceFormat) {
    let context = DecodingContext(root: node, findings: findings.sibling())
    var reader = ObjectReader(node, context: context)
    resources.read(kind, format, &reader)
    findings.append(context.findings)
  }

  /// Kinds of others are none of our business; a near miss of ours most likely is a mistake.
  private mutating func skip(_ kindNode: Node, reason: String? = nil) {
    let kind = kindNode.string
    if let root = kindNode.parent { resources.others.append(root) }
    let suggestion = nearestName(to: kind, among: ResourceKind.allCases.lazy.map(\.rawValue), within: 2)
    let isMisspelt = suggestion != nil && suggestion != kind
    // Traffic would go without what an unknown policy asks for, and nobody would notice.
    let root = kindNode.parent
    // Policies of other projects have targets, too.
    let isOurs = root?["apiVersion"].map { $0.string.hasPrefix("kuma.io/") } ?? true
    let isPolicy = isOurs && root?["spec"]?["targetRef"] != nil && !PolicyKinds.ofOthers.contains(kind)
    if strict || isMisspelt || isPolicy {
      findings.add(
        Diagnostic(
          .unknownKind, severity: strict || isPolicy ? .error : nil,
          reason.map { "this \(kind) is not compiled: \($0)" } ?? "unknown kind \"\(kind)\"",
          at: kindNode.range,
          path: "\(kindNode.key?.string ?? "kind")",
          help: isMisspelt ? suggestion.map { "did you mean \"\($0)\"?" } : nil))
    } else {
      let found = Skipped(count: 1, first: kindNode.range, reason: reason ?? "not a kind that is compiled")
      skipped[kind] = skipped[kind]?.merging(found) ?? found
    }
  }

  private mutating func report(_ id: DiagnosticID, _ message: String, at range: SourceRange, path: String? = nil) {
    findings.add(Diagnostic(id, message, at: range, path: path))
  }
}
