import XDSCompiler

/// Two outputs, one of which is what the other became.
struct Comparison {
  /// A field that has another value, and those in whose place it may be.
  struct Change {
    let resource: OutputFields.Resource
    let field: ExplainedField
    fileprivate let losses: Int
    fileprivate let alike: [ExplainedField]

    /// Whether as many name what was replaced as have lost their value.
    func isExplained(where namesIt: (Origin) -> Bool) -> Bool {
      alike.count { $0.origin.map { $0.isOutput || namesIt($0) } ?? false } >= losses
    }
  }

  private let before: OutputFields
  private let after: OutputFields
  private let counterparts: [OutputFields.Resource: OutputFields.Resource]

  init(_ before: OutputFields, _ after: OutputFields) {
    self.before = before
    self.after = after
    counterparts = before.counterparts(in: after)
  }

  /// Whether a field has lost its value, or has it from elsewhere now: a hostname that one service no longer asks for goes
  /// to the next that does.
  func isDecided(_ field: OutputFields.Field, by place: SourceRange?) -> Bool {
    guard let old = before.resources[field.resource],
      let new = counterparts[field.resource].flatMap({ after.resources[$0] })
    else { return true }
    if old.losses(of: field.field, in: new) > 0 { return true }
    guard let place else { return false }
    return !new.alike(field.field).contains { field in
      field.origin?.places.contains { ($0.file, $0.line, $0.column) == (place.file, place.line, place.column) } ?? false
    }
  }

  var changes: [Change] {
    before.resources.flatMap { resource, old -> [Change] in
      guard let new = counterparts[resource].flatMap({ after.resources[$0] }) else { return [] }
      return old.byPath.values.compactMap { field in
        guard let other = new.byPath[field.path], other.value != field.value else { return nil }
        let losses = old.losses(of: field, in: new)
        return losses > 0 ? Change(resource: resource, field: field, losses: losses, alike: old.alike(field)) : nil
      }
    }
  }
}

extension Origin {
  /// Whether it is what other output makes it, so that any change may show in it.
  fileprivate var isOutput: Bool {
    sources.contains { if case .output = $0 { true } else { false } }
  }
}
