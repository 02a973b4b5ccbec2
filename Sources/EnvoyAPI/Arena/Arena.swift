/// Memory for messages, taken in one direction and given back all at once.
///
/// Messages, their texts and their lists live until `reset()` or until the arena goes away. Messages do not keep
/// their arena: whoever makes one holds it, in a variable of its own, as long as its messages are in use. An arena is for
/// one thread at a time: workers have one each.
public final class Arena {
  let memory: ArenaMemory

  /// Makes an arena whose first chunk has `chunkSize` bytes; later ones double up to a megabyte.
  public init(chunkSize: Int = 64 << 10) {
    memory = ArenaMemory(chunkSize: chunkSize)
  }

  deinit {
    memory.free()
  }

  /// Forgets every message of the arena and keeps its memory for the next ones.
  public func reset() {
    memory.rewind(to: ArenaMemory.Mark(chunk: 0, offset: 0))
  }

  /// Copies `bytes` into the arena.
  public func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: memory.copy(bytes), count: bytes.count)
  }

  /// Copies `bytes` into the arena.
  public func copy(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    bytes.withUnsafeBytes(copy)
  }
}
