/// One node in memory, 40 bytes.
///
/// A document is its records in preorder: a collection is followed by its content, a key by its value. All links are
/// distances, so a subtree is one stretch of memory that can be moved and copied as it is.
struct NodeRecord {
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let plain = Flags(rawValue: 1)
    static let key = Flags(rawValue: 2)
    /// A collection that is not complete yet.
    static let open = Flags(rawValue: 4)
    /// A sequence whose payload is the address of its ``ElementIndex``.
    static let indexed = Flags(rawValue: 8)
  }

  /// Of a scalar, the address of its text; of a collection, how many elements or entries it has, so far if it is an open
  /// sequence; of a long sequence, the address of its index.
  var payload: UInt
  /// Of a scalar, the length of its text in bytes; of a collection, its records including itself.
  var extent: UInt32
  /// How many records before this one its parent is; 0 for the root of a document.
  var parent: UInt32
  var range: SourceRange
  var kind: NodeKind
  var flags: Flags

  /// How many records after this one its next sibling would be.
  var stride: Int { kind.isCollection ? Int(extent) : 1 }
}
