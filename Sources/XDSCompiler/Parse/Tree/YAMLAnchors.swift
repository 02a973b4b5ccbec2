/// The anchors of one document, and what their aliases may still cost.
struct YAMLAnchors {
  /// So many nodes may come from aliases in one document.
  static let budget = 10_000

  private var records: [String: Int] = [:]
  private var spent = 0
  private var reportedBudget = false

  mutating func beginDocument() {
    if !records.isEmpty { records.removeAll() }
    spent = 0
    reportedBudget = false
  }

  /// Gives a name to the node that comes next. A later node of the same name takes it over.
  mutating func define(_ name: UnsafePointer<UInt8>, at index: Int) {
    records[String(cString: name)] = index
  }

  /// Adds the node that an alias stands for; null where there is none or it may not be used.
  mutating func expand(_ name: String, at range: SourceRange, in builder: inout TreeBuilder) {
    if let index = records[name], index < builder.nextRecord {
      if let diagnostic = refusal(of: index, name, at: range, in: builder) {
        builder.report(diagnostic)
      } else if !reportedBudget {
        return copy(index, at: range, in: &builder)
      }
    } else {
      builder.report(
        Diagnostic(
          .unknownAlias, "no anchor \"&\(name)\" comes before this alias", at: range,
          help: "anchors end with their document; to mean the text itself, quote it"))
    }
    builder.addScalar(.null, UnsafeBufferPointer(start: nil, count: 0), isPlain: true, at: range)
  }

  private mutating func copy(_ index: Int, at range: SourceRange, in builder: inout TreeBuilder) {
    if builder.awaitsKey, builder.node(at: index).kind.isCollection {
      builder.openCollection(builder.node(at: index).kind, at: range)
      builder.closeCollection(bracketEnd: (range.endLine, range.endColumn))
    } else {
      builder.addCopy(of: index, at: range)
    }
  }

  /// Why an alias may not be expanded, if so.
  private mutating func refusal(
    of index: Int, _ name: String, at range: SourceRange, in builder: borrowing TreeBuilder
  ) -> Diagnostic? {
    let target = builder.node(at: index)
    let note = Diagnostic.Note(message: "\"&\(name)\" is here", range: target.range)
    if builder.isOpen(index) {
      return Diagnostic(.aliasLimit, "the alias \"*\(name)\" is inside what it stands for", at: range, notes: [note])
    }
    spent += target.record.pointee.stride
    if spent > YAMLAnchors.budget {
      defer { reportedBudget = true }
      return reportedBudget
        ? nil
        : Diagnostic(
          .aliasLimit, "the aliases of this document stand for more than \(YAMLAnchors.budget) nodes", at: range,
          notes: [note])
    }
    if builder.depth + target.height > TreeBuilder.depthLimit {
      return Diagnostic(
        .nestingLimit, "with this alias the document is nested more than \(TreeBuilder.depthLimit) levels deep",
        at: range, notes: [note])
    }
    return nil
  }
}

extension Node {
  /// How many collections are nested here, this one included; 0 for scalars.
  fileprivate var height: Int {
    var height = 0
    let end = record + record.pointee.stride
    var descendant = record
    while descendant < end {
      if descendant.pointee.kind.isCollection {
        var depth = 1
        var ancestor = descendant
        while ancestor > record {
          ancestor -= Int(ancestor.pointee.parent)
          depth += 1
        }
        height = max(height, depth)
      }
      descendant += 1
    }
    return height
  }
}
