import EnvoyAPI

/// Explanations of one resource that differ in places in Dataplanes alone, made one.
struct ExplanationGroup {
  /// As it is, but for the dataplanes and the sources of its fields.
  private let first: Explanation
  private var dataplanes: [String]
  /// Those of each field, in the order in which they came.
  private var sources: [Sources]

  private struct Sources {
    private(set) var all: [Origin.Source]
    private var known: Set<Origin.Source>

    init(_ sources: [Origin.Source]) {
      all = sources
      known = Set(sources)
    }

    mutating func add(_ sources: [Origin.Source]) {
      for source in sources where known.insert(source).inserted { all.append(source) }
    }
  }

  init(_ first: Explanation) {
    self.first = first
    dataplanes = first.dataplanes
    sources = first.fields.map { Sources($0.origin?.sources ?? []) }
  }

  /// Adds one with the same ``Explanation/common``.
  mutating func add(_ other: Explanation) {
    dataplanes += other.dataplanes
    for (index, field) in other.fields.enumerated() { sources[index].add(field.origin?.sources ?? []) }
  }

  var explanation: Explanation {
    var result = first
    result.dataplanes = dataplanes
    result.fields = zip(first.fields, sources).map { field, sources in
      let origin = field.origin.map { Origin(rule: $0.rule, section: $0.section, sources: sources.all) }
      return ExplainedField(path: field.path, value: field.value, origin: origin, service: field.service)
    }
    return result
  }
}

extension Explanation {
  /// What is the same for all dataplanes of a group.
  struct Common: Hashable {
    fileprivate struct Field: Hashable {
      let path: String
      let value: MessageValue
      let origin: Origin?
    }

    fileprivate let mesh: String
    fileprivate let file: String
    fileprivate let resource: String?
    fileprivate let fields: [Field]
  }

  var common: Common {
    Common(
      mesh: mesh, file: file, resource: resource,
      fields: fields.map { Common.Field(path: $0.path, value: $0.value, origin: $0.origin?.common) })
  }
}

extension Origin {
  /// The origin as it is for every dataplane.
  fileprivate var common: Origin {
    Origin(
      rule: rule, section: section,
      sources: sources.filter {
        if case .field(let field) = $0 { field.resource?.kind != ResourceKind.dataplane.rawValue } else { true }
      })
  }
}
