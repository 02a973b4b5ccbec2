/// Where the fields of one type of message come from: for each field its rule, and where in the input to look.
///
/// The table stands beside the generators, which know nothing of it: a compile that nobody asks to explain does nothing
/// for it. Rows are found by walking the table along with the message.
struct OriginTable: Sendable {
  /// What holds for the fields at a path.
  struct Row: Sendable {
    let pattern: FieldPattern
    let rule: String
    let section: DocumentationSection
    let finder: OriginFinder
    let extent: Extent
  }

  /// How far down a row reaches.
  enum Extent: Sendable {
    case field
    /// What no other row is about, below the field, has this origin too.
    case everythingBelow
    /// All below the field is one: it stands in another file again, where it is explained.
    case whole
  }

  /// A part of the message that another table is about.
  struct Mount: Sendable {
    let pattern: FieldPattern
    let table: @Sendable () -> OriginTable
    /// What the part is about; nil where the other table does not apply.
    let narrow: @Sendable (OriginSubject, _ step: MessageStep) -> OriginSubject?
  }

  /// One step of all paths that begin alike.
  struct Branch: Sendable {
    var fields: [String: Int] = [:]
    var keys: [String: Int] = [:]
    var anyKey: Int?
    var element: Int?
    var rows: [Row] = []
    var mounts: [Mount] = []
  }

  private(set) var branches = [Branch()]

  /// The tables of all messages that files hold; the parts of messages that others are about come with them.
  static let all: [OriginTable] = [
    response, cluster, passthroughCluster, listener, passthroughListener, dnsListener, transportSocketResource,
    secret, bootstrap,
  ]

  /// Every rule of this table and of those that parts of it have.
  var rules: [String] {
    branches.flatMap { branch in branch.rows.map(\.rule) + branch.mounts.flatMap { $0.table().rules } }
  }

  /// - Parameter entries: of several rows for one field the first whose finder finds anything counts, of several mounts
  ///   the first that applies.
  init(_ entries: [Entry]) {
    for entry in entries {
      switch entry {
      case .row(let row): branches[branch(at: row.pattern)].rows.append(row)
      case .mount(let mount): branches[branch(at: mount.pattern)].mounts.append(mount)
      }
    }
  }

  enum Entry: Sendable {
    case row(Row)
    case mount(Mount)
  }

  private mutating func branch(at pattern: FieldPattern) -> Int {
    var index = 0
    for step in pattern.steps {
      let next =
        switch step {
        case .field(let name): branches[index].fields[name]
        case .key(let key?): branches[index].keys[key]
        case .key(nil): branches[index].anyKey
        case .element: branches[index].element
        }
      if let next {
        index = next
        continue
      }
      switch step {
      case .field(let name): branches[index].fields[name] = branches.count
      case .key(let key?): branches[index].keys[key] = branches.count
      case .key(nil): branches[index].anyKey = branches.count
      case .element: branches[index].element = branches.count
      }
      index = branches.count
      branches.append(Branch())
    }
    return index
  }
}

extension OriginTable.Entry {
  /// A field, or several of one rule.
  static func field(
    _ pattern: FieldPattern, _ rule: String, _ section: DocumentationSection, _ finder: OriginFinder = .default
  ) -> Self {
    .row(.init(pattern: pattern, rule: rule, section: section, finder: finder, extent: .field))
  }

  /// A field and everything below it.
  static func all(
    _ pattern: FieldPattern, _ rule: String, _ section: DocumentationSection, _ finder: OriginFinder = .default
  ) -> Self {
    .row(.init(pattern: pattern, rule: rule, section: section, finder: finder, extent: .everythingBelow))
  }

  /// A field whose content stands in another file again.
  static func copy(
    _ pattern: FieldPattern, _ rule: String, _ section: DocumentationSection, of file: String
  ) -> Self {
    .row(.init(pattern: pattern, rule: rule, section: section, finder: .output(file), extent: .whole))
  }

  /// A part that another table is about.
  static func part(
    _ pattern: FieldPattern, _ table: @autoclosure @escaping @Sendable () -> OriginTable,
    _ narrow: @escaping @Sendable (OriginSubject, MessageStep) -> OriginSubject? = { subject, _ in subject }
  ) -> Self {
    .mount(.init(pattern: pattern, table: table, narrow: narrow))
  }

  /// A field that holds a service's VIP.
  static func vip(_ pattern: FieldPattern) -> [Self] {
    [
      .field(pattern, "the VIP in the service's status", .dns, .vip(of: .status)),
      .field(pattern, "the VIP that the lock file keeps for the service", .dns, .vip(of: .lock)),
      .field(
        pattern, "the service's VIP: the lowest of the range that was free at its turn", .dns, .vip(of: .range)),
    ]
  }
}
