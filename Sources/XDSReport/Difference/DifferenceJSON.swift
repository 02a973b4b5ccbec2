import EnvoyAPI
import XDSCompiler
import XDSDiff

/// A difference for programs: one JSON object. Keys that have no value are absent.
public struct DifferenceJSON: DifferenceFormat {
  public init() {}

  public func format(_ report: DifferenceReport) -> String {
    let difference = report.difference
    let groups = ChangeGroup.groups(difference)
    let counts = ChangeCounts(groups, difference)
    let hidden = difference.dataplanes.flatMap { dataplane in dataplane.hidden.map { (dataplane.name, $0) } }
    let object = JSONValue.object([
      ("old", .string(report.old)),
      ("new", .string(report.new)),
      ("weight", difference.weight.map { .string($0.rawValue) }),
      ("counts", .object(Weight.allCases.reversed().map { ($0.rawValue, .integer(counts[$0])) })),
      (
        "dataplanes",
        .object([
          ("compared", .integer(difference.compared)),
          ("added", .array(difference.added.map(dataplane))),
          ("removed", .array(difference.removed.map(dataplane))),
        ])
      ),
      ("resources", .array(groups.flatMap { group in group.changes.map { resource($0, group.dataplanes) } })),
      (
        "hidden",
        hidden.isEmpty
          ? nil
          : .array(
            hidden.map { name, field in
              .object([
                ("dataplane", name.map(dataplane)), ("type", .string(field.type)), ("name", .string(field.name)),
                ("path", .string("\(field.path)")),
              ])
            })
      ),
    ])
    return String(decoding: object.document, as: UTF8.self)
  }

  private func dataplane(_ name: DataplaneName) -> JSONValue {
    .object([("mesh", .string(name.mesh)), ("name", .string(name.name))])
  }

  private func resource(_ change: ResourceChange, _ dataplanes: [DataplaneName?]) -> JSONValue {
    .object([
      ("change", .string(change.kind.rawValue)),
      ("type", .string(change.type)),
      ("name", .string(change.name)),
      ("oldName", change.oldName.map { .string($0) }),
      ("dataplanes", .array(dataplanes.compactMap(\.self).map(dataplane))),
      ("weight", .string(change.weight.rawValue)),
      ("reason", change.verdict.flatMap(reason)),
      ("old", change.old.map(JSONValue.init)),
      ("new", change.new.map(JSONValue.init)),
      ("fields", change.fields.isEmpty ? nil : .array(change.fields.map(field))),
    ])
  }

  private func field(_ change: FieldChange) -> JSONValue {
    .object([
      ("change", .string(change.kind.rawValue)),
      ("path", .string("\(change.path)")),
      ("old", change.old.map(JSONValue.init)),
      ("new", change.new.map(JSONValue.init)),
      ("weight", .string(change.verdict.weight.rawValue)),
      ("reason", reason(change.verdict)),
    ])
  }

  private func reason(_ verdict: Verdict) -> JSONValue? {
    verdict.reason.isEmpty ? nil : .string(verdict.reason)
  }
}

extension JSONValue {
  fileprivate init(_ value: MessageValue) {
    switch value {
    case .object(let members): self = .object(members.map { ($0.name, JSONValue($0.value)) })
    case .list(let elements): self = .array(elements.map(JSONValue.init))
    case .string(let text): self = .string(text)
    case .word(let word): self = .word(word)
    }
  }
}
