/// A stretch of one file.
struct Stretch: Hashable {
  let start: SourcePosition
  /// Exclusive.
  let end: SourcePosition

  func contains(_ position: SourcePosition) -> Bool { start <= position && position < end }
}

/// Which resources of a file comments belong to. Comments are asked for in order.
struct LintCommentOwners {
  /// A document that has comments.
  fileprivate struct Document {
    let root: Node
    let items: [Item]
    /// Quoted and block scalars, in which `#` begins no comment, in order.
    let texts: [Stretch]
  }

  /// A resource that a List holds.
  fileprivate struct Item {
    let start: SourcePosition
    /// The column of its `-`.
    let dash: UInt32
  }

  private let roots: ArraySlice<Node>
  /// The last document that a comment was found in.
  private var document: Document?

  /// - Parameter roots: of the documents of the file, in order.
  init(_ roots: ArraySlice<Node>) {
    self.roots = roots
  }

  /// The stretch of the resource that a comment speaks for; nil when it is no comment, or belongs to none.
  mutating func stretch(of comment: LintCommentCandidate) -> Stretch? {
    let next = roots.partitioningIndex { $0.range.start > comment.place.start }
    // Above the first key: at the beginning of the file, or behind a marker that ends the document before.
    guard next > roots.startIndex, roots[next - 1].range.line >= comment.marker else {
      return next < roots.endIndex ? stretch(ofRoot: next) : nil
    }
    let root = roots[next - 1]
    let document = self.document.flatMap { $0.root == root ? $0 : nil } ?? Document(root)
    self.document = document
    guard !document.hasText(at: comment.place.start) else { return nil }
    let whole = stretch(ofRoot: next - 1)
    return document.item(of: comment).map { item in
      let following = document.items.indices.contains(item + 1) ? document.items[item + 1].start : whole.end
      return Stretch(start: document.items[item].start, end: following)
    } ?? whole
  }

  private func stretch(ofRoot index: Int) -> Stretch {
    let start = roots[index].range.start
    return Stretch(
      start: start, end: index + 1 < roots.endIndex ? roots[index + 1].range.start : .end(ofFile: start.file))
  }
}

extension LintCommentOwners.Document {
  fileprivate init(_ root: Node) {
    self.root = root
    items = LintCommentOwners.items(of: root)
    // The content of aliases is where their anchors are, and so comes out of order.
    texts = root.subtree.filter { $0.isScalar && !$0.isPlain }
      .map { Stretch(start: $0.range.start, end: $0.range.end) }.sorted { $0.start < $1.start }
  }

  fileprivate func hasText(at position: SourcePosition) -> Bool {
    let index = texts.partitioningIndex { $0.start > position }
    return index > 0 && texts[index - 1].contains(position)
  }

  /// The item of a List that a comment is in or right above; nil outside of all.
  fileprivate func item(of comment: LintCommentCandidate) -> Int? {
    let next = items.partitioningIndex { $0.start > comment.place.start }
    let isIndented = next > 0 && comment.place.column > items[next - 1].dash
    if next > 0, isIndented || !comment.hasOwnLine { return next - 1 }
    let isAbove =
      comment.hasOwnLine && next < items.count
      && (next > 0 || root["items"]?.key.map { $0.range.start < comment.place.start } ?? false)
    return isAbove ? next : nil
  }
}

extension LintCommentOwners {
  fileprivate static func items(of root: Node) -> [Item] {
    guard let list = root.listItems else { return [] }
    return list.elements.flatMap { element in
      let inner = items(of: element)
      return inner.isEmpty ? [Item(start: element.range.start, dash: list.range.column)] : inner
    }
  }
}
