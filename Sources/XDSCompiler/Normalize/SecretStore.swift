/// The Secrets of all meshes, by mesh and name.
struct SecretStore: Sendable {
  private struct Key: Hashable {
    let mesh: String
    let name: String
  }

  private let secrets: [Key: SecretResource]
  private let names: [String: [String]]

  init(_ resources: [SecretResource]) {
    secrets = Dictionary(
      resources.map { (Key(mesh: $0.header.mesh, name: $0.header.coreName), $0) },
      uniquingKeysWith: { first, _ in first })
    names = Dictionary(grouping: resources.lazy.map(\.header), by: \.mesh).mapValues { $0.map(\.coreName) }
  }

  func secret(_ name: String, inMesh mesh: String) -> SecretResource? {
    secrets[Key(mesh: mesh, name: name)]
  }

  /// All of them, in no order.
  var all: some Collection<SecretResource> { secrets.values }

  /// In the order of the input: a run may ask for them again and again, and should not sort them each time.
  func names(inMesh mesh: String) -> [String] { names[mesh] ?? [] }
}

extension SecretResource {
  /// The decoded payload; nil when it holds none, which `check` reports.
  var payload: [UInt8]? { stringData.map { Array($0.utf8) } ?? data.flatMap { Base64.decode($0.utf8) } }

  /// Reports a Secret whose payload cannot be read, once for all that use it.
  func check(_ diagnostics: inout DiagnosticCollector) {
    guard !hasErrors, stringData == nil else { return }
    guard let data else {
      diagnostics.report(.missingField, "must be defined", at: header.place(missing: "data"), of: header)
      return
    }
    if Base64.decode(data.utf8) == nil {
      diagnostics.report(.invalidBase64, Base64.rule.message, at: Place(data), of: header)
    }
  }
}
