@testable import XDSCompiler

/// Says what may stand in the place of the scalars of an input.
struct Perturber {
  private let scalars: [Node]
  private let tree: SourceTree
  /// What may replace each scalar, by its place.
  private(set) var alternatives: [SourceRange: [Perturbation]] = [:]

  init(_ sources: [SourceFile]) {
    var found = DiagnosticList()
    tree = SourceTree.parse(sources, jobs: 1, diagnostics: &found)
    scalars = tree.documents.flatMap { Perturber.scalars(below: $0) }
    for scalar in scalars {
      alternatives[scalar.range] = alternatives(to: scalar).map { perturbation(of: scalar, $0) }
    }
  }

  private static func scalars(below node: Node) -> [Node] {
    node.isScalar ? [node] : node.entries.flatMap { scalars(below: $0.value) } + node.elements.flatMap(scalars)
  }

  private struct Alternative {
    var text: String
    var keepsKind: Bool
    var isQuoted = true
  }

  /// What refers to a thing by its name follows when it is renamed.
  private func perturbation(of scalar: Node, _ alternative: Alternative) -> Perturbation {
    let text = alternative.isQuoted ? quoted(alternative.text) : alternative.text
    var replacements = [scalar.range: text]
    if scalar.isMeshName {
      for other in scalars where other.isMeshName && other.string == scalar.string { replacements[other.range] = text }
    } else if scalar.isName || scalar.path == "metadata.namespace", let metadata = scalar.parent {
      func coreName(_ name: String?, _ namespace: String?) -> String {
        (name ?? "") + (namespace.map { ".\($0)" } ?? "")
      }
      let (name, namespace) = (metadata["name"]?.string, metadata["namespace"]?.string)
      let renamed =
        scalar.isName ? coreName(alternative.text, namespace) : coreName(name, alternative.text)
      for other in scalars where other.isBackendName && other.string == coreName(name, namespace) {
        replacements[other.range] = quoted(renamed)
      }
      for other in scalars
      where scalar.isName && scalar.kindOfResource == "MeshExternalService" && other.isTargetName
        && other.string == name
      {
        replacements[other.range] = text
      }
      for other in scalars where other.key?.string == "secret" && other.string == name && scalar.isName {
        replacements[other.range] = text
      }
    }
    return Perturbation(replacements: replacements, keepsKind: alternative.keepsKind)
  }

  private static let enumerations: [String: [String]] = [
    "protocol": ["tcp", "http", "http2", "grpc"], "mode": ["Secured", "SkipSAN", "SkipCA", "SkipAll"],
    "min": ["TLSAuto", "TLS10", "TLS11", "TLS12", "TLS13"], "max": ["TLSAuto", "TLS10", "TLS11", "TLS12", "TLS13"],
    "ipFamilyMode": ["UnSpecified", "DualStack", "IPv4", "IPv6"],
  ]

  private func alternatives(to scalar: Node) -> [Alternative] {
    let key = scalar.key?.string ?? ""
    switch scalar.kind {
    case .boolean: return [.init(text: scalar.boolean == true ? "false" : "true", keepsKind: false, isQuoted: false)]
    case .integer:
      let value = scalar.integer ?? 0
      let other = Alternative(text: "\(value < 60000 ? value + 100 : value - 100)", keepsKind: true, isQuoted: false)
      // Here it means that there is none.
      let mayBeZero = key.hasPrefix("redirectPort") || scalar.parent?.key?.string == "admin"
      return mayBeZero ? [other, .init(text: "0", keepsKind: false, isQuoted: false)] : [other]
    case .string: return strings(scalar, key)
    default: return []
    }
  }

