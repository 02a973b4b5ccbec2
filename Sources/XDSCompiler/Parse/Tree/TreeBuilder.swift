/// Puts nodes, in the order in which a reader meets them, into an arena, and reports what makes a tree unusable
/// whatever the format: duplicate keys and keys that are no scalars.
struct TreeBuilder: Sendable {
  /// A collection that is still open.
  private struct Frame {
    var record: Int
    var isMapping: Bool
    /// Nodes directly inside so far, keys included.
    var children: UInt32 = 0
    /// The key of an entry to forget once its value is complete.
    var unwantedKey: Int?

    var awaitsKey: Bool { isMapping && children & 1 == 0 }
  }

  /// Collections may be nested this deep. Readers see to it, because they must stop reading there.
  static let depthLimit = 100
  static let tooDeep = "this is nested more than \(depthLimit) levels deep"

  /// Index of the source being read.
  var file: UInt32 = 0
  private(set) var arena: NodeArena
  /// The records of the finished documents' roots.
  private(set) var roots: [Int] = []
  /// What was found up to the checkpoint, and since.
  private var settled = DiagnosticList()
  private var findings = DiagnosticList()
  /// What to return to when the rest of a text turns out to be of no use.
  private var checkpoint = (records: 0, roots: 0)
  private var frames: [Frame] = []
  private var documentStart = 0
  private var duplicateKeys = DuplicateKeys()

  init(capacity: Int) {
    arena = NodeArena(capacity: capacity)
    frames.reserveCapacity(TreeBuilder.depthLimit)
  }

  /// The index that the next node will get.
  var nextRecord: Int { arena.count }

  /// Whether the next node would be a key.
  var awaitsKey: Bool { frames.last?.awaitsKey ?? false }

  /// How many collections are open.
  var depth: Int { frames.count }

  /// Whether the collection at an index is not complete yet.
  func isOpen(_ index: Int) -> Bool { frames.contains { $0.record == index } }

  func node(at index: Int) -> Node { Node(record: arena.records + index) }

  // MARK: Documents

  mutating func beginDocument() {
    documentStart = arena.count
    frames.removeAll(keepingCapacity: true)
  }

  /// Ends the document. One that says nothing is not kept.
  mutating func endDocument() {
    if arena.count == documentStart || arena.records[documentStart].kind == .null {
      arena.truncate(to: documentStart)
    } else {
      roots.append(documentStart)
    }
    beginDocument()
  }

  /// Forgets the unfinished document.
  mutating func dropDocument() {
    arena.truncate(to: documentStart)
    beginDocument()
  }

  /// Remembers where it is, between documents.
  mutating func setCheckpoint() {
    settled.append(findings)
    findings = DiagnosticList()
    checkpoint = (arena.count, roots.count)
  }

  /// Forgets all that came after the last checkpoint.
  mutating func rollBack() {
    arena.truncate(to: checkpoint.records)
    roots.removeLast(roots.count - checkpoint.roots)
    findings = DiagnosticList()
    beginDocument()
  }

  mutating func report(_ diagnostic: Diagnostic) { findings.add(diagnostic) }

  /// Gives away what was found.
  mutating func takeFindings() -> DiagnosticList {
    setCheckpoint()
    defer { settled = DiagnosticList() }
    return settled
  }

  // MARK: Nodes

  /// Adds a scalar. Where a key is due, it becomes one.
  mutating func addScalar(_ kind: NodeKind, _ text: UnsafeBufferPointer<UInt8>, isPlain: Bool, at range: SourceRange) {
    let address = arena.keep(text)
    arena.append(
      linked(
        NodeRecord(
          payload: address, extent: UInt32(truncatingIfNeeded: text.count), parent: 0, range: range, kind: kind,
          flags: isPlain ? .plain : [])))
    completeChild()
  }

  /// Opens a collection; what follows is its content until ``closeCollection(bracketEnd:)``.
  mutating func openCollection(_ kind: NodeKind, at range: SourceRange) {
    if awaitsKey {
      frames[frames.count - 1].unwantedKey = arena.count
      report(
        Diagnostic(
          .complexKey, "a \(kind == .mapping ? "mapping" : "list") cannot be a key", at: range,
          help: "keys are text; quote the key if it is meant to begin with a bracket"))
    }
    let index = arena.count
    arena.append(linked(NodeRecord(payload: 0, extent: 1, parent: 0, range: range, kind: kind, flags: .open)))
    frames.append(Frame(record: index, isMapping: kind == .mapping))
  }

  /// Closes the innermost collection, which ends with a bracket whose own end is given, or by indentation (nil).
  ///
  /// This settles what ``Node/range`` promises for collections.
  mutating func closeCollection(bracketEnd: (line: UInt32, column: UInt32)?) {
    guard let frame = frames.popLast() else { return }
    let record = arena.records + frame.record
    record.pointee.extent = UInt32(truncatingIfNeeded: arena.count - frame.record)
    record.pointee.flags.remove(.open)
    if let bracketEnd {
      if bracketEnd.line == record.pointee.range.line { record.pointee.range.endColumn = bracketEnd.column }
    } else if frame.isMapping, frame.children > 0 {
      record.pointee.range = record[1].range
    }
    if frame.isMapping {
      record.pointee.payload = UInt(frame.children / 2)
      duplicateKeys.report(in: Node(record: record), to: &findings)
    } else if frame.children > ElementIndex.step {
      record.pointee.payload = ElementIndex.numbers(of: Node(record: record)).withUnsafeBytes {
        arena.keep($0.bindMemory(to: UInt8.self))
      }
      record.pointee.flags.insert(.indexed)
    }
    completeChild()
  }

  /// Adds a copy of an earlier node of this document, which stands at its own place.
  mutating func addCopy(of index: Int, at range: SourceRange) {
    var root = linked(arena.records[index])
    root.range = range
    arena.appendCopy(of: index, root: root)
    completeChild()
  }

  /// Forgets the entry whose key was just added, as soon as its value is complete.
  mutating func forgetEntry(ofKeyAt index: Int) {
    guard !frames.isEmpty else { return }
    frames[frames.count - 1].unwantedKey = index
  }

  /// A record as the next child of the innermost open collection.
  @inline(__always)
  private func linked(_ record: NodeRecord) -> NodeRecord {
    var record = record
    record.flags.remove(.key)
    record.parent = 0
    if let frame = frames.last {
      record.parent = UInt32(truncatingIfNeeded: arena.count - frame.record)
      if frame.awaitsKey {
        record.flags.insert(.key)
        if !record.kind.isCollection { record.kind = .string }
      }
    }
    return record
  }

  private mutating func completeChild() {
    guard !frames.isEmpty else { return }
    let innermost = frames.count - 1
    frames[innermost].children += 1
    if !frames[innermost].isMapping { arena.records[frames[innermost].record].payload += 1 }
    if let unwanted = frames[innermost].unwantedKey, frames[innermost].awaitsKey {
      arena.truncate(to: unwanted)
      frames[innermost].children -= 2
      frames[innermost].unwantedKey = nil
    }
  }
}
