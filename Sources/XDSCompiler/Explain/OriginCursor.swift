/// A step down in a message.
enum MessageStep: Hashable, Sendable {
  /// A field of a message, or an entry of a map.
  case member(String)
  case element(Int)
}

extension OriginTable {
  /// A place in a message: what is known about it.
  struct Cursor: Sendable {
    private let table: OriginTable
    private let branch: Int
    let subject: OriginSubject

    /// The whole message.
    init(_ table: OriginTable, _ subject: OriginSubject) {
      self.init(table, 0, subject)
    }

    private init(_ table: OriginTable, _ branch: Int, _ subject: OriginSubject) {
      self.table = table
      self.branch = branch
      self.subject = subject
    }

    /// Whether the members here are entries of a map.
    var isMap: Bool { table.branches[branch].anyKey != nil || !table.branches[branch].keys.isEmpty }

    /// One step down; nil where the table knows nothing.
    func step(_ step: MessageStep) -> Cursor? {
      let here = table.branches[branch]
      let next =
        switch step {
        case .member(let name): here.fields[name] ?? here.keys[name] ?? here.anyKey
        case .element: here.element
        }
      guard let next else { return nil }
      for mount in table.branches[next].mounts {
        if let subject = mount.narrow(subject, step) { return Cursor(mount.table(), subject) }
      }
      return Cursor(table, next, subject)
    }

    /// What the table says about what is here, and how far down that holds.
    var origin: (origin: Origin.Draft, extent: Extent)? {
      for row in table.branches[branch].rows {
        guard let sources = row.finder.find(subject) else { continue }
        return (Origin.Draft(rule: row.rule, section: row.section, sources: sources), row.extent)
      }
      return nil
    }
  }
}