  private func strings(_ scalar: Node, _ key: String) -> [Alternative] {
    let text = scalar.string
    func others(_ texts: [String]) -> [Alternative] {
      texts.filter { $0 != text }.map { .init(text: $0, keepsKind: false) }
    }
    if let values = Perturber.enumerations[key] { return others(values) }
    if key == "type", scalar.isInSubjectAltName { return others(["Prefix", "Exact"]) }
    if ["type", "kind", "apiVersion", "state", "creationTime", "creationTimestamp"].contains(key) { return [] }
    if let other = otherPEM(than: scalar) { return [.init(text: other, keepsKind: true)] }
    if key == "secret" { return others(names(of: "Secret")) }
    if scalar.isBackendName { return others(names(of: "MeshExternalService")) }
    // Such as keep the order among names that begin alike.
    if scalar.isName { return [.init(text: scalar.path == "name" ? "\(text)-" : "\(text)0", keepsKind: true)] }
    if GoDuration.parse(scalar.utf8) != nil { return [.init(text: "7m7s", keepsKind: true)] }
    if scalar.isInTargetRef { return [] }
    if scalar.parent?.key?.string == "retryOn" {
      return others(["5xx", "503", "HttpMethodPut", "Internal", "Canceled"])
    }
    if scalar.isSelected(by: scalars) || scalar.parent?.key?.string == "matchLabels" { return others(["\(text)0"]) }
    // It also decides what is left for others.
    if scalar.path == "status.vip.ip" { return others(["242.0.0.99", "fd00::17"]) }
    if let address = IPAddress(text) {
      let next = IPAddress(family: address.family, value: address.value + 1).description
      return [.init(text: next, keepsKind: true)] + others(["192.0.2.17", "fd00::17", "other.example"])
    }
    if text.hasPrefix("unix://") { return [.init(text: "\(text)0", keepsKind: true), otherEndpoint(than: scalar)] }
    let next = Alternative(text: (text.hasSuffix(".") ? String(text.dropLast()) : text) + "0", keepsKind: true)
    if key == "address" { return [next] + others(["192.0.2.17", "fd00::17"]) }
    return scalar.isInSubjectAltName ? [next] + others([text.contains("://") ? "other" : "spiffe://other"]) : [next]
  }

  private func names(of kind: String) -> [String] {
    scalars.filter { $0.isName && $0.kindOfResource == kind }.map(\.string)
  }

  /// A DNS name in the place of a unix socket, and the port that it needs.
  private func otherEndpoint(than scalar: Node) -> Alternative {
    let column = scalar.key?.range.column ?? 1
    // A flow mapping begins at its brace, a block mapping at its first key.
    let isBlock = scalar.parent.map { $0.range.column == column || $0.range.line < scalar.range.line } ?? false
    let separator = isBlock ? "\n" + String(repeating: " ", count: Int(column) - 1) : ", "
    return Alternative(text: "other.example\(separator)port: 17", keepsKind: false, isQuoted: false)
  }

  /// The same PEM with another line in its body, in base64 where it was; nil for what is none.
  private func otherPEM(than scalar: Node) -> String? {
    let isText = scalar.string.hasPrefix("-----BEGIN")
    guard let bytes = isText ? Array(scalar.string.utf8) : Base64.decode(scalar.utf8),
      bytes.starts(with: "-----BEGIN".utf8)
    else { return nil }
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    lines.insert("AAAA", at: 1)
    let other = lines.joined(separator: "\n")
    return isText ? other : Base64.encode(Array(other.utf8))
  }

  /// A string that YAML and JSON read alike.
  private func quoted(_ text: String) -> String { JSONValue.string(text).line }
}

extension Node {
  fileprivate var root: Node { parent?.root ?? self }
  fileprivate var kindOfResource: String? { (root["type"] ?? root["kind"])?.string }
  fileprivate var isName: Bool { path == "name" || path == "metadata.name" }
  fileprivate var isBackendName: Bool { key?.string == "name" && parent?.key?.string == "backendRef" }
  fileprivate var isInSubjectAltName: Bool { parent?.parent?.key?.string == "subjectAltNames" }

  fileprivate var isInTargetRef: Bool { key?.string == "targetRef" || parent?.isInTargetRef ?? false }

  /// Whether a mesh is named here.
  fileprivate var isMeshName: Bool {
    key?.string == "mesh" || key?.string == KumaLabel.mesh
      || isName && kindOfResource == "Mesh"
  }

  fileprivate var isTargetName: Bool { key?.string == "name" && parent?.key?.string == "targetRef" }

  /// Whether something else selects by it: a label, a tag or a namespace, that a selector or a policy asks for.
  fileprivate func isSelected(by scalars: [Node]) -> Bool {
    if parent?.key?.string == "labels", kindOfResource != "MeshExternalService" { return true }
    if path == "metadata.namespace", scalars.contains(where: \.isInTargetRef) { return true }
    guard let kind = parent?.key?.string, kind == "labels" || kind == "tags" else { return false }
    return scalars.contains {
      ($0.isInTargetRef || $0.parent?.key?.string == "matchLabels") && $0.string == string
    }
  }
}
