import EnvoyAPI

@testable import XDSCompiler

/// Every field of a whole output, by what it is about: names may change, and with them the order of things.
struct OutputFields {
  struct Resource: Hashable {
    let dataplane: String
    let file: String
    /// The service that the resource is about, else its own name.
    let subject: String
    /// Of several about one service: the line that gives a listener its port, the suffix of a cluster's name.
    let part: String
  }

  struct Field {
    let resource: Resource
    let field: ExplainedField
  }

  /// The fields of one resource.
  struct Fields {
    /// A value at a place in lists, whatever the position.
    private struct Key: Hashable {
      let path: String
      let value: MessageValue

      init(_ field: ExplainedField) {
        path = String(field.path.unicodeScalars.filter { !("0"..."9").contains($0) })
        value = field.value
      }
    }

    private(set) var byPath: [String: ExplainedField] = [:]
    private var alike: [Key: [ExplainedField]] = [:]

    init(_ fields: [ExplainedField]) {
      for field in fields {
        byPath[field.path] = field
        alike[Key(field), default: []].append(field)
      }
    }

    /// All that have the value of a field at its place, in any position.
    func alike(_ field: ExplainedField) -> [ExplainedField] { alike[Key(field)] ?? [] }

    /// How often a value has gone in another version of the resource, rather than to another position there.
    func losses(of field: ExplainedField, in other: Fields?) -> Int {
      alike(field).count - (other?.alike(field).count ?? 0)
    }
  }

  private(set) var resources: [Resource: Fields] = [:]
  /// In the order of the files.
  private var order: [Resource] = []

  init(_ explainer: Explainer) throws {
    for file in try explainer.explainAll() {
      for (name, fields) in [("", file.fields)] + file.resources.map({ ($0.name, $0.fields) }) {
        let service = fields.first { $0.path == "name" }?.service
        let port = fields.first { $0.path == "address.socketAddress.portValue" }?.origin?.places.first
        let resource = Resource(
          dataplane: "\(file.mesh)/\(file.dataplane)", file: file.name, subject: service ?? name,
          part: port.map { "\($0.file):\($0.line)" } ?? (name.hasSuffix("_unix") ? "_unix" : ""))
        order.append(resource)
        resources[resource] = Fields(fields)
      }
    }
  }

  /// What each resource has become in another output: the one that is about the same; else, by turns, those that are
  /// about something new.
  func counterparts(in other: OutputFields) -> [Resource: Resource] {
    let dataplanes = pair(order.map(\.dataplane), other.order.map(\.dataplane))
    let subjects = pair(order.map(\.subject), other.order.map(\.subject))
    return Dictionary(
      uniqueKeysWithValues: order.compactMap { old in
        guard let dataplane = dataplanes[old.dataplane], let subject = subjects[old.subject] else { return nil }
        let new = Resource(dataplane: dataplane, file: old.file, subject: subject, part: old.part)
        return other.resources[new] == nil ? nil : (old, new)
      })
  }

  private func pair(_ old: [String], _ new: [String]) -> [String: String] {
    let kept = Set(old).intersection(new)
    func rest(_ names: [String]) -> [String] {
      names.reduce(into: []) { if !kept.contains($1), !$0.contains($1) { $0.append($1) } }
    }
    return Dictionary(
      kept.map { ($0, $0) } + zip(rest(old), rest(new)).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Explainer {
  /// All files, in the order of their paths.
  func explainAll() throws -> [ExplainedFile] {
    let files = CollectedFiles()
    try compilation.outputs.generate { files.add($0) }
    return try files.all.map { try explain($0) }
  }
}

extension Origin {
  /// The places in the input.
  var places: [SourceRange] {
    sources.compactMap { if case .field(let field) = $0 { field.range } else { nil } }
  }
}
