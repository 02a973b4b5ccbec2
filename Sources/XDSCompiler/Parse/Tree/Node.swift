/// One node of a ``SourceTree``: a scalar, a sequence or a mapping, with its place in the input.
///
/// A handle, cheap to copy and equal only to itself. It is valid as long as its tree lives.
struct Node: Hashable, @unchecked Sendable {
  // Unchecked: the records of a finished tree are never written again.
  let record: UnsafePointer<NodeRecord>

  var kind: NodeKind { record.pointee.kind }

  /// Whether it is a scalar without quotes, which quotes would make a string.
  var isPlain: Bool { record.pointee.flags.contains(.plain) }

  /// Where it is written.
  ///
  /// A scalar: all of it, with its tag and anchor. A flow collection: all of it when it ends on the line it begins on,
  /// else its bracket. A block mapping: its first key. A block sequence: its first `-`. The node that an alias stands
  /// for: the alias; but what is inside it is where the anchor is.
  var range: SourceRange { record.pointee.range }

  /// The collection that holds it; nil for the root of a document.
  var parent: Node? {
    record.pointee.parent == 0 ? nil : Node(record: record - Int(record.pointee.parent))
  }

  /// The key under which this value stands in its mapping; nil for elements, roots and keys.
  var key: Node? {
    guard !isKey, parent?.kind == .mapping else { return nil }
    return Node(record: record - 1)
  }

  /// Whether it is itself a key. Keys are scalars of kind string, whatever they look like.
  var isKey: Bool { record.pointee.flags.contains(.key) }
}
