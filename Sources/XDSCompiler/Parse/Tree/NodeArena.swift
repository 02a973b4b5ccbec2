import Glibc

/// The memory of some documents: their records in one stretch, the text of their scalars in blocks that never move.
///
/// Whoever ends up with it calls ``deallocate()`` once.
struct NodeArena: @unchecked Sendable {
  // Unchecked: one thread fills it and hands it over.
  private(set) var records: UnsafeMutablePointer<NodeRecord>
  private(set) var count = 0
  private var capacity: Int
  private var blocks: [UnsafeMutableRawPointer] = []
  private var free: UnsafeMutableRawPointer
  private var freeBytes = 0

  private static let blockBytes = 1 << 16

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    records = NodeArena.resize(nil, to: self.capacity)
    free = UnsafeMutableRawPointer(records)
  }

  func deallocate() {
    Glibc.free(records)
    for block in blocks { block.deallocate() }
  }

  @inline(__always)
  mutating func append(_ record: NodeRecord) {
    if count == capacity { grow(to: capacity * 2) }
    (records + count).initialize(to: record)
    count += 1
  }

  /// Appends a copy of the subtree at an index, with another record for its root.
  mutating func appendCopy(of index: Int, root: NodeRecord) {
    let length = records[index].stride
    if count + length > capacity { grow(to: max(capacity * 2, count + length)) }
    (records + count).initialize(from: records + index, count: length)
    records[count] = root
    count += length
  }

  /// Forgets the records from an index on.
  mutating func truncate(to index: Int) { count = index }

  /// Keeps a text, and returns the address of the copy.
  mutating func keep(_ text: UnsafeBufferPointer<UInt8>) -> UInt {
    guard let source = text.baseAddress, text.count > 0 else { return 0 }
    if text.count > freeBytes { makeRoom(for: text.count) }
    free.copyMemory(from: source, byteCount: text.count)
    defer {
      free += text.count
      freeBytes -= text.count
    }
    return UInt(bitPattern: free)
  }

  private mutating func makeRoom(for bytes: Int) {
    freeBytes = max(NodeArena.blockBytes, bytes)
    free = .allocate(byteCount: freeBytes, alignment: 1)
    blocks.append(free)
  }

  private mutating func grow(to newCapacity: Int) {
    records = NodeArena.resize(records, to: newCapacity)
    capacity = newCapacity
  }

  /// What is large is moved by the page tables, so that growing takes neither time nor memory for two.
  private static func resize(
    _ records: UnsafeMutablePointer<NodeRecord>?, to capacity: Int
  ) -> UnsafeMutablePointer<NodeRecord> {
    // Without memory this ends the process, as any allocation does.
    realloc(records, capacity * MemoryLayout<NodeRecord>.stride).unsafelyUnwrapped
      .assumingMemoryBound(to: NodeRecord.self)
  }
}
