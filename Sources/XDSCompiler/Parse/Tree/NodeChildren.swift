import Glibc

extension Node {
  /// The elements of a sequence, nothing for other kinds.
  var elements: Elements { Elements(of: self) }

  /// The entries of a mapping in source order, nothing for other kinds.
  var entries: Entries { Entries(of: self) }

  /// The value under a key: the first, should the key be there twice.
  subscript(key: StaticString) -> Node? {
    key.withUTF8Buffer { value(forKey: $0) }
  }

  /// The value under a key: the first, should the key be there twice.
  func value(forKey key: String) -> Node? {
    var key = key
    return key.withUTF8 { value(forKey: $0) }
  }

  /// It and everything in it, keys included, each collection before its content.
  var subtree: some Sequence<Node> {
    (0..<record.pointee.stride).lazy.map { [record] in Node(record: record + $0) }
  }

  /// The strings in it that are values.
  var texts: some Sequence<String> {
    subtree.lazy.filter { $0.kind == .string && !$0.isKey }.map(\.string)
  }

  private func value(forKey wanted: UnsafeBufferPointer<UInt8>) -> Node? {
    for (key, value) in entries where key.hasText(wanted) { return value }
    return nil
  }

  /// Whether a scalar's content is exactly these bytes.
  func hasText(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let own = utf8
    guard own.count == text.count else { return false }
    guard let a = own.baseAddress, let b = text.baseAddress else { return true }
    return memcmp(a, b, own.count) == 0
  }

  struct Elements: Sequence, IteratorProtocol {
    private var upcoming: UnsafePointer<NodeRecord>
    private var remaining: Int

    fileprivate init(of node: Node) {
      upcoming = node.record + 1
      remaining = node.kind == .sequence ? node.count : 0
    }

    var underestimatedCount: Int { remaining }

    mutating func next() -> Node? {
      guard remaining > 0 else { return nil }
      defer {
        remaining -= 1
        upcoming += upcoming.pointee.stride
      }
      return Node(record: upcoming)
    }
  }

  struct Entries: Sequence, IteratorProtocol {
    private var upcoming: UnsafePointer<NodeRecord>
    private var remaining: Int

    fileprivate init(of node: Node) {
      upcoming = node.record + 1
      remaining = node.kind == .mapping ? node.count : 0
    }

    var underestimatedCount: Int { remaining }

    mutating func next() -> (key: Node, value: Node)? {
      guard remaining > 0 else { return nil }
      let value = upcoming + 1
      defer {
        remaining -= 1
        upcoming = value + value.pointee.stride
      }
      return (Node(record: upcoming), Node(record: value))
    }
  }
}
